import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
import "experimental"
data = array.from(rows: [
    {h: "a", n: 1, _value: 4.0},
    {h: "a", n: 2, _value: 1.0},
    {h: "a", n: 3, _value: 4.0},
    {h: "b", n: 4, _value: 10.0},
    {h: "b", n: 5, _value: 0.0},
]) |> map(fn: (r) => ({h: r.h, n: r.n, _value: if r.n == 5 then r.none else r._value})) |> group(columns: ["h"])
`;

it.each([
    ['sum()', '_value=9.0', '_value=10.0'],
    ['count()', '_value=3', '_value=2'],
    ['mean()', '_value=3.0', '_value=10.0'],
    ['max()', 'n=1 _value=4.0', 'n=4 _value=10.0'],
    ['min()', 'n=2 _value=1.0', 'n=4 _value=10.0'],
    ['first()', 'n=1 _value=4.0', 'n=4 _value=10.0'],
    ['last()', 'n=3 _value=4.0', 'n=4 _value=10.0'],
    ['spread()', '_value=3.0', '_value=0.0'],
    ['mode()', '_value=4.0', '_value=null'],
    ['stddev(mode: "population")', '_value=1.4142135623730951', '_value=0.0'],
    ['quantile(q: 0.5, method: "exact_mean")', '_value=4.0', '_value=10.0'],
    ['quantile(q: 1.0, compression: 100.0)', '_value=4.0', '_value=10.0'],
])('experimental.%s', async (call, a, b) => {
    const rows = await flux.rows(`${data}data |> experimental.${call}`);
    const sorted = rows.map((row) => row.replace(/(_value=\S+) (n=\S+)/, '$2 $1'));
    expect(sorted).toEqual([`[h=a] ${a}`, `[h=b] ${b}`]);
});

it('experimental.distinct and unique list each value once, null too', async () => {
    const values = ['[h=a] _value=4.0', '[h=a] _value=1.0', '[h=b] _value=10.0', '[h=b] _value=null'];
    expect(await flux.rows(`${data}data |> experimental.distinct()`)).toEqual(values);
    expect(await flux.rows(`${data}data |> experimental.unique() |> drop(columns: ["n"])`)).toEqual(values);
});

it('experimental.skew is that of the values', async () => {
    const [row = ''] = await flux.rows(`${data}data |> experimental.skew()`);
    expect(Number(row.replace('[h=a] _value=', ''))).toBeCloseTo(-Math.SQRT1_2, 12);
});

it('they fail without _value', async () => {
    expect(await flux.failure(`${data}data |> drop(columns: ["_value"]) |> experimental.mean()`)).toContain(
        'column "_value" does not exist',
    );
});
