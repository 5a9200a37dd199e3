import type { Token } from '../lexer/tokens';
import { tokenize } from '../lexer/tokens';
import type { TextRange } from '../text/position';
import { ScriptText } from '../text/script-text';

const allowedBehindName = new Set([',', ')', '=', ':', '?']);

/** In UTF-16 units. A text beyond it was too much for other reasons. */
const largestToSearch = 200_000;

/**
 * Where a text that killed the parser most likely did so: the first unexpected token behind a comma of a parameter
 * list, which is libflux's known endless loop. Else its first line that is not blank. Only ever asked after a death,
 * to point; it decides nothing.
 */
export function likelyCulprit(text: string): TextRange {
    const script = new ScriptText(text);
    const token = text.length > largestToSearch ? undefined : unexpectedInParameterList(tokenize(text));
    if (token !== undefined)
        return { start: script.positionAt(token.start), end: script.positionAt(token.end) };
    const first = /\S[^\r\n]*/.exec(text);
    const start = first?.index ?? 0;
    return {
        start: script.positionAt(start),
        end: script.positionAt(start + (first?.[0].trimEnd().length ?? 0)),
    };
}

function unexpectedInParameterList(tokens: readonly Token[]): Token | undefined {
    const open: string[] = [];
    for (const [index, token] of tokens.entries()) {
        if (token.kind !== 'symbol') continue;
        if ('([{'.includes(token.text)) open.push(token.text);
        else if (')]}'.includes(token.text)) open.pop();
        else if (token.text === ',' && open.at(-1) === '(') {
            const culprit = behindComma(tokens, index);
            if (culprit !== undefined) return culprit;
        }
    }
    return undefined;
}

function behindComma(tokens: readonly Token[], comma: number): Token | undefined {
    const [name, after] = [tokens[comma + 1], tokens[comma + 2]];
    if (name === undefined) return tokens[comma];
    if (name.kind === 'symbol' && (name.text === ')' || name.text === '?')) return undefined;
    if (name.kind !== 'word') return name.kind === 'string' && after?.text === ':' ? undefined : name;
    return after === undefined || allowedBehindName.has(after.text) ? undefined : after;
}
