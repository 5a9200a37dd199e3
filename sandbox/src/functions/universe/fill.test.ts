import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", n: 1, x: 1.5}, {h: "a", n: 2, x: 2.5}, {h: "a", n: 3, x: 3.5}, {h: "b", n: 1, x: 4.5}])
    |> map(fn: (r) => ({h: r.h, n: r.n, _value: if r.n == 2 then r.x else r.none}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);

it('puts a value in place of nulls', async () => {
    expect(await rows('fill(value: 0.0)')).toEqual([
        '[h=a] _value=0.0 n=1',
        '[h=a] _value=2.5 n=2',
        '[h=a] _value=0.0 n=3',
        '[h=b] _value=0.0 n=1',
    ]);
    expect(await rows('fill(column: "n", value: 9) |> filter(fn: (r) => r.h == "b")')).toEqual([
        '[h=b] _value=null n=1',
    ]);
});

it('puts the value before in place of nulls; those before the first value stay', async () => {
    expect(await rows('fill(usePrevious: true)')).toEqual([
        '[h=a] _value=null n=1',
        '[h=a] _value=2.5 n=2',
        '[h=a] _value=2.5 n=3',
        '[h=b] _value=null n=1',
    ]);
});

it('goes on from the first row', async () => {
    expect(await rows('filter(fn: (r) => r.h == "a" and r.n > 1) |> fill(usePrevious: true)')).toEqual([
        '[h=a] _value=2.5 n=2',
        '[h=a] _value=2.5 n=3',
    ]);
});

it('adds a column that is missing, or leaves the table when there is no value to add', async () => {
    expect(await rows('limit(n: 1) |> fill(column: "new", value: "s")')).toEqual([
        '[h=a] _value=null n=1 new=s',
        '[h=b] _value=null n=1 new=s',
    ]);
    expect(await rows('limit(n: 1) |> fill(column: "new", usePrevious: true)')).toEqual([
        '[h=a] _value=null n=1',
        '[h=b] _value=null n=1',
    ]);
});

it('fills a null in the group key, and leaves a value in it', async () => {
    const keyed = 'group(columns: ["_value"]) |> keep(columns: ["_value", "n"])';
    expect(await rows(`${keyed} |> fill(value: 7.0)`)).toEqual([
        '[_value=2.5] n=2',
        '[_value=7.0] n=1',
        '[_value=7.0] n=3',
        '[_value=7.0] n=1',
    ]);
    expect(await rows(`${keyed} |> fill(usePrevious: true)`)).toHaveLength(4);
    expect(await rows('limit(n: 1) |> fill(column: "h", value: 1)')).toHaveLength(2);
});

it('keeps a table without rows', async () => {
    expect(await rows('limit(n: 0) |> fill(value: 1.0)')).toEqual(['[h=a]', '[h=b]']);
});

it('wants one way to fill, and a value of the column’s type', async () => {
    const one = 'fill requires exactly one of value or usePrevious';
    expect(await failure('fill()')).toContain(one);
    expect(await failure('fill(value: 1.0, usePrevious: true)')).toContain(one);
    expect(await failure('fill(usePrevious: false)')).toContain('usePrevious: false fills nothing');
    expect(await failure('fill(value: 1)')).toContain('fill column type mismatch: float/int');
    expect(await failure('fill(value: 1h)')).toContain('value type for fill must be a valid primitive type');
});
