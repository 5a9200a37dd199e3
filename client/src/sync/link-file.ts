/**
 * `flux-scripts.json`: which file is which script. A team commits it, so it holds identity only, sorted, one entry per
 * line, and is never rewritten when it cannot be read. It comes from others: a path in it must stay inside its folder
 * and must be a script's file, or a pull could write anywhere. No `vscode`.
 *
 *     {
 *       "version": 1,
 *       "scripts": {
 *         "mean.flux": {
 *           "name": "mean",
 *           "description": "The mean of one field.",
 *           "language": "flux",
 *           "ids": {
 *             "eu-central-1-1.aws.cloud2.influxdata.com/0123456789abcdef": "084d693d93048000"
 *           }
 *         }
 *       }
 *     }
 */
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import { scriptIdSchema } from '@flux-scripts/contracts/scripts-api';
import { extensionOf, problemOfPathPart } from './script-file-name';

export const linkFileName = 'flux-scripts.json';

const entrySchema = v.looseObject({
    name: v.pipe(v.string(), v.minLength(1, 'a script needs a name')),
    description: v.optional(v.string(), ''),
    language: v.optional(v.string(), 'flux'),
    ids: v.record(v.string(), scriptIdSchema),
});
const linkFileSchema = v.looseObject({
    version: v.literal(1, 'this version of the extension reads "version": 1 only'),
    scripts: v.record(v.string(), entrySchema),
});

/** One file's entry. `ids` maps an organization's key (`host/orgID`) to the script's id there. */
export type LinkEntry = v.InferOutput<typeof entrySchema>;
/** The whole file. Keys that this version does not know are kept. */
export type LinkTable = v.InferOutput<typeof linkFileSchema>;

export const emptyLinkTable: LinkTable = { version: 1, scripts: {} };

/** The link file cannot be used as it is. Nothing was read from it and nothing will be written to it. */
export class LinkFileError extends Error {
    constructor(
        /** The link file. */
        readonly uri: string,
        /** Where it is wrong: 0-based line and character (UTF-16). */
        readonly position: { readonly line: number; readonly character: number },
        problem: string,
    ) {
        super(
            `${linkFileName}, line ${position.line + 1}: ${problem}. The file stays as it is. ` +
                'Correct it, then try again.',
        );
        this.name = 'LinkFileError';
    }
}

/** Reads a link file. Throws LinkFileError with the place of the first problem. */
export function parseLinkFile(uri: string, text: string): LinkTable {
    const fail = (offset: number, problem: string): never => {
        throw new LinkFileError(uri, positionAt(text, offset), problem);
    };
    if (text.trim() === '') fail(0, 'the file is empty: delete it, and it is made anew');
    const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/m.exec(text.replaceAll('\r', ' '));
    if (marker) fail(marker.index, 'a merge left its conflict markers');
    const errors: ParseError[] = [];
    const root = parseTree(text.replace(/^\uFEFF/, ' '), errors, { disallowComments: true });
    const [error] = errors;
    if (error) fail(error.offset, `this is not JSON (${printParseErrorCode(error.error)})`);
    if (!root) return fail(0, 'this is not JSON');
    const repeated = repeatedKey(root);
    if (repeated)
        fail(
            repeated.offset,
            `${text.slice(repeated.offset, repeated.offset + repeated.length)} is there twice`,
        );
    const parsed = v.safeParse(linkFileSchema, valueOf(root));
    if (!parsed.success) {
        const [issue] = parsed.issues;
        const path = (issue.path ?? []).map((item) => item.key as string);
        return fail(nearestNode(root, path).offset, `${path.join(' → ') || 'the file'}: ${issue.message}`);
    }
    for (const [path, entry] of Object.entries(parsed.output.scripts)) {
        const problem = problemOfScriptPath(path, entry.language);
        if (problem) fail(nearestNode(root, ['scripts', path]).offset, `"${path}": ${problem}`);
    }
    return parsed.output;
}

/** The text of a link file: sorted, one entry per line, ended by a newline. */
export function serializeLinkFile(table: LinkTable): string {
    const { version, scripts, ...unknown } = table;
    const entries = Object.entries(scripts).map(([path, { name, description, language, ids, ...rest }]) => [
        path,
        { name, description, language, ids: sorted(ids), ...sorted(rest) },
    ]);
    const ordered = { version, ...sorted(unknown), scripts: sorted(Object.fromEntries(entries) as object) };
    return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** The table with one script's link set. An entry's other organizations and unknown keys stay. */
export function withLink(
    table: LinkTable,
    path: string,
    organization: string,
    link: {
        readonly id: string;
        readonly name: string;
        readonly description: string;
        readonly language: string;
    },
): LinkTable {
    const { id, name, description, language } = link;
    const before = table.scripts[path];
    const entry = { ...before, name, description, language, ids: { ...before?.ids, [organization]: id } };
    return { ...table, scripts: { ...table.scripts, [path]: entry } };
}

/** The table without one file's link in one organization; the entry goes with its last organization. */
export function withoutLink(table: LinkTable, path: string, organization: string): LinkTable {
    const scripts = Object.entries(table.scripts).flatMap(([key, entry]) => {
        if (key !== path) return [[key, entry] as const];
        const ids = Object.fromEntries(Object.entries(entry.ids).filter(([known]) => known !== organization));
        return Object.keys(ids).length > 0 ? [[key, { ...entry, ids }] as const] : [];
    });
    return { ...table, scripts: Object.fromEntries(scripts) };
}

/** What is wrong with a path relative to the link file's folder, or undefined. Forward slashes only. */
export function problemOfScriptPath(path: string, language: string): string | undefined {
    const problem = path.split('/').map(problemOfPathPart).find(Boolean);
    if (problem) return problem;
    const extension = extensionOf(language);
    return path.toLowerCase().endsWith(extension) ? undefined : `a script's file ends with ${extension}`;
}

function sorted(record: object): object {
    // By code units, not by the person's language: everybody's file must come out the same.
    return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Builds the value itself: a key `__proto__` must stay an ordinary key. */
function valueOf(node: Node): unknown {
    if (node.type === 'array') return (node.children ?? []).map(valueOf);
    if (node.type !== 'object') return node.value as unknown;
    return Object.fromEntries(
        (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
            key && value ? [[key.value as string, valueOf(value)] as const] : [],
        ),
    );
}

function repeatedKey(node: Node): Node | undefined {
    const seen = new Set<unknown>();
    for (const child of node.children ?? []) {
        const key = child.type === 'property' ? child.children?.[0] : undefined;
        if (key && seen.has(key.value)) return key;
        if (key) seen.add(key.value);
        const deeper = repeatedKey(child);
        if (deeper) return deeper;
    }
    return undefined;
}

function nearestNode(root: Node, path: readonly string[]): Node {
    for (let length = path.length; length > 0; length--) {
        const node = findNodeAtLocation(root, path.slice(0, length));
        if (node) return node.parent?.type === 'property' ? node.parent : node;
    }
    return root;
}

function positionAt(text: string, offset: number): { line: number; character: number } {
    const before = text.slice(0, offset).split(/\r\n|\r|\n/);
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
