import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const given = 'import "experimental/array"\n';

it.each([
    ['[1, 2] |> array.concat(v: [3])', '1,2,3'],
    ['[1, 2] |> array.filter(fn: (x) => x > 1)', '2'],
    ['[1, 2] |> array.map(fn: (x) => x + 1)', '2,3'],
    ['[0, 1] |> array.toBool()', 'false,true'],
    ['["1h", "2d"] |> array.toDuration()', '1h,2d'],
    ['[1, 2] |> array.toFloat()', '1.0,2.0'],
    ['["1", "2"] |> array.toInt()', '1,2'],
    ['[true] |> array.toString()', 'true'],
    ['[0] |> array.toTime()', '1970-01-01T00:00:00Z'],
    ['["1"] |> array.toUInt()', '1'],
    ['[] |> array.toInt()', ''],
])('%s is %s', async (expression, wanted) => {
    const text = expression.includes('toDuration') ? 'string(v: x)' : 'x';
    const rows = `${expression} |> array.map(fn: (x) => ({v: ${text}})) |> array.concat(v: [])`;
    const result = wanted === '' ? [] : await flux.rows(`${given}array.from(rows: ${rows})`);
    expect(result.map((row) => row.replace('[] v=', '')).join(',')).toBe(wanted);
    expect(await flux.rows(`${given}array.from(rows: [{n: length(arr: ${expression})}])`)).toEqual([
        `[] n=${String(wanted === '' ? 0 : wanted.split(',').length)}`,
    ]);
});

it('fails for an element that cannot be turned', async () => {
    expect(await flux.failure(`${given}x = ["a"] |> array.toInt()`)).toContain(
        'cannot convert string "a" to int due to invalid syntax',
    );
});
