import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", g: "x", v: 1}, {h: "a", g: "x", v: 2}, {h: "b", g: "x", v: 4}]) |> group(columns: ["h", "g"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);
const sum =
    'fn: (r, accumulator) => ({sum: accumulator.sum + r.v, n: accumulator.n + 1}), identity: {sum: 0, n: 0}';

it('computes one row for each table: the group key, then the members by name', async () => {
    expect(await rows(`reduce(${sum})`)).toEqual(['[g=x h=a] n=2 sum=3', '[g=x h=b] n=1 sum=4']);
});

it('gives the identity for a table without rows', async () => {
    expect(await rows(`limit(n: 0) |> reduce(${sum})`)).toEqual([
        '[g=x h=a] n=0 sum=0',
        '[g=x h=b] n=0 sum=0',
    ]);
});

it('carries members over with "with", and reads nulls', async () => {
    expect(
        await rows('reduce(fn: (r, accumulator) => ({accumulator with m: r.v}), identity: {m: 0, k: "k"})'),
    ).toEqual(['[g=x h=a] k=k m=2', '[g=x h=b] k=k m=4']);
    expect(
        await rows(
            'reduce(fn: (r, accumulator) => ({n: if exists r.none then 1 else accumulator.n}), identity: {n: 7})',
        ),
    ).toEqual(['[g=x h=a] n=7', '[g=x h=b] n=7']);
});

it('carries members over many rows', async () => {
    const many = `array.from(rows: [${Array.from({ length: 150 }, () => '{k: 1}').join(', ')}])`;
    expect(
        await flux.rows(`import "array"
join(tables: {l: ${many}, r: ${many}}, on: ["k"])
    |> reduce(fn: (r, accumulator) => ({accumulator with n: accumulator.n + r.k}), identity: {n: 0, k0: "kept"})`),
    ).toEqual(['[] k0=kept n=22500']);
});

it('replaces columns of the group key; two tables must not become one', async () => {
    expect(await rows('reduce(fn: (r, accumulator) => ({g: string(v: r.v)}), identity: {g: ""})')).toEqual(
        ['[g=2 h=a]', '[g=4 h=b]'].map((line) => expect.stringContaining(line) as string),
    );
    expect(await failure('reduce(fn: (r, accumulator) => ({h: "same"}), identity: {h: ""})')).toContain(
        'reduce: two reducers writing result to the same table',
    );
});

it('gives no nulls and nothing that a column cannot hold', async () => {
    expect(await failure('reduce(fn: (r, accumulator) => ({n: r.none}), identity: {n: 1})')).toContain(
        'null values are not supported for "n" in the reduce() function',
    );
    expect(await failure('reduce(fn: (r, accumulator) => ({n: [1]}), identity: {n: [1]})')).toContain(
        'reduce gives "n" of type array',
    );
    expect(await failure('reduce(fn: (r, accumulator) => 1, identity: {n: 1})')).toContain(
        'reduce function must give a record, got int',
    );
    expect(await failure('reduce(fn: (r, accumulator) => ({n: 1 / 0}), identity: {n: 1})')).toContain(
        'failed to evaluate reduce function',
    );
    expect(await failure('reduce(fn: (r, accumulator) => ({n: 1}))')).toContain('"identity"');
});
