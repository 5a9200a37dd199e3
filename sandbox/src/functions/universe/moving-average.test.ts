import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", _time: 2021-01-01T00:00:00Z, n: 1},
    {h: "a", _time: 2021-01-01T00:01:00Z, n: 2},
    {h: "a", _time: 2021-01-01T00:02:00Z, n: 3},
    {h: "a", _time: 2021-01-01T00:03:00Z, n: 6},
    {h: "b", _time: 2021-01-01T00:00:00Z, n: 5},
]) |> map(fn: (r) => ({h: r.h, _time: r._time, n: r.n, _value: if r.n == 2 then r.none else float(v: r.n)}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);

describe('movingAverage', () => {
    it('gives the mean of the last n values that are not null; fewer rows than n give one row', async () => {
        expect(await rows('drop(columns: ["_time"]) |> movingAverage(n: 2)')).toEqual([
            '[h=a] _value=1.0 n=2',
            '[h=a] _value=3.0 n=3',
            '[h=a] _value=4.5 n=6',
            '[h=b] _value=5.0 n=5',
        ]);
        expect(await rows('drop(columns: ["_time"]) |> movingAverage(n: 1000000000000)')).toEqual([
            '[h=a] _value=3.3333333333333335 n=6',
            '[h=b] _value=5.0 n=5',
        ]);
    });

    it('is null where all n values are, makes floats of integers, and leaves a table without rows', async () => {
        expect(
            await rows('drop(columns: ["_time"]) |> movingAverage(n: 1) |> limit(n: 1, offset: 1)'),
        ).toEqual(['[h=a] _value=null n=2', '[h=b]']);
        expect(await rows('map(fn: (r) => ({h: r.h, _value: r.n})) |> movingAverage(n: 4)')).toEqual([
            '[h=a] _value=3.0',
            '[h=b] _value=5.0',
        ]);
        expect(await rows('limit(n: 0) |> movingAverage(n: 4)')).toEqual(['[h=a]', '[h=b]']);
    });

    it('wants a positive n and a _value of numbers', async () => {
        expect(await failure('movingAverage(n: 0)')).toContain(
            'cannot take moving average with a period of 0 (must be greater than 0)',
        );
        expect(await failure('drop(columns: ["_value"]) |> movingAverage(n: 2)')).toContain(
            'cannot find _value column',
        );
        expect(await failure('map(fn: (r) => ({_value: "s"})) |> movingAverage(n: 2)')).toContain(
            'cannot take moving average of column _value (type string)',
        );
    });
});

describe('timedMovingAverage', () => {
    const ranged = 'range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T00:04:00Z)';

    it('gives the mean of overlapping windows, at the end of each', async () => {
        expect(
            await rows(
                `${ranged} |> filter(fn: (r) => r.h == "a") |> timedMovingAverage(every: 1m, period: 2m) |> group()
                    |> keep(columns: ["_time", "_value"])`,
            ),
        ).toEqual([
            '[] _value=1.0 _time=00:01:00Z',
            '[] _value=1.0 _time=00:02:00Z',
            '[] _value=3.0 _time=00:03:00Z',
            '[] _value=4.5 _time=00:04:00Z',
            '[] _value=6.0 _time=00:04:00Z',
        ]);
    });

    it('takes another column and needs bounds and that column', async () => {
        expect(
            await rows(
                `${ranged} |> filter(fn: (r) => r.h == "b") |> timedMovingAverage(every: 1m, period: 2m, column: "n") |> drop(columns: ["_start", "_stop"])`,
            ),
        ).toEqual(['[h=b] n=5.0 _time=00:01:00Z', '[h=b] n=5.0 _time=00:02:00Z']);
        expect(await failure('timedMovingAverage(every: 1m, period: 2m)')).toContain('nil bounds');
        expect(
            await failure(`${ranged} |> timedMovingAverage(every: 1m, period: 2m, column: "no")`),
        ).toContain('column "no" does not exist');
        expect(await rows(`${ranged} |> limit(n: 0) |> timedMovingAverage(every: 1m, period: 2m)`)).toEqual(
            [],
        );
    });
});
