import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

/** A piece of one line with its scopes, outermost first, without the grammar's own `source.flux`. */
interface Token {
    text: string;
    scopes: string[];
}

/** One line (without its line end), its tokens, and how many rules are still open where it ends (1: none). */
export interface TokenizedLine {
    text: string;
    tokens: Token[];
    depth: number;
}

let loading: Promise<IGrammar> | undefined;

async function loadGrammar(): Promise<IGrammar> {
    const wasm = await readFile(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
    await loadWASM(new Uint8Array(wasm).buffer);
    const registry = new Registry({
        onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
        loadGrammar: async () => {
            const file = new URL('./flux.tmLanguage.json', import.meta.url);
            return parseRawGrammar(await readFile(file, 'utf8'), file.pathname);
        },
    });
    const grammar = await registry.loadGrammar('source.flux');
    if (!grammar) throw new Error('flux.tmLanguage.json has no grammar for source.flux.');
    return grammar;
}

/** Colours a whole text as VS Code does: line by line, each line starting from the state that the last one left. */
export async function tokenizeFlux(text: string): Promise<TokenizedLine[]> {
    const grammar = await (loading ??= loadGrammar());
    let state = INITIAL;
    return text.split('\n').map((line) => {
        const result = grammar.tokenizeLine(line, state);
        state = result.ruleStack;
        const tokens = result.tokens.map((token) => ({
            // A token may end one past the line: vscode-textmate adds the line end itself.
            text: line.slice(token.startIndex, token.endIndex),
            scopes: token.scopes.slice(1),
        }));
        return { text: line, tokens, depth: state.depth };
    });
}

/** Lines and their tokens as text for a snapshot. Tokens of blanks are left out. */
export function describeTokens(lines: readonly TokenizedLine[]): string {
    const described = lines.flatMap(({ text, tokens }) => [
        `> ${text}`,
        ...tokens
            .filter((token) => token.text.trim() !== '')
            .map((token) =>
                `    ${JSON.stringify(token.text).padEnd(20)} ${token.scopes.join(' ')}`.trimEnd(),
            ),
    ]);
    return described.join('\n') + '\n';
}
