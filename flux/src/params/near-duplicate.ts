import type { TextPosition } from '../text/position';
import type { Parameter } from './parameter';

export interface NearDuplicate {
    /** The one that is probably misspelt: used less often, or, when as often, later. */
    readonly suspect: Parameter;
    readonly likely: Parameter;
}

/** Below these lengths, names that differ by one slip are mostly different words. */
const shortestForEdit = 6;
const shortestForSwap = 4;

/** Pairs of a script's parameters whose names differ by one slip of the fingers. Each suspect is named once. */
export function findNearDuplicates(parameters: readonly Parameter[]): NearDuplicate[] {
    const used = parameters.filter((parameter) => parameter.uses.length > 0);
    const found = new Map<Parameter, Parameter>();
    for (const [index, one] of used.entries()) {
        for (const other of used.slice(index + 1)) {
            if (!isSlip(one.name, other.name)) continue;
            const [likely, suspect] = isMoreTrusted(one, other) ? [one, other] : [other, one];
            const known = found.get(suspect);
            if (known === undefined || likely.uses.length > known.uses.length) found.set(suspect, likely);
        }
    }
    return [...found].map(([suspect, likely]) => ({ suspect, likely }));
}

/**
 * Whether one name looks like a slip for the other: one letter more, less or different, two neighbours swapped, or
 * only the case differs. Names that differ by digits, by a plural's `s` or by a single-letter word (`pointX` and
 * `pointY`) are meant so.
 */
export function isSlip(one: string, other: string): boolean {
    if (one === other || Math.abs(one.length - other.length) > 1) return false;
    if (withoutDigits(one) === withoutDigits(other)) return false;
    if (`${one}s` === other || one === `${other}s`) return false;
    if (differOnlyInSingleLetterWord(one, other)) return false;
    const longer = Math.max(one.length, other.length);
    if (longer >= shortestForSwap && one.toLowerCase() === other.toLowerCase()) return true;
    if (longer >= shortestForSwap && isSwap(one, other)) return true;
    return longer >= shortestForEdit && isOneEdit(one, other);
}

function isSwap(one: string, other: string): boolean {
    if (one.length !== other.length) return false;
    const at = commonStart(one, other);
    return (
        one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2)
    );
}

function isOneEdit(one: string, other: string): boolean {
    const at = commonStart(one, other);
    if (one.length === other.length) return one.slice(at + 1) === other.slice(at + 1);
    const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
    return shorter.slice(at) === longer.slice(at + 1);
}

function commonStart(one: string, other: string): number {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    return at;
}

function withoutDigits(name: string): string {
    return name.replace(/\d+/g, '');
}

function differOnlyInSingleLetterWord(one: string, other: string): boolean {
    const [ones, others] = [words(one), words(other)];
    if (ones.length < 2 || ones.length !== others.length) return false;
    const different = ones.flatMap((word, index) =>
        word === others[index] ? [] : [[word, others[index] ?? '']],
    );
    return different.length === 1 && different.flat().every((word) => word.length === 1);
}

function words(name: string): string[] {
    return name.split(/[_\-. ]|(?<=\p{Ll})(?=\p{Lu})|(?<=^\p{Ll})(?=\p{Lu})/u);
}

function isMoreTrusted(one: Parameter, other: Parameter): boolean {
    if (one.uses.length !== other.uses.length) return one.uses.length > other.uses.length;
    return isBefore(one.uses[0]?.range.start, other.uses[0]?.range.start);
}

function isBefore(one: TextPosition | undefined, other: TextPosition | undefined): boolean {
    if (one === undefined || other === undefined) return one !== undefined;
    return one.line < other.line || (one.line === other.line && one.character < other.character);
}
