/** `string`, `int`, `uint`, `float`, `bool`, `time`, `duration` and `bytes`: one value turned into another type. */
import { parseRfc3339 } from '../../data/rfc3339';
import type { BuiltinFunction } from '../../engine/builtin';
import { Duration, parseDuration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { textOf, typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Null, nullOf, Time, UInt, unknownNull } from '../../engine/values';

type Convert = (value: Value) => Value | undefined;

/** A null stays null. `convert` gives undefined for a type that it does not take. */
function conversion(name: string, summary: string, whenNull: Value, convert: Convert): BuiltinFunction {
    return {
        package: 'universe',
        name,
        signature: `(v: A) => ${name}`,
        summary,
        run: (args) => {
            const value = args.value('v');
            if (value instanceof Null) return whenNull;
            const result = convert(value);
            if (result !== undefined) return result;
            throw new FluxError(`cannot convert ${typeName(value)} to ${name}`);
        },
    };
}

function badSyntax(text: string, name: string): FluxError {
    return new FluxError(`cannot convert string ${JSON.stringify(text)} to ${name} due to invalid syntax`);
}

/** `string(v:)`. */
export const toString = conversion('string', 'A value as text.', nullOf('string'), (value) => {
    if (!(value instanceof Uint8Array)) return textOf(value);
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
    } catch {
        throw new FluxError('bytes contained non utf8 bytes, cannot be converted into a string');
    }
});

/** `int(v:)`: floats lose their fraction, times and durations are nanoseconds. */
export const toInt = conversion('int', 'A value as a 64-bit integer.', nullOf('int'), (value) =>
    wholeNumber(value, 'int', /^[+-]?\d+$/, -(2n ** 63n), 2n ** 63n - 1n),
);

/** `uint(v:)`. */
export const toUInt = conversion(
    'uint',
    'A value as an unsigned 64-bit integer.',
    nullOf('uint'),
    (value) => {
        const whole = wholeNumber(value, 'uint', /^\d+$/, 0n, 2n ** 64n - 1n);
        return whole === undefined ? undefined : new UInt(BigInt.asUintN(64, whole));
    },
);

function wholeNumber(
    value: Value,
    name: string,
    form: RegExp,
    least: bigint,
    most: bigint,
): bigint | undefined {
    if (typeof value === 'string') {
        const number = form.test(value) ? BigInt(value.replace(/^\+/, '')) : undefined;
        if (number === undefined || number < least || number > most) throw badSyntax(value, name);
        return number;
    }
    if (typeof value === 'number')
        return BigInt.asIntN(64, Number.isFinite(value) ? BigInt(Math.trunc(value)) : least);
    if (typeof value === 'boolean') return value ? 1n : 0n;
    const whole = nanosecondsOrNumber(value);
    return whole === undefined ? undefined : BigInt.asIntN(64, whole);
}

function nanosecondsOrNumber(value: Value): bigint | undefined {
    if (typeof value === 'bigint') return value;
    if (value instanceof UInt) return value.value;
    if (value instanceof Time) return value.nanoseconds;
    return value instanceof Duration ? value.approximateNanoseconds() : undefined;
}

/** `float(v:)`. */
export const toFloat = conversion(
    'float',
    'A value as a floating point number.',
    nullOf('float'),
    (value) => {
        if (typeof value === 'number') return value;
        if (typeof value === 'bigint') return Number(value);
        if (typeof value === 'boolean') return value ? 1 : 0;
        if (value instanceof UInt) return Number(value.value);
        return typeof value === 'string' ? parseFloatText(value) : undefined;
    },
);

function parseFloatText(text: string): number {
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
    if (/^nan$/i.test(text)) return NaN;
    const infinite = /^([+-]?)(inf|infinity)$/i.exec(text);
    if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
    throw badSyntax(text, 'float');
}

/** `bool(v:)`: of "true", "false", 0 and 1. */
export const toBool = conversion('bool', 'A value as true or false.', nullOf('bool'), (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') {
        if (value === 'true' || value === 'false') return value === 'true';
        throw new FluxError(`cannot convert string ${JSON.stringify(value)} to bool`);
    }
    const number = value instanceof UInt ? value.value : value;
    if (typeof number !== 'bigint' && typeof number !== 'number') return undefined;
    if (Number(number) === 0) return false;
    if (Number(number) === 1) return true;
    throw new FluxError(`cannot convert ${typeName(value)} ${textOf(value) ?? ''} to bool, must be 0 or 1`);
});

/** `time(v:)`: of RFC 3339 text, a date, or nanoseconds since 1970. */
export const toTime = conversion('time', 'A value as a time.', nullOf('time'), (value) => {
    if (value instanceof Time) return value;
    if (typeof value === 'bigint') return new Time(value);
    if (value instanceof UInt) return new Time(BigInt.asIntN(64, value.value));
    if (typeof value !== 'string') return undefined;
    const nanoseconds = parseRfc3339(value.includes('T') ? value : `${value}T00:00:00Z`);
    if (nanoseconds === undefined) {
        throw new FluxError(
            `cannot convert string ${JSON.stringify(value)} to time due to invalid syntax: ` +
                `cannot parse date${value.includes('T') ? ' time' : ''}`,
        );
    }
    return new Time(nanoseconds);
});

/** `duration(v:)`: of text such as "1h30m", or nanoseconds. */
export const toDuration = conversion('duration', 'A value as a duration.', unknownNull, (value) => {
    if (value instanceof Duration) return value;
    if (typeof value === 'bigint') return new Duration(0n, value);
    if (value instanceof UInt) return new Duration(0n, BigInt.asIntN(64, value.value));
    if (typeof value !== 'string') return undefined;
    const parsed = parseDuration(value);
    if (!parsed) throw badSyntax(value, 'duration');
    return parsed;
});

/** `bytes(v:)`: the UTF-8 bytes of text. */
export const toBytes = conversion('bytes', 'Text as its UTF-8 bytes.', unknownNull, (value) =>
    typeof value === 'string' ? new TextEncoder().encode(value) : undefined,
);
