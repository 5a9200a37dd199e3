/** Upper case, lower case and title case. They go character by character, so that no text gets longer or shorter. */
import type { BuiltinFunction } from '../../engine/builtin';
import { stringsFunction, textArgument, textFunction } from './text-argument';

/** Letters that are written as two: their title case has only the first one large. */
const digraphs: ReadonlyMap<string, string> = new Map([
    ...['Ǆ', 'ǅ', 'ǆ'].map((letter) => [letter, 'ǅ'] as const),
    ...['Ǉ', 'ǈ', 'ǉ'].map((letter) => [letter, 'ǈ'] as const),
    ...['Ǌ', 'ǋ', 'ǌ'].map((letter) => [letter, 'ǋ'] as const),
    ...['Ǳ', 'ǲ', 'ǳ'].map((letter) => [letter, 'ǲ'] as const),
]);

/** The one character that is another's upper case; JavaScript writes some as several, such as `SS` for `ß`. */
function upper(character: string): string {
    const large = character.toUpperCase();
    return isOne(large) ? large : (greekWithIota(character) ?? character);
}

/** Small Greek letters with an iota below have one large character, which JavaScript spells out as two. */
function greekWithIota(character: string): string | undefined {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
    if (code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3) return String.fromCodePoint(code + 9);
    return undefined;
}

function lower(character: string): string {
    return character === 'İ' ? 'i' : character.toLowerCase();
}

function titled(character: string): string {
    // Small Georgian letters have large ones, but are their own title case.
    return digraphs.get(character) ?? (/^[\u10d0-\u10ff]$/.test(character) ? character : upper(character));
}

function isOne(text: string): boolean {
    return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

function each(text: string, change: (character: string) => string): string {
    let changed = '';
    for (const character of text) changed += change(character);
    return changed;
}

/** What stands between words: of ASCII everything but letters, digits and `_`, of the rest only white space. */
const separator = /^(?:[\0-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f]|\p{White_Space})$/u;

function titleOfWords(text: string): string {
    let previous = ' ';
    return each(text, (character) => {
        const begins = separator.test(previous);
        previous = character;
        return begins ? titled(character) : character;
    });
}

/** Whether two texts differ in upper and lower case only, letter by letter. */
function equalWithoutCase(a: string, b: string): boolean {
    if (a === b) return true;
    const left = Array.from(a);
    const right = Array.from(b);
    return (
        left.length === right.length && left.every((character, i) => sameLetter(character, right[i] ?? ''))
    );
}

function sameLetter(a: string, b: string): boolean {
    if (a === b) return true;
    const code = (a.codePointAt(0) ?? 0).toString(16);
    return new RegExp(`^\\u{${code}}$`, 'iu').test(b);
}

export const letterCaseFunctions: readonly BuiltinFunction[] = [
    textFunction('title', 'Makes the first letter of each word large.', titleOfWords),
    textFunction('toTitle', 'Makes all letters title case.', (text) => each(text, titled)),
    textFunction('toUpper', 'Makes all letters upper case.', (text) => each(text, upper)),
    textFunction('toLower', 'Makes all letters lower case.', (text) => each(text, lower)),
    stringsFunction(
        'equalFold',
        '(t: string, v: string) => bool',
        'Tells whether two texts are equal when upper and lower case are the same.',
        (args) => equalWithoutCase(textArgument(args, 'v'), textArgument(args, 't')),
    ),
];
