import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", _value: 1, n: 1}, {h: "a", _value: 1, n: 2}, {h: "a", _value: 2, n: 3}, {h: "b", _value: 1, n: 4}])
    |> group(columns: ["h"])
`;

it('keeps the first row of each value, in each table', async () => {
    expect(await flux.rows(`${data}data |> unique()`)).toEqual([
        '[h=a] _value=1 n=1',
        '[h=a] _value=2 n=3',
        '[h=b] _value=1 n=4',
    ]);
    expect(await flux.rows(`${data}data |> group() |> unique(column: "h")`)).toHaveLength(2);
});

it('keeps an empty table', async () => {
    expect(
        await flux.rows(`${data}data |> filter(fn: (r) => r.h == "b", onEmpty: "keep") |> unique()`),
    ).toEqual(['[h=a]', '[h=b] _value=1 n=4']);
});

it('takes null as a value', async () => {
    expect(
        await flux.rows(
            `${data}data |> group() |> map(fn: (r) => ({v: if r.n < 3 then r.none else r._value})) |> unique(column: "v")`,
        ),
    ).toEqual(['[] v=null', '[] v=2', '[] v=1']);
});

it('wants a column that is there', async () => {
    expect(await flux.failure(`${data}data |> unique(column: "none")`)).toContain(
        'unique: no column "none" exists',
    );
});
