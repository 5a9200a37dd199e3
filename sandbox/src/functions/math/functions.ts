/** The functions of the package `math`. Those that JavaScript lacks and that have no short form are not there. */
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Null, nullOf, PlainRecord, UInt } from '../../engine/values';
import {
    binaryExponent,
    bitsOf,
    floatOfBits,
    fractionAndExponent,
    greater,
    hypotenuse,
    isSigned,
    less,
    log10,
    log2,
    nextAfter,
    power,
    remainder,
    round,
    roundToEven,
    scaleByPowerOfTwo,
} from './floats';
import { floatArgument, intArgument, mathFunction, ofFloat, ofTwoFloats, toRecord } from './math-function';

const ofOne: readonly BuiltinFunction[] = [
    ofFloat('abs', 'The value without its sign.', Math.abs),
    ofFloat('acos', 'The arc cosine in radians.', Math.acos),
    ofFloat('acosh', 'The inverse hyperbolic cosine.', Math.acosh),
    ofFloat('asin', 'The arc sine in radians.', Math.asin),
    ofFloat('asinh', 'The inverse hyperbolic sine.', Math.asinh),
    ofFloat('atan', 'The arc tangent in radians.', Math.atan),
    ofFloat('atanh', 'The inverse hyperbolic tangent.', Math.atanh),
    ofFloat('cbrt', 'The cube root.', Math.cbrt),
    ofFloat('ceil', 'The least whole number that is not less.', Math.ceil),
    ofFloat('cos', 'The cosine of radians.', Math.cos),
    ofFloat('cosh', 'The hyperbolic cosine.', Math.cosh),
    ofFloat('exp', 'The power of e.', Math.exp),
    ofFloat('exp2', 'The power of two.', (x) => 2 ** x),
    ofFloat('expm1', 'The power of e, less one, exact near zero.', Math.expm1),
    ofFloat('floor', 'The greatest whole number that is not greater.', Math.floor),
    ofFloat('log', 'The natural logarithm.', Math.log),
    ofFloat('log10', 'The decimal logarithm.', log10),
    ofFloat('log1p', 'The natural logarithm of one more, exact near zero.', Math.log1p),
    ofFloat('log2', 'The binary logarithm.', log2),
    ofFloat('logb', 'The binary exponent as a float.', (x) => {
        if (x === 0) return -Infinity;
        return Number.isFinite(x) ? binaryExponent(x) : x * x;
    }),
    ofFloat('round', 'The nearest whole number, halves away from zero.', round),
    ofFloat('roundtoeven', 'The nearest whole number, halves to the even one.', roundToEven),
    ofFloat('sin', 'The sine of radians.', Math.sin),
    ofFloat('sinh', 'The hyperbolic sine.', Math.sinh),
    ofFloat('sqrt', 'The square root.', Math.sqrt),
    ofFloat('tan', 'The tangent of radians.', Math.tan),
    ofFloat('tanh', 'The hyperbolic tangent.', Math.tanh),
    ofFloat('trunc', 'The whole part.', Math.trunc),
    ofFloat('signbit', 'Tells whether a float is negative or negative zero.', isSigned, { type: 'bool' }),
    ofFloat('isNaN', 'Tells whether a float is not a number.', Number.isNaN, {
        parameter: 'f',
        type: 'bool',
    }),
    ofFloat('float64bits', 'The bits of a float as an unsigned integer.', (f) => new UInt(bitsOf(f)), {
        parameter: 'f',
        type: 'uint',
    }),
    ofFloat('ilogb', 'The binary exponent as an integer.', wholeExponent, { type: 'int' }),
];

/** Zero, infinities and NaN have the limits of 32 bits for an exponent. */
function wholeExponent(x: number): bigint {
    if (x === 0) return -(2n ** 31n);
    return Number.isFinite(x) ? BigInt(binaryExponent(x)) : 2n ** 31n - 1n;
}

