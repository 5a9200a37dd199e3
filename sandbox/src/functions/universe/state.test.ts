import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", _time: 2021-01-01T00:00:00Z, v: 5},
    {h: "a", _time: 2021-01-01T00:01:00Z, v: 6},
    {h: "a", _time: 2021-01-01T00:02:30Z, v: 7},
    {h: "a", _time: 2021-01-01T00:03:00Z, v: 1},
    {h: "a", _time: 2021-01-01T00:04:00Z, v: 8},
    {h: "b", _time: 2021-01-01T00:00:00Z, v: 1},
]) |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);
const high = 'fn: (r) => r.v > 4';
const without = ' |> drop(columns: ["_time"])';

describe('stateCount', () => {
    it('counts the rows for which the condition has been true', async () => {
        expect(await rows(`stateCount(${high})${without}`)).toEqual([
            '[h=a] v=5 stateCount=1',
            '[h=a] v=6 stateCount=2',
            '[h=a] v=7 stateCount=3',
            '[h=a] v=1 stateCount=-1',
            '[h=a] v=8 stateCount=1',
            '[h=b] v=1 stateCount=-1',
        ]);
    });

    it('takes null as false, another column, and a table without rows', async () => {
        expect(await rows(`limit(n: 1) |> stateCount(fn: (r) => r.none > 4, column: "n")${without}`)).toEqual(
            ['[h=a] v=5 n=-1', '[h=b] v=1 n=-1'],
        );
        expect(await rows(`limit(n: 0) |> stateCount(${high})`)).toEqual(['[h=a]', '[h=b]']);
    });

    it('wants a column of times, a free name and a bool', async () => {
        expect(await failure(`drop(columns: ["_time"]) |> stateCount(${high})`)).toContain(
            'column "_time" does not exist',
        );
        expect(await failure(`stateCount(${high}, column: "v")`)).toContain('column "v" exists already');
        expect(await failure(`stateCount(${high}, column: "")`)).toContain('needs a name');
        expect(await failure('stateCount(fn: (r) => r.v)')).toContain('fn must give a bool, got int');
    });
});

describe('stateDuration', () => {
    it('gives for how long the condition has been true, in whole seconds', async () => {
        expect(await rows(`stateDuration(${high})${without}`)).toEqual([
            '[h=a] v=5 stateDuration=0',
            '[h=a] v=6 stateDuration=60',
            '[h=a] v=7 stateDuration=150',
            '[h=a] v=1 stateDuration=-1',
            '[h=a] v=8 stateDuration=0',
            '[h=b] v=1 stateDuration=-1',
        ]);
    });

    it('takes another unit and other columns', async () => {
        expect(
            await rows(
                `rename(columns: {_time: "t"}) |> stateDuration(${high}, unit: 1m, column: "d", timeColumn: "t") |> drop(columns: ["t"]) |> limit(n: 3)`,
            ),
        ).toEqual(['[h=a] v=5 d=0', '[h=a] v=6 d=1', '[h=a] v=7 d=2', '[h=b] v=1 d=-1']);
        expect(await rows(`limit(n: 0) |> stateDuration(${high})`)).toEqual(['[h=a]', '[h=b]']);
    });

    it('wants a positive unit and ascending times without nulls', async () => {
        const unit = 'state tracking duration unit must be greater than zero';
        expect(await failure(`stateDuration(${high}, unit: 0s)`)).toContain(unit);
        expect(await failure(`stateDuration(${high}, unit: -1s)`)).toContain(unit);
        expect(await failure(`stateDuration(${high}, timeColumn: "no")`)).toContain(
            'column "no" does not exist',
        );
        expect(await failure(`stateDuration(${high}, timeColumn: "v")`)).toContain(
            'column "v" is not of type time',
        );
        expect(await failure(`sort(columns: ["_time"], desc: true) |> stateDuration(${high})`)).toContain(
            'got an out-of-order timestamp',
        );
        expect(
            await failure(
                `map(fn: (r) => ({r with _time: if r.v == 6 then r.none else r._time})) |> stateDuration(${high})`,
            ),
        ).toContain('got a null timestamp');
    });
});
