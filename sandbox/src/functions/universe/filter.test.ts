import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {host: "a", _value: 1.0, n: 1}, {host: "a", _value: 5.0, n: 2}, {host: "b", _value: 2.0, n: 3},
]) |> group(columns: ["host"])
`;

it('keeps rows, and drops tables that get empty', async () => {
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r._value > 2.0)`)).toEqual([
        '[host=a] _value=5.0 n=2',
    ]);
    expect(await flux.rows(`${data}data |> filter(fn: (r) => false)`)).toEqual([]);
});

it('keeps empty tables when it is asked to', async () => {
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r._value > 2.0, onEmpty: "keep")`)).toEqual([
        '[host=a] _value=5.0 n=2',
        '[host=b]',
    ]);
    expect(await flux.failure(`${data}data |> filter(fn: (r) => true, onEmpty: "x")`)).toContain(
        'onEmpty must be keep or drop, was "x"',
    );
});

it('counts null as false, also the null of a column that is not there', async () => {
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r.nothing == "x" or r.n == 3)`)).toEqual([
        '[host=b] _value=2.0 n=3',
    ]);
    expect(await flux.rows(`${data}data |> filter(fn: (r) => not r.nothing == "x")`)).toEqual([]);
    expect(
        await flux.rows(`${data}data |> filter(fn: (r) => not exists r.nothing and r.n < 2)`),
    ).toHaveLength(1);
});

it('compares numbers of different types, and text with regular expressions', async () => {
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r._value >= 2)`)).toHaveLength(2);
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r.host =~ /^[b-z]$/)`)).toHaveLength(1);
    expect(await flux.rows(`${data}data |> filter(fn: (r) => r.host !~ /b/)`)).toHaveLength(2);
});

it('calls functions that have statements, and functions of the script', async () => {
    const rows = await flux.rows(`${data}big = (x, limit=2.0) => { doubled = x * 2.0
        return doubled > limit * 2.0 }
data |> filter(fn: (r) => { v = r._value
    return big(x: v) })`);
    expect(rows).toEqual(['[host=a] _value=5.0 n=2']);
});

it('says where and why a row cannot be tested', async () => {
    expect(await flux.failure(`${data}data |> filter(fn: (r) => r.host > 1)`)).toBe(
        'runtime error @5:9-5:38: filter: failed to evaluate filter function: ' +
            'unsupported binary expression string > int',
    );
    expect(await flux.failure(`${data}data |> filter(fn: (r) => r.n / (r.n - 1) == 1)`)).toContain(
        'cannot divide by zero',
    );
    expect(await flux.failure(`${data}data |> filter(fn: (r) => r.host)`)).toContain(
        'must give a bool, got string',
    );
});
