/**
 * Flux's operators on values. Integers wrap at 64 bits; an operation with a null is null; comparing a null is null.
 * Source: the Flux specification, "Operators", and the official engine where it differs (logical operators on nulls).
 */
import { FluxError } from './flux-error';
import { FluxRegexp } from './regexp';
import { limitedText } from './text-limit';
import { compareValues, identityOf, typeName } from './value-types';
import type { Value } from './values';
import { ArrayValue, isBasicType, nullOf, Null, RecordValue, Time, UInt, unknownNull } from './values';
import { Duration } from './duration';

export type BinaryOperator = (left: Value, right: Value) => Value;

const wrap = (value: bigint): bigint => BigInt.asIntN(64, value);
const wrapUnsigned = (value: bigint): UInt => new UInt(BigInt.asUintN(64, value));

interface Arithmetic {
    readonly float?: (a: number, b: number) => number;
    readonly int?: (a: bigint, b: bigint) => bigint;
    /** Exponents may be negative. */
    readonly intToFloat?: (a: number, b: number) => number;
    readonly string?: (a: string, b: string) => string;
    readonly duration?: (a: bigint, b: bigint) => bigint;
}

function nonZero(divisor: bigint, verb: 'divide by' | 'mod'): bigint {
    if (divisor === 0n) throw new FluxError(`cannot ${verb} zero`);
    return divisor;
}

const arithmetic: Readonly<Record<string, Arithmetic>> = {
    '+': {
        float: (a, b) => a + b,
        int: (a, b) => a + b,
        string: (a, b) => limitedText(a + b),
        duration: (a, b) => a + b,
    },
    '-': { float: (a, b) => a - b, int: (a, b) => a - b, duration: (a, b) => a - b },
    '*': { float: (a, b) => a * b, int: (a, b) => a * b },
    '/': { float: (a, b) => a / b, int: (a, b) => a / nonZero(b, 'divide by') },
    '%': { float: (a, b) => a % b, int: (a, b) => a % nonZero(b, 'mod') },
    '^': { float: (a, b) => a ** b, intToFloat: (a, b) => a ** b },
};

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
    '==': (order) => order === 0,
    '!=': (order) => order !== 0,
    '<': (order) => order < 0,
    '<=': (order) => order <= 0,
    '>': (order) => order > 0,
    '>=': (order) => order >= 0,
};

/** The function of a binary operator; throws a FluxError for an operator that Flux does not have. */
export function binaryOperator(operator: string): BinaryOperator {
    const compute = arithmetic[operator];
    if (compute) return (left, right) => calculate(operator, compute, left, right);
    const holds = comparisons[operator];
    if (holds) return (left, right) => compare(operator, holds, left, right);
    if (operator === '=~' || operator === '!~') return (left, right) => match(operator, left, right);
    throw new FluxError(`unknown operator "${operator}"`);
}

function calculate(operator: string, compute: Arithmetic, left: Value, right: Value): Value {
    if (typeof left === 'number' && typeof right === 'number' && compute.float)
        return compute.float(left, right);
    if (left instanceof Null || right instanceof Null) return nullLike(left, right);
    if (typeof left === 'bigint' && typeof right === 'bigint') {
        if (compute.int) return wrap(compute.int(left, right));
        if (compute.intToFloat) return compute.intToFloat(Number(left), Number(right));
    }
    if (left instanceof UInt && right instanceof UInt) {
        if (compute.int) return wrapUnsigned(compute.int(left.value, right.value));
        if (compute.intToFloat) return compute.intToFloat(Number(left.value), Number(right.value));
    }
    if (typeof left === 'string' && typeof right === 'string' && compute.string)
        return compute.string(left, right);
    if (left instanceof Duration && right instanceof Duration && compute.duration) {
        const sum = compute.duration(left.approximateNanoseconds(), right.approximateNanoseconds());
        return new Duration(0n, wrap(sum));
    }
    throw unsupported(operator, left, right);
}

/** The null that an operation gives: it keeps the type of the side that has one. */
function nullLike(left: Value, right: Value): Value {
    const known = left instanceof Null && left.type === undefined ? right : left;
    if (known instanceof Null) return known;
    const type = typeName(known);
    return isBasicType(type) ? nullOf(type) : unknownNull;
}

function compare(operator: string, holds: (order: number) => boolean, left: Value, right: Value): Value {
    if (typeof left === 'number' && typeof right === 'number') return numbersHold(operator, left, right);
    if (typeof left === 'string' && typeof right === 'string')
        return holds(left === right ? 0 : left < right ? -1 : 1);
    if (left instanceof Null || right instanceof Null) return nullOf('bool');
    const a = numeric(left);
    const b = numeric(right);
    if (a !== undefined && b !== undefined) {
        return typeof a === 'bigint' && typeof b === 'bigint'
            ? holds(a < b ? -1 : a > b ? 1 : 0)
            : numbersHold(operator, Number(a), Number(b));
    }
    if (left instanceof Time && right instanceof Time) return holds(compareValues(left, right));
    if (operator === '==' || operator === '!=') return equal(left, right, operator);
    throw unsupported(operator, left, right);
}

/** A comparison with NaN is false, but for `!=`. */
function numbersHold(operator: string, a: number, b: number): boolean {
    switch (operator) {
        case '==':
            return a === b;
        case '!=':
            return a !== b;
        case '<':
            return a < b;
        case '<=':
            return a <= b;
        case '>':
            return a > b;
        default:
            return a >= b;
    }
}

function numeric(value: Value): number | bigint | undefined {
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    return value instanceof UInt ? value.value : undefined;
}

function equal(left: Value, right: Value, operator: string): boolean {
    const same = typeName(left) === typeName(right);
    const comparable =
        typeof left === 'boolean' ||
        left instanceof ArrayValue ||
        left instanceof RecordValue ||
        left instanceof Uint8Array ||
        left instanceof Duration;
    if (!same || !comparable) throw unsupported(operator, left, right);
    return (identityOf(left) === identityOf(right)) === (operator === '==');
}

function match(operator: '=~' | '!~', left: Value, right: Value): Value {
    if (left instanceof Null || right instanceof Null) return nullOf('bool');
    if (typeof left === 'string' && right instanceof FluxRegexp) {
        return right.matches(left) === (operator === '=~');
    }
    throw unsupported(operator, left, right);
}

function unsupported(operator: string, left: Value, right: Value): FluxError {
    return new FluxError(`unsupported binary expression ${typeName(left)} ${operator} ${typeName(right)}`);
}

/** `-`, `+` and `not`; `exists` is no operator on values, because it asks whether there is one. */
export function unaryOperator(operator: string): (value: Value) => Value {
    return (value) => {
        if (value instanceof Null || operator === '+') return value;
        if (operator === 'not') {
            if (typeof value === 'boolean') return !value;
        } else {
            if (typeof value === 'number') return -value;
            if (typeof value === 'bigint') return wrap(-value);
            if (value instanceof Duration) return value.times(-1n);
        }
        throw new FluxError(`unsupported unary expression ${operator} ${typeName(value)}`);
    };
}

/**
 * What `if`, `and` and `or` take: true, false, or a null, which counts as false.
 * (The server runs with its strict three-valued logic switched off.)
 */
export function truth(value: Value, where: string): boolean {
    if (value instanceof Null) return false;
    if (typeof value === 'boolean') return value;
    throw new FluxError(`cannot use a value of type ${typeName(value)} ${where}; expected boolean`);
}
