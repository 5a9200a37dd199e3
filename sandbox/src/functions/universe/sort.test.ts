import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{_value: 3, s: "x"}, {_value: 1, s: "y"}, {_value: 3, s: "a"}, {_value: 2, s: "b"}])
`;

it('orders by _value, stable', async () => {
    expect(await flux.rows(`${data}data |> sort()`)).toEqual([
        '[] _value=1 s=y',
        '[] _value=2 s=b',
        '[] _value=3 s=x',
        '[] _value=3 s=a',
    ]);
    expect(await flux.rows(`${data}data |> sort(desc: true)`)).toEqual([
        '[] _value=3 s=x',
        '[] _value=3 s=a',
        '[] _value=2 s=b',
        '[] _value=1 s=y',
    ]);
});

it('orders by several columns and passes over one that is not there', async () => {
    expect(await flux.rows(`${data}data |> sort(columns: ["none", "_value", "s"])`)).toEqual([
        '[] _value=1 s=y',
        '[] _value=2 s=b',
        '[] _value=3 s=a',
        '[] _value=3 s=x',
    ]);
});

it('puts nulls first ascending and last descending', async () => {
    const withNull = `${data}data |> map(fn: (r) => ({_value: if r._value == 2 then r.none else r._value}))`;
    expect(await flux.rows(`${withNull} |> sort()`)).toEqual(
        ['null', '1', '3', '3'].map((v) => `[] _value=${v}`),
    );
    expect(await flux.rows(`${withNull} |> sort(desc: true)`)).toEqual(
        ['3', '3', '1', 'null'].map((v) => `[] _value=${v}`),
    );
});
