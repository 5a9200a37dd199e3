import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", _value: 2.0, n: 1}, {h: "a", _value: 5.0, n: 2}, {h: "a", _value: 1.0, n: 3}, {h: "a", _value: 5.0, n: 4},
    {h: "b", _value: 7.0, n: 5},
]) |> group(columns: ["h"])
`;

it.each([
    ['first', ['[h=a] _value=2.0 n=1', '[h=b] _value=7.0 n=5']],
    ['last', ['[h=a] _value=5.0 n=4', '[h=b] _value=7.0 n=5']],
    ['min', ['[h=a] _value=1.0 n=3', '[h=b] _value=7.0 n=5']],
    ['max', ['[h=a] _value=5.0 n=2', '[h=b] _value=7.0 n=5']],
])('%s keeps one whole row of each table', async (name, rows) => {
    expect(await flux.rows(`${data}data |> ${name}()`)).toEqual(rows);
});

it.each(['first', 'last', 'min', 'max'])(
    '%s keeps an empty table, and takes another column',
    async (name) => {
        expect(
            await flux.rows(`${data}data |> filter(fn: (r) => false, onEmpty: "keep") |> ${name}()`),
        ).toEqual(['[h=a]', '[h=b]']);
        expect(await flux.rows(`${data}data |> ${name}(column: "n")`)).toHaveLength(2);
        expect(await flux.failure(`${data}data |> ${name}(column: "none")`)).toContain(
            `${name}: no column "none" exists`,
        );
    },
);

it('passes over nulls; with nothing else the table is empty', async () => {
    const holes = `${data}data |> map(fn: (r) => ({r with _value: if r.n == 1 or r.n == 4 then r.none else r._value}))`;
    expect(await flux.rows(`${holes} |> first()`)).toEqual(['[h=a] _value=5.0 n=2', '[h=b] _value=7.0 n=5']);
    expect(await flux.rows(`${holes} |> last()`)).toEqual(['[h=a] _value=1.0 n=3', '[h=b] _value=7.0 n=5']);
    const none = `${data}data |> map(fn: (r) => ({r with _value: if r.h == "a" then r.none else r._value}))`;
    expect(await flux.rows(`${none} |> group() |> max()`)).toEqual(['[] h=b n=5 _value=7.0']);
});

it('min and max do not order text and truth values', async () => {
    expect(await flux.failure(`${data}data |> group() |> max(column: "h")`)).toContain(
        'max has no implementation for type string',
    );
    expect(await flux.rows(`${data}data |> group() |> last(column: "h")`)).toEqual(['[] h=b _value=7.0 n=5']);
});
