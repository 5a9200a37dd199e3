import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", n: 3, _value: "x"},
    {h: "a", n: 1, _value: "y"},
    {h: "a", n: 3, _value: "x"},
    {h: "a", n: 1, _value: "z"},
    {h: "b", n: 2, _value: "x"},
]) |> group(columns: ["h"])
`;
const withNulls = `${data}data |> group()
    |> map(fn: (r) => ({h: r.h, _value: if r.n == 3 then r._value else r.none})) |> group(columns: ["h"])`;
const empty = `${data}data |> filter(fn: (r) => false, onEmpty: "keep")`;

describe('distinct', () => {
    it('lists each value once, in the order of first appearance', async () => {
        expect(await flux.rows(`${data}data |> distinct()`)).toEqual([
            '[h=a] _value=x',
            '[h=a] _value=y',
            '[h=a] _value=z',
            '[h=b] _value=x',
        ]);
    });
    it('takes a column of any type and calls it _value', async () => {
        expect(await flux.rows(`${data}data |> distinct(column: "n")`)).toEqual([
            '[h=a] _value=3',
            '[h=a] _value=1',
            '[h=b] _value=2',
        ]);
    });
    it('takes null as a value', async () => {
        expect(await flux.rows(`${withNulls} |> distinct()`)).toEqual([
            '[h=a] _value=x',
            '[h=a] _value=null',
            '[h=b] _value=null',
        ]);
    });
    it('keeps a table without rows', async () => {
        expect(await flux.rows(`${empty} |> distinct()`)).toEqual(['[h=a]', '[h=b]']);
    });
});

describe('mode', () => {
    it('lists the most frequent value, or null when there is none', async () => {
        expect(await flux.rows(`${data}data |> mode()`)).toEqual(['[h=a] _value=x', '[h=b] _value=null']);
    });
    it('lists several in their order', async () => {
        const script = `import "array"
            array.from(rows: [{v: 3}, {v: 1}, {v: 2}, {v: 3}, {v: 1}]) |> mode(column: "v")`;
        expect(await flux.rows(script)).toEqual(['[] _value=1', '[] _value=3']);
    });
    it('is null when all values are equally frequent', async () => {
        expect(await flux.rows(`${data}data |> mode(column: "n")`)).toEqual([
            '[h=a] _value=null',
            '[h=b] _value=null',
        ]);
    });
    it('passes nulls over, and is null without values', async () => {
        const script = `import "array"
            array.from(rows: [{v: 1, k: 0}, {v: 1, k: 0}, {v: 2, k: 0}, {v: 3, k: 1}, {v: 3, k: 1}, {v: 3, k: 1}])
                |> map(fn: (r) => ({_value: if r.k == 0 then r.v else r.none})) |> mode()`;
        expect(await flux.rows(script)).toEqual(['[] _value=1']);
        expect(await flux.rows(`${empty} |> mode()`)).toEqual(['[h=a] _value=null', '[h=b] _value=null']);
    });
});

describe.each(['distinct', 'mode'])('%s', (name) => {
    it('takes a column of the group key as one value, also without rows', async () => {
        const wanted = ['[h=a] _value=a', '[h=b] _value=b'];
        expect(await flux.rows(`${data}data |> ${name}(column: "h")`)).toEqual(wanted);
        expect(await flux.rows(`${empty} |> ${name}(column: "h")`)).toEqual(wanted);
    });
    it('takes a missing column as an empty string', async () => {
        expect(await flux.rows(`${data}data |> ${name}(column: "none")`)).toEqual([
            '[h=a] _value=',
            '[h=b] _value=',
        ]);
    });
    it('cannot add _value where the group key has it', async () => {
        const script = `${data}data |> group(columns: ["_value"]) |> ${name}(column: "n")`;
        expect(await flux.failure(script)).toContain('already has column with label _value');
    });
});
