/** What kind of thing a value is, how it is written as text, and how values are compared. */
import { formatDuration, formatFloat, formatTime } from '@flux-scripts/csv/format-value';
import { Duration } from './duration';
import { FluxRegexp } from './regexp';
import type { Value, TypeName } from './values';
import { ArrayValue, DictValue, FunctionValue, Null, RecordValue, Time, UInt, unknownNull } from './values';

export function typeName(value: Value): TypeName {
    switch (typeof value) {
        case 'number':
            return 'float';
        case 'bigint':
            return 'int';
        case 'string':
            return 'string';
        case 'boolean':
            return 'bool';
        default:
            return objectTypeName(value);
    }
}

function objectTypeName(value: Exclude<Value, number | bigint | string | boolean>): TypeName {
    if (value instanceof Null) return value.type ?? 'null';
    if (value instanceof Time) return 'time';
    if (value instanceof UInt) return 'uint';
    if (value instanceof Duration) return 'duration';
    if (value instanceof FluxRegexp) return 'regexp';
    if (value instanceof RecordValue) return 'record';
    if (value instanceof ArrayValue) return 'array';
    if (value instanceof DictValue) return 'dict';
    if (value instanceof FunctionValue) return 'function';
    return value instanceof Uint8Array ? 'bytes' : 'stream';
}

/** A basic value as text, as `string(v:)` and interpolation write it; undefined for what has no text. */
export function textOf(value: Value): string | undefined {
    switch (typeof value) {
        case 'string':
            return value;
        case 'number':
            return formatFloat(value);
        case 'bigint':
        case 'boolean':
            return String(value);
        default:
            if (value instanceof Time) return fixedTime(value.nanoseconds);
            if (value instanceof UInt) return String(value.value);
            if (value instanceof Duration) return formatDuration(value);
            return undefined;
    }
}

/** Flux writes a time as text with all nine digits; only annotated CSV trims them. */
function fixedTime(nanoseconds: bigint): string {
    const [seconds = '', fraction = ''] = formatTime(nanoseconds).slice(0, -1).split('.');
    return `${seconds}.${fraction.padEnd(9, '0')}Z`;
}

/** Text that two values share exactly when they have the same type and are equal. Nulls are equal to nulls. */
export function identityOf(value: Value): string {
    switch (typeof value) {
        case 'string':
            return `s${JSON.stringify(value)}`;
        case 'number':
            return `f${String(value)}`;
        case 'bigint':
            return `i${String(value)}`;
        case 'boolean':
            return value ? 'true' : 'false';
        default:
            return objectIdentity(value);
    }
}

function objectIdentity(value: Exclude<Value, number | bigint | string | boolean>): string {
    if (value instanceof Null) return 'null';
    if (value instanceof Time) return `t${String(value.nanoseconds)}`;
    if (value instanceof UInt) return `u${String(value.value)}`;
    if (value instanceof Duration) return `d${String(value.months)}mo${String(value.nanoseconds)}`;
    if (value instanceof FluxRegexp) return `r${JSON.stringify(value.source)}`;
    if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('hex')}`;
    if (value instanceof ArrayValue) return `[${value.elements.map(identityOf).join(',')}]`;
    if (value instanceof DictValue) {
        const entries = [...value.entries].map(([key, entry]) => `${key}=${identityOf(entry.value)}`);
        return `D{${entries.sort().join(',')}}`;
    }
    if (value instanceof RecordValue) {
        const members = [...value.labels()].sort();
        return `{${members.map((label) => `${JSON.stringify(label)}=${identityOf(value.get(label) ?? unknownNull)}`).join(',')}}`;
    }
    return typeName(value);
}

/** The order of two values of one type that can stand in a column; nulls come first. */
export function compareValues(a: Value, b: Value): number {
    const leftNull = a instanceof Null;
    const rightNull = b instanceof Null;
    if (leftNull || rightNull) return Number(rightNull) - Number(leftNull);
    const x = comparable(a);
    const y = comparable(b);
    return x < y ? -1 : x > y ? 1 : 0;
}

function comparable(value: Value): number | bigint | string {
    if (typeof value === 'boolean') return Number(value);
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'bigint') return value;
    if (value instanceof Time) return value.nanoseconds;
    return value instanceof UInt ? value.value : 0;
}
