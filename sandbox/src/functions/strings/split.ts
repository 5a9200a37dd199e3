/** The functions that cut a text into an array, and the one that joins it again. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { checkTextLength } from '../../engine/text-limit';
import { ArrayValue } from '../../engine/values';
import { intArgument, serverTypeName, stringsFunction, textArgument } from './text-argument';

/**
 * At most `most` parts, the last with the whole rest; a negative number is no limit. The empty separator cuts between
 * characters. With `keep` each part keeps its separator.
 */
function parts(text: string, separator: string, most: bigint, keep: boolean): string[] {
    if (most === 0n) return [];
    if (separator === '') return characters(text, most);
    const found: string[] = [];
    let from = 0;
    while (most < 0n || BigInt(found.length + 1) < most) {
        const at = text.indexOf(separator, from);
        if (at < 0) break;
        found.push(text.slice(from, keep ? at + separator.length : at));
        from = at + separator.length;
    }
    return [...found, text.slice(from)];
}

function characters(text: string, most: bigint): string[] {
    const all = Array.from(text);
    if (most < 0n || BigInt(all.length) <= most) return all;
    const whole = Number(most) - 1;
    return [...all.slice(0, whole), all.slice(whole).join('')];
}

function splitting(name: string, summary: string, keep: boolean, limited: boolean): BuiltinFunction {
    const signature = `(${limited ? 'i: int, ' : ''}t: string, v: string) => [string]`;
    return stringsFunction(name, signature, summary, (args) => {
        const text = textArgument(args, 'v');
        const separator = textArgument(args, 't');
        const most = limited ? intArgument(args, 'i') : -1n;
        return new ArrayValue(parts(text, separator, most, keep));
    });
}

function elements(args: Arguments): string[] {
    return args.array('arr').map((element) => {
        if (typeof element === 'string') return element;
        throw new FluxError(
            `expected elements of argument "arr" to be of type string, got type ${serverTypeName(element)} value <nil>`,
        );
    });
}

export const splitFunctions: readonly BuiltinFunction[] = [
    splitting('split', 'Cuts a text at each separator.', false, false),
    splitting('splitAfter', 'Cuts a text behind each separator.', true, false),
    splitting('splitN', 'Cuts a text at separators into so many parts at most.', false, true),
    splitting('splitAfterN', 'Cuts a text behind separators into so many parts at most.', true, true),
    stringsFunction(
        'joinStr',
        '(arr: [string], v: string) => string',
        'Puts the texts of an array together with a separator between them.',
        (args) => {
            const texts = elements(args);
            const separator = textArgument(args, 'v');
            const whole = texts.reduce((sum, text) => sum + text.length + separator.length, 0);
            checkTextLength(whole - (texts.length > 0 ? separator.length : 0));
            return texts.join(separator);
        },
    ),
];
