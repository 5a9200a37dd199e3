/** The functions that take characters from the ends of a text. */
import type { BuiltinFunction } from '../../engine/builtin';
import { stringsFunction, textArgument, textFunction } from './text-argument';

function withoutLeading(text: string, set: ReadonlySet<string>): string {
    let kept = 0;
    for (const character of text) {
        if (!set.has(character)) break;
        kept += character.length;
    }
    return text.slice(kept);
}

function withoutTrailing(text: string, set: ReadonlySet<string>): string {
    const characters = Array.from(text);
    let kept = characters.length;
    while (kept > 0 && set.has(characters[kept - 1] ?? '')) kept--;
    return characters.slice(0, kept).join('');
}

function trimming(
    name: string,
    where: string,
    trim: (text: string, set: ReadonlySet<string>) => string,
): BuiltinFunction {
    return stringsFunction(
        name,
        '(cutset: string, v: string) => string',
        `Removes the characters of a set from the ${where} of a text.`,
        (args) => trim(textArgument(args, 'v'), new Set(textArgument(args, 'cutset'))),
    );
}

export const trimFunctions: readonly BuiltinFunction[] = [
    trimming('trim', 'begin and the end', (text, set) => withoutTrailing(withoutLeading(text, set), set)),
    trimming('trimLeft', 'begin', withoutLeading),
    trimming('trimRight', 'end', withoutTrailing),
    textFunction('trimSpace', 'Removes white space from both ends of a text.', trimWhiteSpace),
    stringsFunction(
        'trimPrefix',
        '(prefix: string, v: string) => string',
        'Removes a prefix from a text that has it.',
        (args) => {
            const text = textArgument(args, 'v');
            const prefix = textArgument(args, 'prefix');
            return text.startsWith(prefix) ? text.slice(prefix.length) : text;
        },
    ),
    stringsFunction(
        'trimSuffix',
        '(suffix: string, v: string) => string',
        'Removes a suffix from a text that has it.',
        (args) => {
            const text = textArgument(args, 'v');
            const suffix = textArgument(args, 'suffix');
            return text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
        },
    ),
];

/** Not JavaScript's trim: that takes U+FEFF too, and leaves U+0085. All of Unicode's white space is one unit wide. */
function trimWhiteSpace(text: string): string {
    let start = 0;
    let end = text.length;
    while (start < end && isSpace(text, start)) start++;
    while (end > start && isSpace(text, end - 1)) end--;
    return text.slice(start, end);
}

function isSpace(text: string, at: number): boolean {
    return /\p{White_Space}/u.test(text.charAt(at));
}
