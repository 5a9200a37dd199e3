import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", n: 1, _value: 4.0},
    {h: "a", n: 2, _value: 1.0},
    {h: "a", n: 3, _value: 3.0},
    {h: "a", n: 4, _value: 2.0},
    {h: "b", n: 5, _value: 10.0},
]) |> group(columns: ["h"])
`;
const withNulls = `import "array"
data = array.from(rows: [{n: 1, _value: 5.0}, {n: 2, _value: 0.0}, {n: 3, _value: 7.0}])
    |> map(fn: (r) => ({n: r.n, _value: if r.n == 2 then r.none else r._value}))
`;
const empty = `${data}data |> filter(fn: (r) => false, onEmpty: "keep")`;
const nulls = `${data}data |> group() |> map(fn: (r) => ({h: r.h, _value: if r.n == 5 then r.none else r._value}))
    |> group(columns: ["h"])`;

describe('quantile', () => {
    it.each([
        ['q: 0.5', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['q: 0.25', ['[h=a] _value=1.5', '[h=b] _value=10.0']],
        ['q: 0.0', ['[h=a] _value=1.0', '[h=b] _value=10.0']],
        ['q: 1.0', ['[h=a] _value=4.0', '[h=b] _value=10.0']],
        ['q: 0.5, method: "estimate_tdigest"', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['q: 0.5, compression: 1.0', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['q: 0.5, method: "exact_mean"', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['q: 0.9, method: "exact_mean"', ['[h=a] _value=3.7', '[h=b] _value=10.0']],
        ['q: 0.5, method: "exact_selector"', ['[h=a] n=4 _value=2.0', '[h=b] n=5 _value=10.0']],
        ['q: 0.51, method: "exact_selector"', ['[h=a] n=3 _value=3.0', '[h=b] n=5 _value=10.0']],
        ['q: 0.0, method: "exact_selector"', ['[h=a] n=2 _value=1.0', '[h=b] n=5 _value=10.0']],
        ['q: 0.5, column: "n"', ['[h=a] n=2.5', '[h=b] n=5.0']],
    ])('with %s', async (args, wanted) => {
        expect(await flux.rows(`${data}data |> quantile(${args})`)).toEqual(wanted);
    });

    it.each(['estimate_tdigest', 'exact_mean'])('%s passes nulls over', async (method) => {
        const script = `${withNulls}data |> quantile(q: 0.5, method: "${method}")`;
        expect(await flux.rows(script)).toEqual(['[] _value=6.0']);
    });
    it('exact_selector passes nulls over, and keeps them in other columns', async () => {
        const script = `${withNulls}data |> duplicate(column: "_value", as: "v")
            |> map(fn: (r) => ({r with _value: r.n})) |> quantile(q: 0.6, method: "exact_selector")`;
        expect(await flux.rows(script)).toEqual(['[] _value=2 n=2 v=null']);
    });

    it.each(['estimate_tdigest', 'exact_mean'])('%s is null without values', async (method) => {
        const wanted = ['[h=a] _value=null', '[h=b] _value=null'];
        expect(await flux.rows(`${empty} |> quantile(q: 0.5, method: "${method}")`)).toEqual(wanted);
        expect(await flux.rows(`${nulls} |> quantile(q: 0.5, method: "${method}")`)).toEqual([
            '[h=a] _value=2.5',
            '[h=b] _value=null',
        ]);
    });
    it('exact_selector gives a row of nulls without values', async () => {
        expect(await flux.rows(`${empty} |> quantile(q: 0.5, method: "exact_selector")`)).toEqual([
            '[h=a] n=null _value=null',
            '[h=b] n=null _value=null',
        ]);
    });

    it('exact_selector takes _value whatever the column, as the official engine does', async () => {
        const script = `${data}data |> quantile(q: 0.5, column: "n", method: "exact_selector")`;
        expect(await flux.rows(script)).toEqual(['[h=a] n=4 _value=2.0', '[h=b] n=5 _value=10.0']);
    });
    it('exact_selector takes strings too', async () => {
        const script = `import "array"
            array.from(rows: [{_value: "c"}, {_value: "a"}, {_value: "b"}])
                |> quantile(q: 0.5, method: "exact_selector")`;
        expect(await flux.rows(script)).toEqual(['[] _value=b']);
    });

    it.each([
        ['q: 1.1', 'quantile must be between 0 and 1'],
        ['q: -0.1', 'quantile must be between 0 and 1'],
        ['q: 0.5, method: "guess"', 'unknown method guess'],
        ['q: 0.5, method: "exact_mean", compression: 10.0', 'only valid for method estimate_tdigest'],
        ['q: 0.5, compression: -1.0', 'compression must be a positive number'],
        ['q: 0.5, column: "none"', 'column "none" does not exist'],
        ['q: 0.5, column: "h"', 'cannot aggregate columns that are part of the group key'],
        ['q: 0.5, column: "n", method: "exact_mean"', 'unsupported aggregate column type int'],
    ])('%s fails', async (args, message) => {
        expect(await flux.failure(`${data}data |> quantile(${args})`)).toContain(message);
    });
    it('refuses what is no number', async () => {
        const strings = 'import "array"\narray.from(rows: [{_value: "a", v: 1.0}])';
        expect(await flux.failure(`${strings} |> quantile(q: 0.5)`)).toContain(
            'unsupported aggregate column type string',
        );
        expect(
            await flux.failure(
                `${strings} |> drop(columns: ["_value"]) |> quantile(q: 0.5, method: "exact_selector")`,
            ),
        ).toContain('no column "_value" exists');
    });
});

describe('median', () => {
    it.each([
        ['', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['column: "n"', ['[h=a] n=2.5', '[h=b] n=5.0']],
        ['method: "exact_mean"', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
        ['method: "exact_selector"', ['[h=a] n=4 _value=2.0', '[h=b] n=5 _value=10.0']],
        ['compression: 0.0', ['[h=a] _value=2.5', '[h=b] _value=10.0']],
    ])('is the quantile of 0.5 (%s)', async (args, wanted) => {
        expect(await flux.rows(`${data}data |> median(${args})`)).toEqual(wanted);
    });
    it('fails as quantile does', async () => {
        expect(await flux.failure(`${data}data |> median(method: "x")`)).toContain('unknown method x');
    });
});
