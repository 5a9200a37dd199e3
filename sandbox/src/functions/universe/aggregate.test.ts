import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", _value: 2.5, i: 9223372036854775807, u: uint(v: 1), s: "x"},
    {h: "a", _value: 5.0, i: 2, u: uint(v: 2), s: "y"},
    {h: "b", _value: 7.0, i: 3, u: uint(v: "18446744073709551615"), s: "z"},
]) |> group(columns: ["h"])
`;
const rows = async (script: string): Promise<readonly string[]> => flux.rows(`${data}data |> ${script}`);

it('count, sum and mean give one row: the key and the aggregate', async () => {
    expect(await rows('count()')).toEqual(['[h=a] _value=2', '[h=b] _value=1']);
    expect(await rows('sum()')).toEqual(['[h=a] _value=7.5', '[h=b] _value=7.0']);
    expect(await rows('mean()')).toEqual(['[h=a] _value=3.75', '[h=b] _value=7.0']);
});

it('integers keep their type and wrap at 64 bits', async () => {
    expect(await rows('sum(column: "i")')).toEqual(['[h=a] i=-9223372036854775807', '[h=b] i=3']);
    expect(await rows('sum(column: "u")')).toEqual(['[h=a] u=3', '[h=b] u=18446744073709551615']);
    expect(await rows('mean(column: "u")')).toEqual(['[h=a] u=1.5', '[h=b] u=18446744073709551616.0']);
    expect(await rows('count(column: "s")')).toEqual(['[h=a] s=2', '[h=b] s=1']);
});

it('count counts nulls, sum and mean pass over them', async () => {
    const holes = 'map(fn: (r) => ({h: r.h, _value: if r.i == 2 or r.i == 3 then r.none else r._value}))';
    expect(await rows(`group() |> ${holes} |> group(columns: ["h"]) |> count()`)).toEqual([
        '[h=a] _value=2',
        '[h=b] _value=1',
    ]);
    expect(await rows(`group() |> ${holes} |> group(columns: ["h"]) |> sum()`)).toEqual([
        '[h=a] _value=2.5',
        '[h=b] _value=null',
    ]);
    expect(await rows(`group() |> ${holes} |> group(columns: ["h"]) |> mean()`)).toEqual([
        '[h=a] _value=2.5',
        '[h=b] _value=null',
    ]);
});

it('an empty table counts 0, and has no sum and no mean', async () => {
    const empty = 'filter(fn: (r) => false, onEmpty: "keep")';
    expect(await rows(`${empty} |> count()`)).toEqual(['[h=a] _value=0', '[h=b] _value=0']);
    expect(await rows(`${empty} |> sum()`)).toEqual(['[h=a] _value=null', '[h=b] _value=null']);
    expect(await rows(`${empty} |> mean()`)).toEqual(['[h=a] _value=null', '[h=b] _value=null']);
});

it('says which column it cannot take', async () => {
    const failure = async (script: string): Promise<string> => flux.failure(`${data}data |> ${script}`);
    expect(await failure('sum(column: "none")')).toContain('sum: column "none" does not exist');
    expect(await failure('count(column: "h")')).toContain(
        'cannot aggregate columns that are part of the group key',
    );
    expect(await failure('mean(column: "s")')).toContain('mean: unsupported aggregate column type string');
});
