import { createScanner } from 'jsonc-parser';

interface Token {
    /** Its first character, which tells what it is: `{`, `,`, `"`, a digit … */
    readonly kind: string;
    /** As written. */
    readonly text: string;
    /** UTF-16 offset of the first character. */
    readonly offset: number;
    /** A string without quotes and escapes. */
    readonly value: string;
}

/** Goes token by token, without recursion, so that deep nesting is no danger. */
function* tokensOf(json: string, ignoreSpace: boolean): Generator<Token> {
    const scanner = createScanner(json, ignoreSpace);
    for (scanner.scan(); ; scanner.scan()) {
        const offset = scanner.getTokenOffset();
        const kind = json[offset];
        if (kind === undefined) return;
        const text = json.slice(offset, offset + scanner.getTokenLength());
        yield { kind, text, offset, value: scanner.getTokenValue() };
    }
}

/**
 * The text of the value of a top-level property, exactly as it is written in a JSON object; undefined when there is no
 * such property. Of several properties with one name the last counts, as in JSON.parse. `json` must be valid JSON.
 *
 * Values go on as text because a parse and stringify turns `1.0` into `1` and breaks integers beyond 2^53.
 */
export function propertyText(json: string, property: string): string | undefined {
    let depth = 0;
    let name: string | undefined;
    let start: number | undefined;
    let found: string | undefined;
    for (const { kind, offset, value } of tokensOf(json, true)) {
        if (kind === '}' || kind === ']') depth--;
        if ((kind === ',' && depth === 1) || depth === 0) {
            if (start !== undefined && name === property) found = json.slice(start, offset).trim();
            name = start = undefined;
        } else if (depth === 1) {
            if (kind === ':') start ??= offset + 1;
            else name ??= value;
        }
        if (kind === '{' || kind === '[') depth++;
    }
    return found;
}

/** The JSON text with `.0` behind every number that has neither fraction nor exponent. */
export function wholeNumbersAsFloats(json: string): string {
    let text = '';
    for (const token of tokensOf(json, false)) {
        text += /^-?\d+$/.test(token.text) ? `${token.text}.0` : token.text;
    }
    return text;
}
