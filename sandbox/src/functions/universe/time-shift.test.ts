import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{_time: 2021-01-01T00:10:00Z, n: 1}, {_time: 2021-01-01T00:20:00Z, n: 2}])
    |> range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T01:00:00Z)
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);

it('moves times, also those of the group key', async () => {
    expect(await rows('timeShift(duration: 1h)')).toEqual([
        '[_start=01:00:00Z _stop=02:00:00Z] _time=01:10:00Z n=1',
        '[_start=01:00:00Z _stop=02:00:00Z] _time=01:20:00Z n=2',
    ]);
    expect(await rows('timeShift(duration: -1mo) |> limit(n: 1)')).toEqual([
        expect.stringContaining('_time=2020-12-01T00:10:00Z n=1'),
    ]);
});

it('moves the bounds of the query, so that later windows are clipped there', async () => {
    expect(await rows('timeShift(duration: 30m) |> window(every: 1h) |> limit(n: 1)')).toEqual([
        '[_start=00:30:00Z _stop=01:00:00Z] _time=00:40:00Z n=1',
    ]);
});

it('moves only the columns that are listed; a column that is missing does not matter, a null stays', async () => {
    expect(await rows('timeShift(duration: 1h, columns: ["_time", "no"]) |> limit(n: 1)')).toEqual([
        '[_start=00:00:00Z _stop=01:00:00Z] _time=01:10:00Z n=1',
    ]);
    expect(
        await rows(
            'group() |> map(fn: (r) => ({t: if r.n == 1 then r.none else r._time})) |> timeShift(duration: 1h, columns: ["t"])',
        ),
    ).toEqual(['[] t=null', '[] t=01:20:00Z']);
});

it('leaves a table without rows and wants times', async () => {
    expect(await rows('limit(n: 0) |> timeShift(duration: 1h)')).toEqual([
        '[_start=01:00:00Z _stop=02:00:00Z]',
    ]);
    expect(await flux.failure(`${data}data |> timeShift(duration: 1h, columns: ["n"])`)).toContain(
        'column "n" is not of type time',
    );
    expect(await flux.failure(`${data}data |> timeShift()`)).toContain('"duration"');
});
