import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", t: 2, f: "x", g: 1.5, _value: 1},
    {h: "a", t: 2, f: "y", g: 1.5, _value: 2},
    {h: "a", t: 1, f: "y", g: 2.0, _value: 3},
    {h: "b", t: 2, f: "z", g: 1.5, _value: 4},
]) |> group(columns: ["h", "f"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);
const byField = 'pivot(rowKey: ["t"], columnKey: ["f"], valueColumn: "_value")';

it('makes columns of the column key and rows of the row key, in the order of appearance', async () => {
    expect(await rows(byField)).toEqual(['[h=a] t=2 x=1 y=2', '[h=a] t=1 x=null y=3', '[h=b] t=2 z=4']);
});

it('keeps the columns of the group key', async () => {
    expect(await rows(`${byField} |> group() |> limit(n: 1)`)).toEqual(['[] h=a t=2 x=1 y=2 z=null']);
});

it('drops what is neither in the group key nor in the row key, and keeps the last of several values', async () => {
    expect(await rows('pivot(rowKey: ["h"], columnKey: ["f"], valueColumn: "_value")')).toEqual([
        '[h=a] x=1 y=3',
        '[h=b] z=4',
    ]);
});

it('names a column after several columns, with the texts of floats and nulls', async () => {
    expect(
        await rows('group() |> pivot(rowKey: ["h", "t"], columnKey: ["f", "g"], valueColumn: "_value")'),
    ).toEqual([
        '[] h=a t=2 x_1.5E+00=1 y_1.5E+00=2 y_2E+00=null z_1.5E+00=null',
        '[] h=a t=1 x_1.5E+00=null y_1.5E+00=null y_2E+00=3 z_1.5E+00=null',
        '[] h=b t=2 x_1.5E+00=null y_1.5E+00=null y_2E+00=null z_1.5E+00=4',
    ]);
    expect(
        await rows(
            `group() |> map(fn: (r) => ({t: r.t, f: if r.f == "x" then r.none else r.f, _value: r._value})) |> ${byField}`,
        ),
    ).toEqual(['[] t=2 null=1 y=2 z=4', '[] t=1 null=null y=3 z=null']);
});

it('takes times as row key and keeps the types of values', async () => {
    expect(
        await flux.rows(`import "array"
array.from(rows: [{_time: 2021-01-01T00:00:01Z, f: "i", _value: 1}]) |> group(columns: ["f"]) |> yield(name: "i")
i = array.from(rows: [{_time: 2021-01-01T00:00:01Z, f: "i", _value: 1}]) |> group(columns: ["f"])
s = array.from(rows: [{_time: 2021-01-01T00:00:01Z, f: "s", _value: "one"}]) |> group(columns: ["f"])
union(tables: [i, s]) |> pivot(rowKey: ["_time"], columnKey: ["f"], valueColumn: "_value")`),
    ).toEqual(['i [f=i] _time=00:00:01Z _value=1', '[] _time=00:00:01Z i=1 s=one']);
});

it('makes an empty table of an empty one', async () => {
    expect(await rows(`filter(fn: (r) => r.h == "b", onEmpty: "keep") |> ${byField}`)).toEqual([
        '[h=a]',
        '[h=b] t=2 z=4',
    ]);
});

it('wants columns that are there, keys that do not overlap, and free names', async () => {
    expect(await failure('pivot(rowKey: ["no"], columnKey: ["f"], valueColumn: "_value")')).toContain(
        'specified row key column does not exist in table: no',
    );
    expect(await failure('pivot(rowKey: ["t"], columnKey: ["no"], valueColumn: "_value")')).toContain(
        'specified column does not exist in table: no',
    );
    expect(await failure('pivot(rowKey: ["t"], columnKey: ["f"], valueColumn: "no")')).toContain(
        'specified value column does not exist in table: no',
    );
    expect(await failure('pivot(rowKey: ["t"], columnKey: ["t"], valueColumn: "_value")')).toContain(
        'column name found in both rowKey and colKey: t',
    );
    expect(await failure(`map(fn: (r) => ({r with f: "t"})) |> ${byField}`)).toContain(
        'value "t" appears in a column key column, but a column named "t" already exists',
    );
    expect(
        await flux.failure(`import "array"
i = array.from(rows: [{t: 1, f: "x", k: "y_z", _value: 1}]) |> group(columns: ["f", "k"])
s = array.from(rows: [{t: 1, f: "x_y", k: "z", _value: "s"}]) |> group(columns: ["f", "k"])
union(tables: [i, s]) |> pivot(rowKey: ["t"], columnKey: ["f", "k"], valueColumn: "_value")`),
    ).toContain('column "x_y_z" is both of type');
});
