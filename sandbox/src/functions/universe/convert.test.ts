import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`import "array"\narray.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

it.each([
    ['string(v: 1.0)', '1'],
    ['string(v: 0.0000001)', '0.0000001'],
    ['string(v: -9223372036854775807)', '-9223372036854775807'],
    ['string(v: true)', 'true'],
    ['string(v: 2020-02-03T04:05:06.5Z)', '2020-02-03T04:05:06.500000000Z'],
    ['string(v: 1mo2d)', '1mo2d'],
    ['string(v: -90m)', '-1h30m'],
    ['string(v: bytes(v: "äö"))', 'äö'],
    ['int(v: "42")', '42'],
    ['int(v: 2.9)', '2'],
    ['int(v: -2.9)', '-2'],
    ['int(v: 1970-01-01T00:00:01Z)', '1000000000'],
    ['int(v: 1s)', '1000000000'],
    ['int(v: true)', '1'],
    ['int(v: uint(v: "18446744073709551615"))', '-1'],
    ['uint(v: "18446744073709551615")', '18446744073709551615'],
    ['uint(v: -1)', '18446744073709551615'],
    ['float(v: "1.5e3")', '1500.0'],
    ['float(v: "-Inf")', '-Inf'],
    ['float(v: 3)', '3.0'],
    ['float(v: false)', '0.0'],
    ['bool(v: "true")', 'true'],
    ['bool(v: 0.0)', 'false'],
    ['bool(v: uint(v: 1))', 'true'],
    ['time(v: "2020-02-03")', '2020-02-03T00:00:00Z'],
    ['time(v: "2020-02-03T04:05:06.5+02:00")', '2020-02-03T02:05:06.500000000Z'],
    ['time(v: 1)', '1970-01-01T00:00:00.000000001Z'],
    ['string(v: duration(v: "-1h30m"))', '-1h30m'],
    ['string(v: duration(v: 1000))', '1us'],
])('%s is %s', async (expression, wanted) => {
    expect(await value(expression)).toBe(wanted);
});

it.each([
    ['int(v: "1.5")', 'cannot convert string "1.5" to int due to invalid syntax'],
    ['int(v: "9223372036854775808")', 'due to invalid syntax'],
    ['uint(v: "-1")', 'cannot convert string "-1" to uint due to invalid syntax'],
    ['float(v: "x")', 'cannot convert string "x" to float due to invalid syntax'],
    ['float(v: 2020-01-01T00:00:00Z)', 'cannot convert time to float'],
    ['bool(v: "yes")', 'cannot convert string "yes" to bool'],
    ['bool(v: 2)', 'cannot convert int 2 to bool, must be 0 or 1'],
    ['time(v: "2020-13-01")', 'cannot convert string "2020-13-01" to time'],
    ['time(v: 1.5)', 'cannot convert float to time'],
    ['duration(v: "1 h")', 'cannot convert string "1 h" to duration due to invalid syntax'],
    ['duration(v: true)', 'cannot convert bool to duration'],
    ['bytes(v: 1)', 'cannot convert int to bytes'],
    ['string(v: [1])', 'cannot convert array to string'],
])('%s fails: %s', async (expression, message) => {
    expect(await flux.failure(`x = ${expression}`)).toContain(message);
});

it('a null stays a null of the new type', async () => {
    const rows = await flux.rows(`import "array"
array.from(rows: [{v: 1}]) |> map(fn: (r) => ({
    s: string(v: r.none), i: int(v: r.none), u: uint(v: r.none), f: float(v: r.none), b: bool(v: r.none), t: time(v: r.none)}))`);
    expect(rows).toEqual(['[] b=null f=null i=null s=null t=null u=null']);
});
