import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", v: 1, f: 0.5}, {h: "a", v: 2, f: 1.5}, {h: "b", v: 3, f: 2.5}]) |> group(columns: ["h"])
`;

it('keeps the row’s columns with "with", adds and replaces', async () => {
    expect(
        await flux.rows(
            `${data}data |> map(fn: (r) => ({r with f: r.f * 2.0, w: r.v + 1, "x y": r.h + "!"}))`,
        ),
    ).toEqual(['[h=a] f=1.0 v=1 w=2 x y=a!', '[h=a] f=3.0 v=2 w=3 x y=a!', '[h=b] f=5.0 v=3 w=4 x y=b!']);
});

it('gives only the record’s columns, by label; the key keeps what stays', async () => {
    expect(await flux.rows(`${data}data |> map(fn: (r) => ({v: r.v, h: r.h}))`)).toEqual([
        '[h=a] v=1',
        '[h=a] v=2',
        '[h=b] v=3',
    ]);
    expect(await flux.rows(`${data}data |> map(fn: (r) => ({v: r.v}))`)).toEqual([
        '[] v=1',
        '[] v=2',
        '[] v=3',
    ]);
});

it('regroups when a column of the key changes', async () => {
    expect(
        await flux.rows(`${data}data |> map(fn: (r) => ({h: if r.v == 1 then "b" else r.h, v: r.v}))`),
    ).toEqual(['[h=a] v=2', '[h=b] v=1', '[h=b] v=3']);
});

it('gives nothing for a table without rows', async () => {
    expect(await flux.rows(`${data}data |> limit(n: 0) |> map(fn: (r) => r)`)).toEqual([]);
});

describe('nulls', () => {
    it('stay nulls of the type in an operation', async () => {
        expect(
            await flux.rows(
                `${data}data |> map(fn: (r) => ({v: if r.v == 2 then r.none else r.v})) |> map(fn: (r) => ({x: r.v + 1}))`,
            ),
        ).toEqual(['[] x=2', '[] x=null', '[] x=4']);
    });

    it('make no column when nothing tells its type', async () => {
        expect(await flux.rows(`${data}data |> map(fn: (r) => ({v: r.v, n: r.none}))`)).toEqual([
            '[] v=1',
            '[] v=2',
            '[] v=3',
        ]);
    });

    it('cannot be interpolated', async () => {
        expect(await flux.failure(`${data}data |> map(fn: (r) => ({s: "\${r.none}"}))`)).toBe(
            'runtime error @3:9-3:43: map: failed to evaluate map function: string expression evaluated to null',
        );
    });
});

describe('records that differ from row to row', () => {
    it('may take over the row or not', async () => {
        expect(
            await flux.rows(
                `${data}data |> group() |> map(fn: (r) => if r.v == 2 then {r with v: 9} else r)`,
            ),
        ).toEqual(['[] f=0.5 h=a v=1', '[] f=1.5 h=a v=9', '[] f=2.5 h=b v=3']);
    });

    it('may extend a record that extends the row', async () => {
        expect(
            await flux.rows(`${data}add = (r) => ({r with a: 1, v: 0})\ndata |> group() |> map(fn: (r) => { x = add(r: r)
    return {x with v: 7} }) |> limit(n: 1)`),
        ).toEqual(['[] a=1 f=0.5 h=a v=7']);
    });
});

it('refuses what no column can hold and two types of one column', async () => {
    expect(await flux.failure(`${data}data |> map(fn: (r) => ({d: 1h}))`)).toContain(
        'map object property "d" is duration type which is not supported in a flux table',
    );
    expect(
        await flux.failure(`${data}data |> group() |> map(fn: (r) => ({d: if r.v == 1 then r.v else r.f}))`),
    ).toContain('column "d" is both of type float and int');
    expect(await flux.failure(`${data}data |> map(fn: (r) => 1)`)).toContain('must give a record, got int');
    expect(await flux.failure(`${data}data |> map(fn: (r) => ({x: r.v % (r.v - 1)}))`)).toContain(
        'cannot mod zero',
    );
});
