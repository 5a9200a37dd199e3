/** `json.encode(v:)`: a value as JSON, in UTF-8 bytes, as Go's encoding/json writes it. */
import { formatTime } from '@flux-scripts/csv/format-value';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { FluxRegexp } from '../../engine/regexp';
import { checkTextLength } from '../../engine/text-limit';
import { textOf, typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import {
    ArrayValue,
    DictValue,
    FunctionValue,
    Null,
    RecordValue,
    StreamValue,
    Time,
    UInt,
    unknownNull,
} from '../../engine/values';

export const jsonEncode: BuiltinFunction = {
    package: 'json',
    name: 'encode',
    signature: '(v: A) => bytes',
    summary: 'A value as JSON.',
    run: (args) => {
        const text = jsonOf(args.value('v'));
        checkTextLength(text.length);
        return new TextEncoder().encode(text);
    },
};

function jsonOf(value: Value): string {
    if (value instanceof Null) return 'null';
    if (typeof value === 'number') return floatJson(value);
    if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
    if (value instanceof UInt) return String(value.value);
    if (value instanceof ArrayValue) return `[${value.elements.map(jsonOf).join(',')}]`;
    if (value instanceof RecordValue) {
        return objectJson(value.labels().map((label) => [label, value.get(label) ?? unknownNull]));
    }
    if (value instanceof DictValue) {
        return objectJson([...value.entries.values()].map((entry) => [keyText(entry.key), entry.value]));
    }
    return quoted(textFor(value));
}

function textFor(value: Value): string {
    if (value instanceof Time) return formatTime(value.nanoseconds);
    if (value instanceof FluxRegexp) return value.source;
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (value instanceof FunctionValue) throw new FluxError('cannot encode a function value');
    if (value instanceof StreamValue) {
        throw new FluxError(
            'got table stream instead of array. Try using tableFind() or findRecord() to extract data from stream',
        );
    }
    return textOf(value) ?? typeName(value);
}

/** Members come in the order of their names' UTF-8 bytes. */
function objectJson(members: readonly (readonly [string, Value])[]): string {
    const sorted = [...members].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return `{${sorted.map(([name, value]) => `${quoted(name)}:${jsonOf(value)}`).join(',')}}`;
}

/** Characters that would end a script element or a line of JavaScript are written as escapes. */
function quoted(text: string): string {
    return JSON.stringify(text).replace(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function floatJson(value: number): string {
    if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
    throw new FluxError(`json: unsupported value: ${textOf(value) ?? ''}`);
}

/** A key of a dictionary as text; floats far from one have an exponent of two digits or more. */
function keyText(key: Value): string {
    if (typeof key === 'number' && Number.isFinite(key) && key !== 0) {
        const size = Math.abs(key);
        if (size < 1e-4 || size >= 1e21) return key.toExponential().replace(/(e[+-])(\d)$/, '$10$2');
    }
    return textOf(key) ?? typeName(key);
}
