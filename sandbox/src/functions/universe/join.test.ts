import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
a = array.from(rows: [{h: "x", t: 2, v: 20}, {h: "x", t: 1, v: 10}, {h: "y", t: 1, v: 30}]) |> group(columns: ["h"])
b = array.from(rows: [{h: "x", t: 1, v: 1.5, w: "p"}, {h: "x", t: 2, v: 2.5, w: "q"}, {h: "x", t: 2, v: 3.5, w: "r"}, {h: "z", t: 1, v: 4.5, w: "s"}])
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}${script}`);
const failure = async (script: string) => flux.failure(`${data}${script}`);

it('puts rows side by side where "on" is equal, ordered by "on", columns by name', async () => {
    expect(await rows('join(tables: {l: a, r: b}, on: ["t", "h"])')).toEqual([
        '[h=x] t=1 v_l=10 v_r=1.5 w=p',
        '[h=x] t=2 v_l=20 v_r=2.5 w=q',
        '[h=x] t=2 v_l=20 v_r=3.5 w=r',
    ]);
    expect(await rows('join(tables: {l: a, r: b}, on: ["t", "h"], method: "inner")')).toHaveLength(3);
});

it('keeps the order of rows that are equal in "on"', async () => {
    expect(
        await rows(
            'join(tables: {l: a |> group(), r: b |> group() |> limit(n: 1) |> drop(columns: ["h", "v"])}, on: ["t"])',
        ),
    ).toEqual(['[] h=x t=1 v=10 w=p', '[] h=y t=1 v=30 w=p']);
});

it('takes the sides in the order of their names, and gives shared columns the name of their side', async () => {
    expect(
        await rows('join(tables: {z: a, b: b |> drop(columns: ["w"])}, on: ["h", "t"]) |> limit(n: 1)'),
    ).toEqual(['[h=x] t=1 v_b=1.5 v_z=10']);
});

it('joins each table with each when the group key is not in "on"; the keys of both make the key', async () => {
    expect(await rows('join(tables: {l: a, r: b |> filter(fn: (r) => r.w != "r")}, on: ["t"])')).toEqual([
        '[h_l=x h_r=x] t=1 v_l=10 v_r=1.5 w=p',
        '[h_l=x h_r=x] t=2 v_l=20 v_r=2.5 w=q',
        '[h_l=x h_r=z] t=1 v_l=10 v_r=4.5 w=s',
        '[h_l=y h_r=x] t=1 v_l=30 v_r=1.5 w=p',
        '[h_l=y h_r=z] t=1 v_l=30 v_r=4.5 w=s',
    ]);
});

it('joins tables of which only one is grouped by "on"', async () => {
    expect(
        await rows('join(tables: {l: a |> group(), r: b |> filter(fn: (r) => r.w == "p")}, on: ["h", "t"])'),
    ).toEqual(['[h=x] t=1 v_l=10 v_r=1.5 w=p']);
});

it('drops nulls, NaN, tables without rows and tables without the column', async () => {
    const nulls =
        'n = (tables=<-) => tables |> group() |> map(fn: (r) => ({t: if r.t == 1 then r.none else r.t, v: r.v}))\n';
    expect(await rows(`${nulls}join(tables: {l: a |> n(), r: b |> n()}, on: ["t"])`)).toEqual([
        '[] t=2 v_l=20 v_r=2.5',
        '[] t=2 v_l=20 v_r=3.5',
    ]);
    const nan = '|> group() |> map(fn: (r) => ({t: float(v: "NaN"), v: r.v}))';
    expect(await rows(`join(tables: {l: a ${nan}, r: b ${nan}}, on: ["t"])`)).toEqual([]);
    expect(await rows('join(tables: {l: a |> limit(n: 0), r: b}, on: ["t"])')).toEqual([]);
    expect(await rows('join(tables: {l: a, r: b}, on: ["w"])')).toEqual([]);
});

it('finds nothing equal in columns of different types', async () => {
    expect(await rows('join(tables: {l: a, r: b}, on: ["v", "h"])')).toEqual([]);
});

it('keeps several columns apart whose texts would run together', async () => {
    expect(
        await flux.rows(`import "array"
l = array.from(rows: [{p: "a", q: "bc", x: 1}])
r = array.from(rows: [{p: "ab", q: "c", y: 2}])
join(tables: {l: l, r: r}, on: ["p", "q"])`),
    ).toEqual([]);
});

it('stops before it makes too many rows', async () => {
    const many = Array.from({ length: 1001 }, () => '{k: 1}').join(', ');
    expect(
        await flux.failure(`import "array"
l = array.from(rows: [${many}])
r = array.from(rows: [${many}])
join(tables: {l: l, r: r}, on: ["k"])`),
    ).toContain('the sandbox stops at 1000000 rows');
});

it('wants two streams, columns to join on, and the only method that there is', async () => {
    expect(await failure('join(tables: {l: a, r: b}, on: [])')).toContain("at least one column in 'on'");
    expect(await failure('join(tables: {l: a, r: b})')).toContain('missing required keyword argument "on"');
    expect(await failure('join(tables: {l: a, r: b}, on: ["t"], method: "left")')).toContain(
        'left is not a valid join type',
    );
    expect(await failure('join(tables: {l: a}, on: ["t"])')).toContain('must only have two parents');
    expect(await failure('join(tables: {l: a, r: a}, on: ["t"])')).toContain('must only have two parents');
    expect(await failure('join(tables: {l: a, r: 1}, on: ["t"])')).toContain(
        'expected "r" to be stream type; instead got int',
    );
    expect(
        await failure('join(tables: {l: a |> duplicate(column: "v", as: "v_r"), r: b}, on: ["t", "h"])'),
    ).toContain('two columns would have the name "v_r" after the join');
});
