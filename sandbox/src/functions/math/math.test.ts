import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const imports = 'import "array"\nimport "math"\n';

/** As text, so that every digit is seen. */
async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`${imports}array.from(rows: [{v: string(v: ${expression})}])`);
    return row.replace('[] v=', '');
}

/** Calls of functions of one parameter `x`, and of two, `x` and `y`. */
function call(name: string, ...args: readonly string[]): string {
    return `math.${name}(${args.map((arg, i) => `${i === 0 ? 'x' : 'y'}: ${arg}`).join(', ')})`;
}

const nan = 'math.NaN()';
const inf = 'math.mInf(sign: 1)';
const minusInf = 'math.mInf(sign: -1)';

describe('constants', () => {
    it.each([
        ['pi', '3.141592653589793'],
        ['e', '2.718281828459045'],
        ['phi', '1.618033988749895'],
        ['sqrt2', '1.4142135623730951'],
        ['sqrte', '1.6487212707001282'],
        ['sqrtpi', '1.772453850905516'],
        ['sqrtphi', '1.272019649514069'],
        ['ln2', '0.6931471805599453'],
        ['ln10', '2.302585092994046'],
        ['log2e', '1.4426950408889634'],
        ['log10e', '0.4342944819032518'],
        ['maxint', '9223372036854775807'],
        ['minint', '-9223372036854775808'],
        ['maxuint', '18446744073709551615'],
    ])('%s', async (name, wanted) => {
        expect(await value(`math.${name}`)).toBe(wanted);
    });

    it('the limits of floats', async () => {
        expect(await value('math.maxfloat == math.float64frombits(b: uint(v: "9218868437227405311"))')).toBe(
            'true',
        );
        expect(await value('math.float64bits(f: math.smallestNonzeroFloat)')).toBe('1');
    });
});

describe('rounding', () => {
    it.each([
        ['round', '2.5', '3'],
        ['round', '-2.5', '-3'],
        ['round', '0.49999999999999994', '0'],
        ['round', '4503599627370497.5', '4503599627370498'],
        ['round', nan, 'NaN'],
        ['round', minusInf, '-Inf'],
        ['roundtoeven', '2.5', '2'],
        ['roundtoeven', '3.5', '4'],
        ['roundtoeven', '-2.6', '-3'],
        ['ceil', '1.2', '2'],
        ['floor', '-1.2', '-2'],
        ['trunc', '-1.8', '-1'],
        ['abs', '-1.5', '1.5'],
    ])('%s(x: %s) is %s', async (name, x, wanted) => {
        expect(await value(call(name, x))).toBe(wanted);
    });
});

describe('functions of one float', () => {
    it.each([
        ['acos', '1.0', '0'],
        ['acosh', '0.5', 'NaN'],
        ['asin', '2.0', 'NaN'],
        ['asinh', '0.0', '0'],
        ['atan', '1.0', '0.7853981633974483'],
        ['atanh', '1.0', '+Inf'],
        ['cbrt', '-27.0', '-3'],
        ['cos', '0.0', '1'],
        ['cosh', '0.0', '1'],
        ['exp', '1.0', '2.718281828459045'],
        ['exp2', '-2.0', '0.25'],
        ['expm1', '0.0', '0'],
        ['log', '0.0', '-Inf'],
        ['log', '-1.0', 'NaN'],
        ['log10', '100.0', '2'],
        ['log10', '1000.0', '3'],
        ['log10', 'float(v: "1e23")', '22.999999999999996'],
        ['log1p', '-1.0', '-Inf'],
        ['log2', '1024.0', '10'],
        ['log2', '0.0', '-Inf'],
        ['logb', '-10.0', '3'],
        ['logb', '0.0', '-Inf'],
        ['logb', minusInf, '+Inf'],
        ['ilogb', '0.3', '-2'],
        ['ilogb', 'math.smallestNonzeroFloat', '-1074'],
        ['ilogb', '0.0', '-2147483648'],
        ['ilogb', nan, '2147483647'],
        ['sin', '0.0', '0'],
        ['sinh', '0.0', '0'],
        ['sqrt', '2.0', '1.4142135623730951'],
        ['sqrt', '-1.0', 'NaN'],
        ['tan', '0.0', '0'],
        ['tanh', inf, '1'],
        ['signbit', '-0.0', 'true'],
        ['signbit', '0.0', 'false'],
    ])('%s(x: %s) is %s', async (name, x, wanted) => {
        expect(await value(call(name, x))).toBe(wanted);
    });
});

