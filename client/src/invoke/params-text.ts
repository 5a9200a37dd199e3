/**
 * The text of a params object. Values are handled as they are written, never as JavaScript numbers: `1.0` stays `1.0`,
 * and integers of 64 bits survive. No `vscode` in here.
 */
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** Strict JSON: what the server's own parser accepts. */
const strict = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

export interface JsonProblem {
    readonly message: string;
    /** UTF-16 offset in the text. */
    readonly offset: number;
}

/** One member of a params object. `text` is its value on one line, otherwise as it was written. */
export interface ParamsEntry {
    readonly name: string;
    readonly text: string;
    readonly node: Node;
}

export type ParamsText =
    | { readonly ok: true; readonly entries: readonly ParamsEntry[] }
    | { readonly ok: false; readonly problem: JsonProblem };

const words: Readonly<Record<string, string>> = {
    InvalidSymbol: 'this is no JSON value; text needs double quotes',
    InvalidNumberFormat: 'this is no JSON number',
    PropertyNameExpected: 'a name in double quotes is missing',
    ValueExpected: 'a value is missing',
    ColonExpected: 'a colon is missing',
    CommaExpected: 'a comma is missing',
    CloseBraceExpected: 'a closing } is missing',
    CloseBracketExpected: 'a closing ] is missing',
    EndOfFileExpected: 'the text goes on behind the end of the JSON',
    InvalidCommentToken: 'JSON has no comments',
    UnexpectedEndOfComment: 'JSON has no comments',
    UnexpectedEndOfString: 'a closing " is missing',
    UnexpectedEndOfNumber: 'the number is not finished',
    InvalidUnicode: 'a \\u needs four hexadecimal digits behind it',
    InvalidEscapeCharacter: 'there is no such escape: write a backslash as \\\\',
    InvalidCharacter: 'this character has to be escaped',
};

/** Reads the text of a JSON object, or says what is wrong with it and where. */
export function readParamsText(text: string): ParamsText {
    const errors: ParseError[] = [];
    const root = text.trim() === '' ? undefined : parseTree(text, errors, strict);
    const [first] = errors;
    if (first) {
        const code = printParseErrorCode(first.error);
        return { ok: false, problem: { message: words[code] ?? code, offset: first.offset } };
    }
    if (root?.type !== 'object') {
        const found = root ? nameOfType(root) : 'nothing';
        const message = `params are one JSON object like {"bucket": "my-bucket"}, not ${found}`;
        return { ok: false, problem: { message, offset: root?.offset ?? 0 } };
    }
    return { ok: true, entries: entriesOf(root, text) };
}

/** The members of `params` in a params file (`{"params": {…}}`), or what is wrong with the file. */
export function readParamsFile(text: string): ParamsText {
    const unmarked = text.replace(/^\uFEFF/, '');
    const file = readParamsText(unmarked);
    if (!file.ok) return file;
    const params = file.entries.find((entry) => entry.name === 'params')?.node;
    if (params?.type !== 'object') {
        return {
            ok: false,
            problem: { message: 'it has to hold {"params": {…}}', offset: params?.offset ?? 0 },
        };
    }
    return { ok: true, entries: entriesOf(params, unmarked) };
}

/** A params object on one line from names and value texts, in their order. */
export function writeParamsText(entries: Iterable<readonly [name: string, text: string]>): string {
    return `{${Array.from(entries, ([name, text]) => `${JSON.stringify(name)}: ${text}`).join(', ')}}`;
}

/** JSON's name for what a node is. */
export function nameOfType(node: Node): string {
    switch (node.type) {
        case 'array':
            return 'an array';
        case 'object':
            return 'an object';
        case 'null':
            return 'null';
        default:
            return `a ${node.type}`;
    }
}

function entriesOf(object: Node, text: string): ParamsEntry[] {
    return (object.children ?? []).flatMap((property) => {
        const [name, node] = property.children ?? [];
        return name && node ? [{ name: String(name.value), text: onOneLine(node, text), node }] : [];
    });
}

/** A value's text without its line breaks. JSON strings hold none, so only white space between tokens changes. */
function onOneLine(node: Node, text: string): string {
    return text.slice(node.offset, node.offset + node.length).replace(/\s*[\r\n]\s*/g, ' ');
}
