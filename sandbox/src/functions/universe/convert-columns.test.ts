import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = (...values: readonly string[]): string =>
    `import "array"\narray.from(rows: [${values.map((value, n) => `{h: "a", _value: ${value}, n: ${String(n)}}`).join(', ')}])\n` +
    ' |> group(columns: ["h"])\n';

it.each([
    ['toBool', ['"true"', '"false"'], ['true', 'false']],
    ['toFloat', ['"1.5"', '"2"'], ['1.5', '2.0']],
    ['toInt', ['1.9', '-1.9'], ['1', '-1']],
    ['toString', ['1', '2'], ['1', '2']],
    ['toTime', ['0', '1000000000'], ['1970-01-01T00:00:00Z', '1970-01-01T00:00:01Z']],
    ['toUInt', ['1', '-1'], ['1', '18446744073709551615']],
])('%s turns the column _value and leaves the others and the group key', async (name, values, wanted) => {
    expect(await flux.rows(`${data(...values)} |> ${name}()`)).toEqual(
        wanted.map((text, n) => `[h=a] _value=${text} n=${String(n)}`),
    );
});

it('leaves nulls, and gives no rows for none', async () => {
    const nulls = `${data('1', '2')} |> map(fn: (r) => ({r with _value: if r.n == 0 then r.none else r._value}))`;
    expect(await flux.rows(`${nulls} |> toFloat()`)).toEqual([
        '[h=a] _value=null n=0',
        '[h=a] _value=2.0 n=1',
    ]);
    expect(await flux.rows(`${data('1')} |> filter(fn: (r) => false, onEmpty: "keep") |> toFloat()`)).toEqual(
        [],
    );
});

it('fails for what cannot be turned', async () => {
    expect(await flux.failure(`${data('"x"')} |> toInt()`)).toContain(
        'toInt: failed to evaluate map function: cannot convert string "x" to int due to invalid syntax',
    );
});

it('a table without the column gets one of nulls', async () => {
    expect(await flux.rows(`${data('1')} |> drop(columns: ["_value"]) |> toInt()`)).toEqual([
        '[h=a] _value=null n=0',
    ]);
});
