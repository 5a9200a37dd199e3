import { escapeString, isPlainName } from '@flux-scripts/flux/lexer/names';
import type { Token } from '@flux-scripts/flux/lexer/tokens';
import { tokenize } from '@flux-scripts/flux/lexer/tokens';
import type { Parameter } from '@flux-scripts/flux/params/parameter';
import { scanParameterUses } from '@flux-scripts/flux/params/scan';
import type { TextPosition } from '@flux-scripts/flux/text/position';
import { ScriptText } from '@flux-scripts/flux/text/script-text';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';

/** The protocol's number for a record's field. */
const fieldKind = 5;

/** Where a parameter's name is being written. Offsets in UTF-16 units. */
interface NamePlace {
    readonly form: 'dot' | 'bracket';
    /** In the dot form the dot, in the bracket form what follows `[`. */
    readonly opening: number;
    /** What the name replaces. */
    readonly start: number;
    readonly end: number;
    /** What must be written behind a name in the bracket form. */
    readonly closing: string;
    /** Whether the name's opening quote must be written too. */
    readonly quote: boolean;
}

/**
 * Offers the names of the script's parameters behind `params.`, `params[` and `params["`. Works on the text alone, so
 * that nobody waits for the engine.
 * @param known the parameters as they were inferred last, for their types and for names that an alias uses
 */
export function completeParameters(
    text: string,
    position: TextPosition,
    known: readonly Parameter[],
): CompletionItem[] {
    const script = new ScriptText(text);
    const offset = script.offsetAt(position);
    const place = namePlace(text, offset);
    if (place === undefined) return [];
    const typeOf = new Map(known.map((parameter) => [parameter.name, parameter]));
    return offeredNames(text, offset, known).map((name, index) => ({
        label: name,
        kind: fieldKind,
        ...detailOf(typeOf.get(name)),
        sortText: String(index).padStart(5, '0'),
        filterText: place.quote ? `"${name}` : name,
        ...editsFor(name, place, script),
    }));
}

function detailOf(parameter: Parameter | undefined): { detail?: string } {
    return parameter?.fluxType === undefined ? {} : { detail: parameter.fluxType };
}

function offeredNames(text: string, offset: number, known: readonly Parameter[]): string[] {
    const elsewhere = scanParameterUses(text).filter((use) => offset < use.nameStart || offset > use.nameEnd);
    const aliased = known.filter((parameter) => parameter.uses.length === 0);
    return [...new Set([...elsewhere, ...aliased].map((found) => found.name))];
}

function editsFor(
    name: string,
    place: NamePlace,
    script: ScriptText,
): { textEdit: TextEdit; additionalTextEdits?: TextEdit[] } {
    const edit = (start: number, end: number, newText: string): TextEdit => ({
        range: { start: script.positionAt(start), end: script.positionAt(end) },
        newText,
    });
    if (place.form === 'bracket') {
        const newText = `${place.quote ? '"' : ''}${escapeString(name)}${place.closing}`;
        return { textEdit: edit(place.start, place.end, newText) };
    }
    if (isPlainName(name)) return { textEdit: edit(place.start, place.end, name) };
    return {
        textEdit: edit(place.start, place.end, `["${escapeString(name)}"]`),
        additionalTextEdits: [edit(place.opening, place.opening + 1, '')],
    };
}

function namePlace(text: string, offset: number): NamePlace | undefined {
    // Cutting at the cursor shows what is open there: a comment or another string has no such tokens at its end.
    const before = tokenize(text.slice(0, offset)).slice(-5);
    return dotPlace(text, offset, before) ?? bracketPlace(text, offset, before);
}

function dotPlace(text: string, offset: number, before: readonly Token[]): NamePlace | undefined {
    const last = before.at(-1);
    const typed =
        last?.kind === 'word' && last.end === offset && before.at(-2)?.text === '.' ? last : undefined;
    const dot = typed === undefined ? last : before.at(-2);
    if (dot?.text !== '.' || (typed === undefined && dot.end !== offset)) return undefined;
    if (!endsWithParams(before.slice(0, before.indexOf(dot)))) return undefined;
    const start = typed?.start ?? offset;
    return {
        form: 'dot',
        opening: dot.start,
        start,
        end: endOfWord(text, offset),
        closing: '',
        quote: false,
    };
}

function bracketPlace(text: string, offset: number, before: readonly Token[]): NamePlace | undefined {
    const last = before.at(-1);
    const key = last?.kind === 'string' && last.end === offset && last.whole === false ? last : undefined;
    const bracket = key === undefined ? last : before.at(-2);
    if (bracket?.text !== '[' || (key === undefined && bracket.end !== offset)) return undefined;
    if (!endsWithParams(before.slice(0, before.indexOf(bracket)))) return undefined;
    const start = key === undefined ? offset : key.start + 1;
    const end = key === undefined ? offset : (endOfWholeKey(text, key.start) ?? endOfWord(text, offset));
    const rest = text.slice(end);
    const [quote = ''] = key === undefined ? [] : (/^"/.exec(rest) ?? []);
    const bracketFollows = /^[ \t]*\]/.test(rest.slice(quote.length));
    const closing = quote === '"' ? '' : `"${bracketFollows ? '' : ']'}`;
    const place = { form: 'bracket', opening: bracket.end, start, quote: key === undefined } as const;
    // A quote without its bracket is taken along, so that the bracket comes behind it.
    if (quote === '"' && !bracketFollows) return { ...place, end: end + 1, closing: '"]' };
    return { ...place, end, closing };
}

/** The end of a key's name when the key is whole in the text, `["like this"]`; the cursor stands inside it. */
function endOfWholeKey(text: string, start: number): number | undefined {
    const match = /^"((?:[^"\\\r\n]|\\.)*)"[ \t]*\]/.exec(text.slice(start));
    return match === null ? undefined : start + 1 + (match[1] ?? '').length;
}

function endsWithParams(before: readonly Token[]): boolean {
    const [params, behind] = [before.at(-1), before.at(-2)];
    return params?.kind === 'word' && params.text === 'params' && behind?.text !== '.';
}

function endOfWord(text: string, offset: number): number {
    return offset + (/^[\p{L}\p{N}_]*/u.exec(text.slice(offset))?.[0].length ?? 0);
}