const ofTwo: readonly BuiltinFunction[] = [
    ofTwoFloats('atan2', 'The angle of a point in radians.', Math.atan2, ['y', 'x']),
    ofTwoFloats('copysign', 'The first value with the sign of the second.', (x, y) =>
        isSigned(x) === isSigned(y) ? x : -x,
    ),
    ofTwoFloats('dim', 'The difference, or zero when it is negative.', (x, y) => (x - y <= 0 ? 0 : x - y)),
    ofTwoFloats('hypot', 'The longest side of a right triangle.', hypotenuse, ['p', 'q']),
    ofTwoFloats('mMax', 'The greater of two values.', greater),
    ofTwoFloats('mMin', 'The lesser of two values.', less),
    ofTwoFloats('mod', 'The rest of a division, with the sign of the first value.', (x, y) => x % y),
    ofTwoFloats('nextafter', 'The next float in the direction of another.', nextAfter),
    ofTwoFloats('pow', 'The power of two values.', power),
    ofTwoFloats('remainder', 'The rest of a division by the nearest multiple.', remainder),
];

function recordOf(members: readonly (readonly [string, Value])[]): PlainRecord {
    return new PlainRecord(new Map(members));
}

const toRecords: readonly BuiltinFunction[] = [
    toRecord('frexp', 'f', '{exp: int, frac: float}', 'The fraction and the binary exponent.', (f) => {
        const { fraction, exponent } = fractionAndExponent(f);
        return recordOf([
            ['frac', fraction],
            ['exp', BigInt(exponent)],
        ]);
    }),
    toRecord('modf', 'f', '{frac: float, int: float}', 'The whole part and the rest.', (f) => {
        const whole = Math.trunc(f);
        const rest = f - whole;
        return recordOf([
            ['int', whole],
            ['frac', rest === 0 && isSigned(f) ? -0 : rest],
        ]);
    }),
    toRecord('sincos', 'x', '{cos: float, sin: float}', 'The sine and the cosine.', (x) =>
        recordOf([
            ['sin', Math.sin(x)],
            ['cos', Math.cos(x)],
        ]),
    ),
];

const others: readonly BuiltinFunction[] = [
    mathFunction('NaN', '() => float', 'The value that is not a number.', () => NaN),
    mathFunction('mInf', '(sign: int) => float', 'Infinity, negative for a negative sign.', (args) => {
        const sign = intArgument(args, 'sign');
        if (sign === undefined) return nullOf('float');
        return sign >= 0n ? Infinity : -Infinity;
    }),
    mathFunction(
        'isInf',
        '(f: float, sign: int) => bool',
        'Tells whether a float is infinite, with the sign of an integer or, for zero, with any.',
        (args) => {
            const f = floatArgument(args, 'f');
            const sign = intArgument(args, 'sign');
            if (f === undefined || sign === undefined) return nullOf('bool');
            return (sign >= 0n && f === Infinity) || (sign <= 0n && f === -Infinity);
        },
    ),
    mathFunction('ldexp', '(exp: int, frac: float) => float', 'A value times a power of two.', (args) => {
        const fraction = floatArgument(args, 'frac');
        const exponent = intArgument(args, 'exp');
        if (fraction === undefined || exponent === undefined) return nullOf('float');
        return scaleByPowerOfTwo(fraction, exponent);
    }),
    mathFunction('pow10', '(n: int) => float', 'The power of ten.', (args) => {
        const n = intArgument(args, 'n');
        return n === undefined ? nullOf('float') : Number(`1e${String(n)}`);
    }),
    mathFunction('float64frombits', '(b: uint) => float', 'The float that has these bits.', (args) => {
        const value = args.value('b');
        if (value instanceof UInt) return floatOfBits(value.value);
        if (value instanceof Null && value.type === 'uint') return nullOf('float');
        const type = value instanceof Null ? (value.type ?? 'invalid') : typeName(value);
        throw new FluxError(`cannot convert argument b of type ${type} to uint`);
    }),
];

export const mathFunctions: readonly BuiltinFunction[] = [...ofOne, ...ofTwo, ...toRecords, ...others];
