import type { BuiltinConstant } from '../../engine/builtin';
import type { Value } from '../../engine/values';
import { UInt } from '../../engine/values';

function constant(name: string, type: 'float' | 'int' | 'uint', value: Value, what: string): BuiltinConstant {
    return { package: 'math', name, signature: type, summary: `${what}.`, value };
}

export const mathConstants: readonly BuiltinConstant[] = [
    constant('pi', 'float', Math.PI, 'The ratio of a circle to its diameter'),
    constant('e', 'float', Math.E, 'The base of the natural logarithm'),
    constant('phi', 'float', 1.618033988749895, 'The golden ratio'),
    constant('sqrt2', 'float', Math.SQRT2, 'The square root of 2'),
    constant('sqrte', 'float', 1.6487212707001282, 'The square root of e'),
    constant('sqrtpi', 'float', 1.772453850905516, 'The square root of pi'),
    constant('sqrtphi', 'float', 1.272019649514069, 'The square root of phi'),
    constant('ln2', 'float', Math.LN2, 'The natural logarithm of 2'),
    constant('log2e', 'float', Math.LOG2E, 'The binary logarithm of e'),
    constant('ln10', 'float', Math.LN10, 'The natural logarithm of 10'),
    constant('log10e', 'float', Math.LOG10E, 'The decimal logarithm of e'),
    constant('maxfloat', 'float', Number.MAX_VALUE, 'The largest float'),
    constant('smallestNonzeroFloat', 'float', Number.MIN_VALUE, 'The smallest float above zero'),
    constant('maxint', 'int', 2n ** 63n - 1n, 'The largest integer'),
    constant('minint', 'int', -(2n ** 63n), 'The smallest integer'),
    constant('maxuint', 'uint', new UInt(2n ** 64n - 1n), 'The largest unsigned integer'),
];
