import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", z: "x", _value: 4.0, v: 1},
    {h: "a", z: "y", _value: 1.0, v: 2},
    {h: "b", z: "x", _value: 3.0, v: 9},
    {h: "c", z: "y", _value: 2.0, v: 5},
    {h: "c", z: "y", _value: 6.0, v: 4},
]) |> group(columns: ["h"])
`;
const empty = `${data}data |> filter(fn: (r) => false, onEmpty: "keep")`;

describe('top and bottom', () => {
    it.each([
        ['top(n: 1)', ['[h=a] z=x _value=4.0 v=1', '[h=b] z=x _value=3.0 v=9', '[h=c] z=y _value=6.0 v=4']],
        [
            'bottom(n: 1)',
            ['[h=a] z=y _value=1.0 v=2', '[h=b] z=x _value=3.0 v=9', '[h=c] z=y _value=2.0 v=5'],
        ],
        [
            'group() |> top(n: 2, columns: ["z", "v"])',
            ['[] h=c z=y _value=2.0 v=5', '[] h=c z=y _value=6.0 v=4'],
        ],
        [
            'group() |> bottom(n: 2, columns: ["z", "v"])',
            ['[] h=a z=x _value=4.0 v=1', '[] h=b z=x _value=3.0 v=9'],
        ],
        ['top(n: 0)', ['[h=a]', '[h=b]', '[h=c]']],
    ])('%s', async (call, wanted) => {
        expect(await flux.rows(`${data}data |> ${call}`)).toEqual(wanted);
    });
    it('keep tables without rows; nulls come last of the top and first of the bottom', async () => {
        expect(await flux.rows(`${empty} |> top(n: 1)`)).toEqual(['[h=a]', '[h=b]', '[h=c]']);
        const nulls = `${data}data |> group() |> map(fn: (r) => ({_value: if r.v == 9 then r.none else r._value}))`;
        expect((await flux.rows(`${nulls} |> top(n: 5)`)).at(-1)).toBe('[] _value=null');
        expect(await flux.rows(`${nulls} |> bottom(n: 1)`)).toEqual(['[] _value=null']);
    });
});

describe('highest and lowest', () => {
    const byHost = 'groupColumns: ["h"]';
    it.each([
        [`highestMax(n: 2, ${byHost})`, ['[] h=c z=y _value=6.0 v=4', '[] h=a z=x _value=4.0 v=1']],
        [`highestMax(n: 1, ${byHost}, column: "v")`, ['[] h=b z=x _value=3.0 v=9']],
        [`highestAverage(n: 2, ${byHost})`, ['[] h=c _value=4.0', '[] h=b _value=3.0']],
        [`highestAverage(n: 1, ${byHost}, column: "v")`, ['[] h=b v=9.0']],
        [`highestCurrent(n: 2, ${byHost})`, ['[] h=c z=y _value=6.0 v=4', '[] h=b z=x _value=3.0 v=9']],
        [`highestCurrent(n: 1, ${byHost}, column: "v")`, ['[] h=b z=x _value=3.0 v=9']],
        [`lowestMin(n: 2, ${byHost})`, ['[] h=a z=y _value=1.0 v=2', '[] h=c z=y _value=2.0 v=5']],
        [`lowestMin(n: 1, ${byHost}, column: "v")`, ['[] h=a z=x _value=4.0 v=1']],
        [`lowestAverage(n: 1, ${byHost})`, ['[] h=a _value=2.5']],
        [`lowestAverage(n: 1, ${byHost}, column: "v")`, ['[] h=a v=1.5']],
        [`lowestCurrent(n: 2, ${byHost})`, ['[] h=a z=y _value=1.0 v=2', '[] h=b z=x _value=3.0 v=9']],
        [`lowestCurrent(n: 1, ${byHost}, column: "v")`, ['[] h=a z=y _value=1.0 v=2']],
        ['highestMax(n: 3)', ['[] h=c z=y _value=6.0 v=4']],
        ['lowestAverage(n: 3)', ['[] _value=3.2']],
    ])('%s', async (call, wanted) => {
        expect(await flux.rows(`${data}data |> ${call}`)).toEqual(wanted);
    });
    it('fail as the functions that they are made of', async () => {
        expect(await flux.failure(`${data}data |> highestMax(n: 1, column: "none")`)).toContain(
            'highestMax: no column "none" exists',
        );
        expect(await flux.failure(`${data}data |> lowestAverage(n: 1, column: "h")`)).toContain(
            'lowestAverage: unsupported aggregate column type string',
        );
    });
    it('take tables without rows and nulls', async () => {
        expect(await flux.rows(`${empty} |> highestAverage(n: 1, ${byHost})`)).toEqual([
            '[] h=a _value=null',
        ]);
        const nulls = `${data}data |> group()
            |> map(fn: (r) => ({h: r.h, _value: if r.h == "c" then r.none else r._value}))`;
        expect(await flux.rows(`${nulls} |> highestMax(n: 1, ${byHost})`)).toEqual(['[] _value=4.0 h=a']);
    });
});
