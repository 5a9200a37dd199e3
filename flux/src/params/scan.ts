import type { Token } from '../lexer/tokens';
import { stringValue, tokenize } from '../lexer/tokens';

/** One `params.name` or `params["name"]` found by its shape alone. Offsets in UTF-16 units, end exclusive. */
export interface ScannedUse {
    readonly name: string;
    readonly form: 'dot' | 'bracket';
    readonly start: number;
    readonly end: number;
    /** The name alone; in the bracket form without its quotes. */
    readonly nameStart: number;
    readonly nameEnd: number;
}

/**
 * Finds the uses of parameters by their shape, in any text, without the engine. It does not know scopes: a local
 * record named `params` counts too. Comments, plain strings and regular expressions do not count; the code inside
 * `${…}` does.
 */
export function scanParameterUses(text: string): ScannedUse[] {
    if (!text.includes('params')) return [];
    const tokens = tokenize(text);
    const uses: ScannedUse[] = [];
    for (const [index, token] of tokens.entries()) {
        if (token.text !== 'params' || token.kind !== 'word' || tokens[index - 1]?.text === '.') continue;
        const use = dotUse(token, tokens, index, text) ?? bracketUse(token, tokens, index);
        if (use !== undefined) uses.push(use);
    }
    return uses;
}

/** The distinct names of the parameters in order of first use; see scanParameterUses. */
export function scanParameterNames(text: string): string[] {
    return [...new Set(scanParameterUses(text).map((use) => use.name))];
}

function dotUse(
    params: Token,
    tokens: readonly Token[],
    index: number,
    text: string,
): ScannedUse | undefined {
    const [dot, name] = [tokens[index + 1], tokens[index + 2]];
    if (dot?.text !== '.' || name?.kind !== 'word') return undefined;
    // `params.` at a line's end is still being typed: the next line's first word is no name.
    if (/[\r\n]/.test(text.slice(dot.end, name.start))) return undefined;
    return {
        name: name.text,
        form: 'dot',
        start: params.start,
        end: name.end,
        nameStart: name.start,
        nameEnd: name.end,
    };
}

function bracketUse(params: Token, tokens: readonly Token[], index: number): ScannedUse | undefined {
    const [open, key, close] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]];
    if (open?.text !== '[' || key?.kind !== 'string' || key.whole !== true || close?.text !== ']')
        return undefined;
    const name = stringValue(key);
    if (name === '') return undefined;
    return {
        name,
        form: 'bracket',
        start: params.start,
        end: close.end,
        nameStart: key.start + 1,
        nameEnd: key.end - 1,
    };
}
