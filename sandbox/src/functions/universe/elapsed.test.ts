import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", _time: 2021-01-01T00:00:00Z}, {h: "a", _time: 2021-01-01T00:01:30Z}, {h: "a", _time: 2021-01-01T00:00:30Z}, {h: "b", _time: 2021-01-01T00:00:00Z}])
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);

it('adds the whole seconds since the row before, and drops the first row', async () => {
    expect(await rows('elapsed()')).toEqual([
        '[h=a] _time=00:01:30Z elapsed=90',
        '[h=a] _time=00:00:30Z elapsed=-60',
        '[h=b]',
    ]);
});

it('takes another unit and other columns', async () => {
    expect(
        await rows('rename(columns: {_time: "t"}) |> elapsed(unit: 1m, timeColumn: "t", columnName: "e")'),
    ).toEqual(['[h=a] t=00:01:30Z e=1', '[h=a] t=00:00:30Z e=-1', '[h=b]']);
});

it('leaves a table without rows; a column that holds no times gives no rows', async () => {
    expect(await rows('limit(n: 0) |> elapsed()')).toEqual(['[h=a]', '[h=b]']);
    expect(await rows('map(fn: (r) => ({r with n: 1})) |> elapsed(timeColumn: "n")')).toEqual([
        '[h=a]',
        '[h=b]',
    ]);
});

it('wants a time column without nulls, a unit, and a free name', async () => {
    expect(await failure('elapsed(timeColumn: "no")')).toContain('column "no" does not exist');
    expect(await failure('elapsed(unit: 0s)')).toContain('unit must not be zero');
    expect(await failure('elapsed(columnName: "h")')).toContain('already has column with label h');
    const hole =
        'map(fn: (r) => ({r with _time: if r._time == 2021-01-01T00:01:30Z then r.none else r._time}))';
    expect(await failure(`${hole} |> elapsed()`)).toContain('elapsed found a null in column "_time"');
});
