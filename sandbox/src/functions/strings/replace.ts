/** `replace`, `replaceAll` and `repeat`. */
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { checkTextLength } from '../../engine/text-limit';
import { countOf } from './find';
import { intArgument, stringsFunction, textArgument } from './text-argument';

/** The first `most` places, all when it is negative. The empty text stands before each character and at the end. */
function replaced(text: string, old: string, fresh: string, most: bigint): string {
    const there = countOf(text, old);
    const count = most < 0n || most > BigInt(there) ? there : Number(most);
    if (count === 0 || old === fresh) return text;
    checkTextLength(text.length + count * (fresh.length - old.length));
    return old === '' ? inserted(text, fresh, count) : exchanged(text, old, fresh, count);
}

function exchanged(text: string, old: string, fresh: string, count: number): string {
    const parts: string[] = [];
    let from = 0;
    for (let i = 0; i < count; i++) {
        const at = text.indexOf(old, from);
        parts.push(text.slice(from, at), fresh);
        from = at + old.length;
    }
    return parts.join('') + text.slice(from);
}

function inserted(text: string, fresh: string, count: number): string {
    const characters = Array.from(text);
    const before = characters.map((character, i) => (i < count ? fresh + character : character));
    return before.join('') + (count > characters.length ? fresh : '');
}

function repeated(text: string, count: bigint): string {
    if (count < 0n) throw new FluxError('strings: negative Repeat count', 'internal error');
    if (text === '') return '';
    checkTextLength(text.length * Number(count));
    return text.repeat(Number(count));
}

export const replaceFunctions: readonly BuiltinFunction[] = [
    stringsFunction(
        'replace',
        '(i: int, t: string, u: string, v: string) => string',
        'Puts another text in the first so many places of one; -1 is all.',
        (args) =>
            replaced(
                textArgument(args, 'v'),
                textArgument(args, 't'),
                textArgument(args, 'u'),
                intArgument(args, 'i'),
            ),
    ),
    stringsFunction(
        'replaceAll',
        '(t: string, u: string, v: string) => string',
        'Puts another text in every place of one.',
        (args) => replaced(textArgument(args, 'v'), textArgument(args, 't'), textArgument(args, 'u'), -1n),
    ),
    stringsFunction('repeat', '(i: int, v: string) => string', 'A text so many times.', (args) =>
        repeated(textArgument(args, 'v'), intArgument(args, 'i')),
    ),
];
