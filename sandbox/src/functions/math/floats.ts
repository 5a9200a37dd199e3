/** What the package `math` computes where JavaScript's Math differs from Go's, or lacks it. */

const view = new DataView(new ArrayBuffer(8));

/** The bits of a float as IEEE 754 lays them out. */
export function bitsOf(x: number): bigint {
    view.setFloat64(0, x);
    return view.getBigUint64(0);
}

export function floatOfBits(bits: bigint): number {
    view.setBigUint64(0, bits);
    return view.getFloat64(0);
}

/** Whether a float is negative or negative zero. */
export function isSigned(x: number): boolean {
    return x < 0 || Object.is(x, -0);
}

/** Half away from zero; Math.round rounds half up. */
export function round(x: number): number {
    const whole = Math.trunc(x);
    if (Math.abs(x - whole) < 0.5 || !Number.isFinite(x)) return whole;
    return whole + Math.sign(x);
}

/** Half to the even neighbour. */
export function roundToEven(x: number): number {
    const whole = Math.trunc(x);
    const rest = Math.abs(x - whole);
    if (!Number.isFinite(x) || rest < 0.5 || (rest === 0.5 && whole % 2 === 0)) return whole;
    return whole + Math.sign(x);
}

/** `x = fraction * 2 ** exponent`, the fraction between a half and one. Zero, infinities and NaN stay themselves. */
export function fractionAndExponent(x: number): { readonly fraction: number; readonly exponent: number } {
    if (x === 0 || !Number.isFinite(x)) return { fraction: x, exponent: 0 };
    const subnormal = Math.abs(x) < 2 ** -1022;
    const bits = bitsOf(subnormal ? x * 2 ** 52 : x);
    const exponent = Number((bits >> 52n) & 0x7ffn) - 1022 - (subnormal ? 52 : 0);
    return { fraction: floatOfBits((bits & ~(0x7ffn << 52n)) | (1022n << 52n)), exponent };
}

/** `fraction * 2 ** exponent`, rounded once. */
export function scaleByPowerOfTwo(fraction: number, exponent: bigint): number {
    const parts = fractionAndExponent(fraction);
    if (fraction === 0 || !Number.isFinite(fraction)) return fraction;
    const sum = exponent + BigInt(parts.exponent);
    if (sum > 1024n) return fraction < 0 ? -Infinity : Infinity;
    if (sum < -1075n) return fraction < 0 ? -0 : 0;
    // Two factors: neither may leave the range alone, and only the last one may round.
    return parts.fraction * 2 * 2 ** Math.max(Number(sum) - 1, -1022) * 2 ** Math.min(Number(sum) + 1021, 0);
}

/** The binary exponent of a float that is neither zero nor infinite nor NaN. */
export function binaryExponent(x: number): number {
    return fractionAndExponent(x).exponent - 1;
}

/** Exact for powers of two, else by the natural logarithm. */
export function log2(x: number): number {
    const { fraction, exponent } = fractionAndExponent(x);
    if (fraction === 0.5) return exponent - 1;
    return Math.log(fraction) * Math.LOG2E + exponent;
}

/** By way of the binary logarithm, as Go computes it: not exact for powers of ten. */
export function log10(x: number): number {
    return log2(x) * 0.3010299956639812;
}

/** One to any power is one, and so is minus one to an infinite one; JavaScript says NaN. */
export function power(x: number, y: number): number {
    if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
    return x ** y;
}

/** An infinity wins over NaN, unlike in JavaScript. */
export function greater(x: number, y: number): number {
    return x === Infinity || y === Infinity ? Infinity : Math.max(x, y);
}

export function less(x: number, y: number): number {
    return x === -Infinity || y === -Infinity ? -Infinity : Math.min(x, y);
}

/** The larger side times the root of what the smaller one adds; an infinite side wins over NaN. */
export function hypotenuse(p: number, q: number): number {
    const [a, b] = [Math.abs(p), Math.abs(q)];
    if (a === Infinity || b === Infinity) return Infinity;
    if (Number.isNaN(a + b)) return NaN;
    const large = Math.max(a, b);
    if (large === 0) return 0;
    const ratio = Math.min(a, b) / large;
    return large * Math.sqrt(1 + ratio * ratio);
}

/** What is left of `x` when the nearest multiple of `y` is taken away; of two that are equally near, the even one. */
export function remainder(x: number, y: number): number {
    if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return NaN;
    if (!Number.isFinite(y)) return x;
    const divisor = Math.abs(y);
    // Within one multiple more than needed, so that it is known whether the quotient is even.
    let rest = divisor <= Number.MAX_VALUE / 2 ? Math.abs(x) % (divisor * 2) : Math.abs(x);
    if (isPastHalf(rest, divisor, false)) {
        rest -= divisor;
        if (isPastHalf(rest, divisor, true)) rest -= divisor;
    }
    return isSigned(x) ? -rest : rest;
}

/** Halves of tiny divisors and doubles of huge ones are no floats. */
function isPastHalf(rest: number, divisor: number, orAtHalf: boolean): boolean {
    const [twice, whole] = divisor < 1 ? [rest + rest, divisor] : [rest, divisor / 2];
    return twice > whole || (orAtHalf && twice === whole);
}

/** The next float after `x` in the direction of `y`. */
export function nextAfter(x: number, y: number): number {
    if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
    if (x === y) return x;
    if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
    return floatOfBits(bitsOf(x) + (y > x === x > 0 ? 1n : -1n));
}
