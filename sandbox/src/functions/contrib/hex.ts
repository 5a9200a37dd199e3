/** The package `contrib/bonitoo-io/hex`: numbers and bytes in hexadecimal digits. */
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { textOf, typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Null, UInt, unknownNull } from '../../engine/values';

function hexFunction(
    name: string,
    signature: string,
    summary: string,
    convert: (value: Value) => Value,
): BuiltinFunction {
    return {
        package: 'contrib/bonitoo-io/hex',
        name,
        signature,
        summary,
        run: (args) => convert(args.value('v')),
    };
}

/** @throws {FluxError} for what is no text. */
function textFor(value: Value, type: string): string {
    if (typeof value === 'string') return value;
    const got = value instanceof Null ? (value.type ?? 'null') : typeName(value);
    throw new FluxError(`hex cannot convert ${got} to ${type}`);
}

function badSyntax(text: string, type: string): FluxError {
    return new FluxError(`cannot convert string ${JSON.stringify(text)} to ${type} due to invalid syntax`);
}

/** With `0x` or without. Only behind a sign and `0x` may digits be set apart by underscores, as Go reads them. */
function readInt(text: string): bigint {
    const apart = /^([+-])0x([0-9a-fA-F]*(?:_[0-9a-fA-F]+)*)$/.exec(text);
    const [, sign, digits = ''] = apart ?? /^(?:0x)?([+-]?)([0-9a-fA-F]+)$/.exec(text) ?? [];
    if (digits === '') throw badSyntax(text, 'int');
    const size = BigInt(`0x${digits.replaceAll('_', '')}`);
    const number = sign === '-' ? -size : size;
    if (BigInt.asIntN(64, number) !== number) throw badSyntax(text, 'int');
    return number;
}

function readUInt(text: string): UInt {
    const digits = /^(?:0x)?([0-9a-fA-F]+)$/.exec(text)?.[1];
    const number = digits === undefined ? -1n : BigInt(`0x${digits}`);
    if (number < 0n || number >= 2n ** 64n) throw badSyntax(text, 'uint');
    return new UInt(number);
}

function readBytes(text: string): Uint8Array {
    const bytes = Buffer.from(text);
    for (const byte of bytes) {
        const character = String.fromCharCode(byte);
        if (/[0-9a-fA-F]/.test(character)) continue;
        const code = byte.toString(16).toUpperCase().padStart(4, '0');
        throw badBytes(text, `encoding/hex: invalid byte: U+${code} '${character}'`);
    }
    if (bytes.length % 2 === 1) throw badBytes(text, 'encoding/hex: odd length hex string');
    return new Uint8Array(Buffer.from(text, 'hex'));
}

function badBytes(text: string, why: string): FluxError {
    return new FluxError(
        `cannot convert string ${JSON.stringify(text)} to bytes due to hex decoding error: ${why}`,
    );
}

function written(value: Value): string {
    if (typeof value === 'bigint') return value.toString(16);
    if (value instanceof UInt) return value.value.toString(16);
    const text = value instanceof Uint8Array ? Buffer.from(value).toString('hex') : textOf(value);
    if (text === undefined) throw new FluxError(`cannot convert ${typeName(value)} to string`);
    return text;
}

function unlessNull(convert: (value: Value) => Value): (value: Value) => Value {
    return (value) => (value instanceof Null ? unknownNull : convert(value));
}

export const hexFunctions: readonly BuiltinFunction[] = [
    hexFunction(
        'int',
        '(v: string) => int',
        'Hexadecimal digits as an integer.',
        unlessNull((value) => readInt(textFor(value, 'int'))),
    ),
    hexFunction(
        'uint',
        '(v: string) => uint',
        'Hexadecimal digits as an unsigned integer.',
        unlessNull((value) => readUInt(textFor(value, 'uint'))),
    ),
    hexFunction('bytes', '(v: string) => bytes', 'Hexadecimal digits as bytes.', (value) =>
        readBytes(textFor(value, 'bytes')),
    ),
    hexFunction(
        'string',
        '(v: A) => string',
        'An integer or bytes in hexadecimal digits, other values as text.',
        unlessNull(written),
    ),
];
