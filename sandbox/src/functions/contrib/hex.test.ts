import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const given = 'import "array"\nimport "contrib/bonitoo-io/hex"\nr = {a: 1}\n';

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`${given}array.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

describe('hex', () => {
    it.each([
        ['int(v: "ff")', '255'],
        ['int(v: "0xFF")', '255'],
        ['int(v: "-ff")', '-255'],
        ['int(v: "-0xf_f")', '-255'],
        ['int(v: "-8000000000000000")', '-9223372036854775808'],
        ['uint(v: "0xffffffffffffffff")', '18446744073709551615'],
        ['string(v: 255)', 'ff'],
        ['string(v: -255)', '-ff'],
        ['string(v: uint(v: 4096))', '1000'],
        ['string(v: bytes(v: "hä"))', '68c3a4'],
        ['string(v: hex.bytes(v: "00fF"))', '00ff'],
        ['string(v: 1.5)', '1.5'],
        ['string(v: "text")', 'text'],
        ['string(v: true)', 'true'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`hex.${call}`)).toBe(wanted);
    });

    it('nulls stay nulls', async () => {
        expect(await flux.failure(`${given}x = "\${hex.string(v: r.none)}"`)).toContain('evaluated to null');
        expect(await flux.failure(`${given}x = "\${hex.int(v: string(v: r.none))}"`)).toContain(
            'evaluated to null',
        );
    });

    it.each([
        [
            'int(v: "8000000000000000")',
            'cannot convert string "8000000000000000" to int due to invalid syntax',
        ],
        ['int(v: "0xg")', 'cannot convert string "0xg" to int due to invalid syntax'],
        ['int(v: "f_f")', 'to int due to invalid syntax'],
        ['int(v: "0XFF")', 'to int due to invalid syntax'],
        ['int(v: "+0x")', 'to int due to invalid syntax'],
        ['int(v: "")', 'cannot convert string "" to int due to invalid syntax'],
        ['uint(v: "-1")', 'cannot convert string "-1" to uint due to invalid syntax'],
        ['uint(v: "10000000000000000")', 'to uint due to invalid syntax'],
        ['bytes(v: "abc")', 'encoding/hex: odd length hex string'],
        ['bytes(v: "zz")', "encoding/hex: invalid byte: U+007A 'z'"],
        ['bytes(v: string(v: r.none))', 'hex cannot convert string to bytes'],
        ['int(v: 1)', 'hex cannot convert int to int'],
        ['string(v: [1])', 'cannot convert array to string'],
    ])('%s fails', async (call, message) => {
        expect(await flux.failure(`${given}x = hex.${call}`)).toContain(message);
    });
});
