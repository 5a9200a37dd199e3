import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const given = 'import "array"\nimport "json"\nimport "math"\nr = {a: 1}\n';

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(
        `${given}array.from(rows: [{v: string(v: json.encode(v: ${expression}))}])`,
    );
    return row.replace('[] v=', '');
}

describe('json.encode', () => {
    it.each([
        ['"a \\"b\\" \\\\ \\n\\t äö🙂"', '"a \\"b\\" \\\\ \\n\\t äö🙂"'],
        ['"<a href=\'x\'>&</a>"', '"\\u003ca href=\'x\'\\u003e\\u0026\\u003c/a\\u003e"'],
        ['"\u2028\u2029\u0001"', '"\\u2028\\u2029\\u0001"'],
        ['9223372036854775807', '9223372036854775807'],
        ['uint(v: "18446744073709551615")', '18446744073709551615'],
        ['1.5', '1.5'],
        ['-0.0', '-0'],
        ['float(v: "1e21")', '1e+21'],
        ['float(v: "1e20")', '100000000000000000000'],
        ['0.0000001', '1e-7'],
        ['0.000001', '0.000001'],
        ['true', 'true'],
        ['2020-01-02T03:04:05.600Z', '"2020-01-02T03:04:05.6Z"'],
        ['1h30m', '"1h30m"'],
        ['/a.b/', '"a.b"'],
        ['bytes(v: "abc")', '"YWJj"'],
        ['[1, 2]', '[1,2]'],
        ['[]', '[]'],
        ['{b: 1, a: {c: "x"}, B: [true]}', '{"B":[true],"a":{"c":"x"},"b":1}'],
        ['["b": 1, "a": 2]', '{"a":2,"b":1}'],
        ['[1: "x"]', '{"1":"x"}'],
        ['[0.00001: 1, 1.5: 2]', '{"1.5":2,"1e-05":1}'],
        ['[2020-01-01T00:00:00Z: 1]', '{"2020-01-01T00:00:00.000000000Z":1}'],
        ['r.none', 'null'],
        ['{x: string(v: r.none)}', '{"x":null}'],
    ])('%s is %s', async (expression, wanted) => {
        expect(await value(expression)).toBe(wanted.replace('.000000000Z', 'Z'));
    });

    it.each([
        ['math.NaN()', 'json: unsupported value: NaN'],
        ['{a: [math.mInf(sign: -1)]}', 'json: unsupported value: -Inf'],
        ['(x) => x', 'cannot encode a function value'],
        ['now', 'cannot encode a function value'],
        ['array.from(rows: [{a: 1}])', 'got table stream instead of array'],
    ])('%s has no JSON', async (expression, message) => {
        expect(await flux.failure(`${given}x = json.encode(v: ${expression})`)).toContain(message);
    });
});
