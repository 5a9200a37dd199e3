/** The functions that look for text in text. Positions are counted in UTF-8 bytes, from 0; -1 is "not there". */
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { Value } from '../../engine/values';
import { stringsFunction, textArgument } from './text-argument';

function bytes(text: string): bigint {
    return BigInt(Buffer.byteLength(text));
}

/** A position in UTF-16 units as one in bytes. */
function bytePosition(text: string, at: number): bigint {
    return at < 0 ? -1n : bytes(text.slice(0, at));
}

/** How often a text stands in another without overlapping; the empty one stands around every character. */
export function countOf(text: string, part: string): number {
    if (part === '') return Array.from(text).length + 1;
    let count = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
    return count;
}

function indexOfAny(text: string, characters: string): bigint {
    const wanted = new Set(characters);
    let at = 0;
    for (const character of text) {
        if (wanted.has(character)) return bytePosition(text, at);
        at += character.length;
    }
    return -1n;
}

function lastIndexOfAny(text: string, characters: string): bigint {
    const wanted = new Set(characters);
    let found = -1;
    let at = 0;
    for (const character of text) {
        if (wanted.has(character)) found = at;
        at += character.length;
    }
    return bytePosition(text, found);
}

/** A function of a text `v` and another one. */
function looking(
    name: string,
    other: string,
    type: 'bool' | 'int',
    summary: string,
    look: (text: string, other: string) => Value,
): BuiltinFunction {
    const parameters = [other, 'v'].sort().map((parameter) => `${parameter}: string`);
    return stringsFunction(name, `(${parameters.join(', ')}) => ${type}`, summary, (args) =>
        look(textArgument(args, 'v'), textArgument(args, other)),
    );
}

/** A function that asks something of a text of one byte. */
function classOf(name: string, summary: string, form: RegExp): BuiltinFunction {
    return stringsFunction(name, '(v: string) => bool', summary, (args) => {
        const value = args.value('v');
        if (typeof value !== 'string') throw new FluxError('procedure cannot be executed');
        if (Buffer.byteLength(value) !== 1) {
            throw new FluxError('"v" is not a valid argument: argument length is not equal to 1');
        }
        return form.test(value);
    });
}

/** A position in characters within `0` to `most`. */
function clamped(position: bigint, most: number): number {
    if (position < 0n) return 0;
    return position > BigInt(most) ? most : Number(position);
}

export const findFunctions: readonly BuiltinFunction[] = [
    looking('hasPrefix', 'prefix', 'bool', 'Tells whether a text begins with another.', (text, other) =>
        text.startsWith(other),
    ),
    looking('hasSuffix', 'suffix', 'bool', 'Tells whether a text ends with another.', (text, other) =>
        text.endsWith(other),
    ),
    looking('containsStr', 'substr', 'bool', 'Tells whether a text contains another.', (text, other) =>
        text.includes(other),
    ),
    looking(
        'containsAny',
        'chars',
        'bool',
        'Tells whether a text contains one of the characters.',
        (text, other) => indexOfAny(text, other) >= 0n,
    ),
    looking(
        'compare',
        't',
        'int',
        'Compares two texts: -1, 0 or 1 when the first is less, equal or greater.',
        (text, other) => BigInt(Buffer.compare(Buffer.from(text), Buffer.from(other))),
    ),
    looking(
        'countStr',
        'substr',
        'int',
        'Counts how often a text contains another without overlapping.',
        (text, other) => BigInt(countOf(text, other)),
    ),
    looking(
        'index',
        'substr',
        'int',
        'Where a text first contains another, in bytes, or -1.',
        (text, other) => bytePosition(text, text.indexOf(other)),
    ),
    looking(
        'indexAny',
        'chars',
        'int',
        'Where one of the characters comes first, in bytes, or -1.',
        indexOfAny,
    ),
    looking(
        'lastIndex',
        'substr',
        'int',
        'Where a text last contains another, in bytes, or -1.',
        (text, other) => bytePosition(text, text.lastIndexOf(other)),
    ),
    looking(
        'lastIndexAny',
        'chars',
        'int',
        'Where one of the characters comes last, in bytes, or -1.',
        lastIndexOfAny,
    ),
    classOf('isDigit', 'Tells whether a text of one byte is a digit.', /^[0-9]$/),
    classOf('isLetter', 'Tells whether a text of one byte is a letter.', /^[A-Za-z]$/),
    classOf('isLower', 'Tells whether a text of one byte is a lower case letter.', /^[a-z]$/),
    classOf('isUpper', 'Tells whether a text of one byte is an upper case letter.', /^[A-Z]$/),
    stringsFunction('strlen', '(v: string) => int', 'Counts the characters of a text.', (args) => {
        const value = args.value('v');
        if (typeof value !== 'string') throw new FluxError('procedure cannot be executed');
        return BigInt(Array.from(value).length);
    }),
    stringsFunction(
        'substring',
        '(end: int, start: int, v: string) => string',
        'The characters from one position up to another.',
        (args) => {
            const characters = Array.from(args.string('v'));
            const start = clamped(args.int('start'), characters.length);
            const end = clamped(args.int('end'), characters.length);
            return characters.slice(start, Math.max(start, end)).join('');
        },
    ),
];