describe('functions of two floats', () => {
    it.each([
        ['atan2', '1.0', '-1.0', '2.356194490192345'],
        ['copysign', '3.0', '-0.0', '-3'],
        ['dim', '5.0', '3.0', '2'],
        ['dim', '3.0', '5.0', '0'],
        ['dim', inf, inf, 'NaN'],
        ['mMax', nan, inf, '+Inf'],
        ['mMax', nan, '1.0', 'NaN'],
        ['mMin', minusInf, nan, '-Inf'],
        ['mMin', '1.0', '2.0', '1'],
        ['mod', '-7.0', '4.0', '-3'],
        ['mod', '7.0', '0.0', 'NaN'],
        ['mod', '7.0', inf, '7'],
        ['nextafter', '1.0', '2.0', '1.0000000000000002'],
        ['nextafter', '1.0', '0.0', '0.9999999999999999'],
        ['nextafter', '-1.0', '0.0', '-0.9999999999999999'],
        ['pow', '2.0', '10.0', '1024'],
        ['pow', '1.0', nan, '1'],
        ['pow', '-1.0', inf, '1'],
        ['pow', nan, '0.0', '1'],
        ['pow', '-8.0', '0.5', 'NaN'],
        ['remainder', '100.0', '30.0', '10'],
        ['remainder', '5.0', '2.0', '1'],
        ['remainder', '7.0', '2.0', '-1'],
        ['remainder', '0.7', '0.2', '0.09999999999999992'],
        ['remainder', '5.0', inf, '5'],
        ['remainder', inf, '2.0', 'NaN'],
    ])('%s(x: %s, y: %s) is %s', async (name, x, y, wanted) => {
        const args = name === 'atan2' ? `math.atan2(y: ${x}, x: ${y})` : call(name, x, y);
        expect(await value(args)).toBe(wanted);
    });

    it.each([
        ['hypot(p: 3.0, q: -4.0)', '5'],
        [`hypot(p: ${nan}, q: ${minusInf})`, '+Inf'],
        [`hypot(p: ${nan}, q: 1.0)`, 'NaN'],
    ])('%s is %s', async (text, wanted) => {
        expect(await value(`math.${text}`)).toBe(wanted);
    });
});

describe('the others', () => {
    it.each([
        ['frexp(f: -10.0).frac', '-0.625'],
        ['frexp(f: -10.0).exp', '4'],
        ['frexp(f: math.smallestNonzeroFloat).exp', '-1073'],
        ['frexp(f: 0.0).exp', '0'],
        ['ldexp(frac: 0.5, exp: 4)', '8'],
        ['ldexp(frac: 1.0, exp: 1024)', '+Inf'],
        ['float64bits(f: math.ldexp(frac: 1.0, exp: -1074))', '1'],
        ['ldexp(frac: 1.0, exp: -9223372036854775807)', '0'],
        ['modf(f: -3.25).int', '-3'],
        ['modf(f: -3.25).frac', '-0.25'],
        [`modf(f: ${inf}).frac`, 'NaN'],
        ['sincos(x: 0.0).sin', '0'],
        ['sincos(x: 0.0).cos', '1'],
        ['isNaN(f: math.NaN())', 'true'],
        ['isNaN(f: 1.0)', 'false'],
        [`isInf(f: ${minusInf}, sign: 0)`, 'true'],
        [`isInf(f: ${minusInf}, sign: 1)`, 'false'],
        [`isInf(f: ${minusInf}, sign: -3)`, 'true'],
        ['pow10(n: 3)', '1000'],
        ['pow10(n: 309)', '+Inf'],
        ['pow10(n: -324)', '0'],
        ['float64bits(f: 1.0)', '4607182418800017408'],
        ['float64frombits(b: uint(v: 4607182418800017408))', '1'],
    ])('%s is %s', async (text, wanted) => {
        expect(await value(`math.${text}`)).toBe(wanted);
    });
});

describe('nulls', () => {
    const given = `${imports}r = {a: 1}\nn = float(v: r.none)\ni = int(v: r.none)\n`;

    it.each([
        'round(x: n)',
        'pow(x: 2.0, y: n)',
        'isNaN(f: n)',
        'float64bits(f: n)',
        'float64frombits(b: uint(v: r.none))',
        'mInf(sign: i)',
        'isInf(f: 1.0, sign: i)',
        'ldexp(frac: n, exp: 1)',
        'pow10(n: i)',
    ])('%s is null', async (text) => {
        expect(await flux.rows(`${given}array.from(rows: [{v: math.${text}}])`)).toEqual(['[] v=null']);
    });

    it.each([
        ['frexp(f: n)', 'frexp does not support null values'],
        ['round(x: r.none)', 'cannot convert argument of type invalid to float'],
        ['pow(x: 1.0, y: r.none)', 'cannot convert argument y of type invalid to float'],
        ['round(x: 1)', 'cannot convert argument of type int to float'],
        ['float64frombits(b: r.none)', 'cannot convert argument b of type invalid to uint'],
    ])('%s fails', async (text, message) => {
        expect(await flux.failure(`${given}x = math.${text}`)).toContain(message);
    });
});
