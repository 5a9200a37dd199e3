import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** A table of values of a column `_value`; a row without a value for each `null`. */
function values(...texts: readonly string[]): string {
    const some = texts.find((text) => text !== 'null') ?? '0.0';
    const rows = texts.map((text) => `{k: ${String(text === 'null')}, v: ${text === 'null' ? some : text}}`);
    return `import "array"
array.from(rows: [${rows.join(', ')}])
    |> map(fn: (r) => ({_value: if r.k then r.none else r.v}))`;
}
const empty = `import "array"
array.from(rows: [{h: "a", _value: 1.0}]) |> group(columns: ["h"]) |> filter(fn: (r) => false, onEmpty: "keep")`;

describe('stddev', () => {
    it.each([
        [values('1.0', '2.0', '4.0'), '', '[] _value=1.5275252316519468'],
        [values('1.0', '2.0', '4.0'), 'mode: "sample"', '[] _value=1.5275252316519468'],
        [values('1.0', '3.0'), 'mode: "population"', '[] _value=1.0'],
        [values('1', '3'), 'mode: "population"', '[] _value=1.0'],
        [values('uint(v: 1)', 'null', 'uint(v: 3)'), 'mode: "population"', '[] _value=1.0'],
        [values('5.0'), '', '[] _value=NaN'],
        [values('5.0'), 'mode: "population"', '[] _value=0.0'],
        [empty, '', '[h=a] _value=null'],
        [`${empty} |> rename(columns: {_value: "x"})`, 'column: "x"', '[h=a] x=null'],
    ])('%# %s |> stddev(%s)', async (script, args, wanted) => {
        expect(await flux.rows(`${script} |> stddev(${args})`)).toEqual([wanted]);
    });
    it('refuses another mode', async () => {
        expect(await flux.failure(`${empty} |> stddev(mode: "x")`)).toContain(
            '"x" is not a valid standard deviation mode',
        );
    });
});

describe('skew', () => {
    it.each([
        [values('1.0', '2.0', '3.0'), '[] _value=0.0'],
        [values('0', '0', 'null', '3'), '[] _value=0.7071067811865476'],
        [values('1.0'), '[] _value=NaN'],
        [values('2.0', '2.0'), '[] _value=NaN'],
        [empty, '[h=a] _value=null'],
    ])('%# of %s', async (script, wanted) => {
        const [row = ''] = await flux.rows(`${script} |> skew()`);
        expect(row.replace('0.7071067811865475', '0.7071067811865476')).toBe(wanted);
    });
});

describe('spread', () => {
    it.each([
        [values('1.5', '-2.0', '4.0'), '[] _value=6.0'],
        [values('3', 'null', '-4'), '[] _value=7'],
        [values('-9223372036854775807', '9223372036854775807'), '[] _value=-2'],
        [values('uint(v: 3)', 'uint(v: 10)'), '[] _value=7'],
        [values('5'), '[] _value=0'],
        [empty, '[h=a] _value=null'],
    ])('%# of %s', async (script, wanted) => {
        expect(await flux.rows(`${script} |> spread()`)).toEqual([wanted]);
    });
});

describe.each(['stddev', 'skew', 'spread'])('%s', (name) => {
    it.each([
        [`${values('"a"')} |> ${name}()`, 'unsupported aggregate column type string'],
        [`${values('true')} |> ${name}()`, 'unsupported aggregate column type bool'],
        [`${values('2021-01-01T00:00:00Z')} |> ${name}()`, 'unsupported aggregate column type time'],
        [`${values('1.0')} |> ${name}(column: "x")`, 'column "x" does not exist'],
        [`${empty} |> ${name}(column: "h")`, 'cannot aggregate columns that are part of the group key'],
    ])('%# fails: %s', async (script, message) => {
        expect(await flux.failure(script)).toContain(message);
    });
    it('takes a column', async () => {
        const script = `import "array"\narray.from(rows: [{x: 1.0, y: 0}, {x: 1.0, y: 1}]) |> ${name}(column: "x")`;
        expect(await flux.rows(script)).toEqual([`[] x=${name === 'skew' ? 'NaN' : '0.0'}`]);
    });
});
