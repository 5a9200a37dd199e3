/**
 * For tests: everything that the commands of this room work with, on real files in a temporary folder and a real
 * server; only the person is played.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { Bases } from './bases';
import { linkFileName } from './link-file';
import { Links } from './links';
import type { FilePlace, LocalScript, Prompts, WorkspaceFiles } from './ports';
import type { Sync } from './sync';
import { FileRecords, MemoryRecords } from './records';
import { orgID, startScriptsServer, type ScriptsServer } from './scripts-server';

/** What the person does next: presses a button, types a text (`=` and the text; `=` alone takes what is offered). */
export type Deed = string | ((shown: string) => string | undefined) | undefined;

export interface Bench extends AsyncDisposable {
    readonly sync: Sync;
    readonly server: ScriptsServer;
    readonly folder: string;
    readonly connection: Connection;
    /** The person's deeds in order. A question without a deed left fails the test. */
    readonly deeds: Deed[];
    /** All that was shown: questions, boxes, messages, diffs and opened files, in order. */
    readonly shown: string[];
    file(name: string): LocalScript;
    untitled(text: string): LocalScript;
    write(name: string, text: string): Promise<LocalScript>;
    read(name: string): Promise<string>;
    /** The same workspace in a new window: nothing is remembered but what was stored. */
    reopened(connection?: Connection, token?: string): Sync;
}

export interface BenchOptions {
    readonly kind?: Connection['kind'];
    readonly noFolder?: boolean;
    readonly idleTimeoutMilliseconds?: number;
    /** Another server than the bench's own. */
    readonly at?: { readonly url: string; readonly token: string };
}

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
    const server = await startScriptsServer();
    const temporary = await mkdtemp(path.join(tmpdir(), 'sync-'));
    const folder = path.join(temporary, 'workspace');
    await mkdir(folder);
    const root = pathToFileURL(folder).href;
    const files = new DiskFiles(options.noFolder ? [] : [root]);
    const kind = options.kind ?? 'server';
    const connection: Connection = { id: kind, kind, name: 'Plant', url: options.at?.url ?? server.url };
    const shown: string[] = [];
    const deeds: Deed[] = [];
    const open = (to: Connection, token = options.at?.token ?? 'token'): Sync => {
        const memory = () => new MemoryRecords();
        const stored = (name: string) => new FileRecords(path.join(temporary, 'storage', name));
        return {
            files,
            remote: remoteOf(to, token, options, shown),
            links: new Links(files, stored('links'), memory()),
            bases: new Bases(stored('bases'), memory()),
            prompts: playedPrompts(deeds, shown),
            parameterNames: (text) =>
                Promise.resolve([
                    ...new Set([...text.matchAll(/params\.(\w+)/g)].map((match) => match[1] ?? '')),
                ]),
        };
    };
    const file = (name: string) =>
        options.noFolder
            ? new DiskScript(path.join(folder, name), undefined)
            : files.at({ root, path: name });
    return {
        sync: open(connection),
        server,
        folder,
        connection,
        deeds,
        shown,
        file,
        untitled: (text) => new UntitledScript(text),
        async write(name, text) {
            await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
            await writeFile(path.join(folder, name), text);
            return file(name);
        },
        read: (name) => readFile(path.join(folder, name), 'utf8'),
        reopened: (to = connection, token) => open(to, token),
        async [Symbol.asyncDispose]() {
            await server[Symbol.asyncDispose]();
            await rm(temporary, { recursive: true });
        },
    };
}

function remoteOf(
    connection: Connection,
    token: string,
    options: BenchOptions,
    shown: string[],
): Sync['remote'] {
    const { idleTimeoutMilliseconds } = options;
    const api = createScriptsApi({ url: connection.url, token, idleTimeoutMilliseconds });
    return {
        connection,
        request: (_title, run) => run(api, new AbortController().signal),
        scripts: () => api.list(),
        put: (script: Script) => void shown.push(`tree: ${script.name}`),
        remove: (id) => void shown.push(`tree: without ${id}`),
    };
}

function playedPrompts(deeds: Deed[], shown: string[]): Prompts {
    const next = (what: string): string | undefined => {
        shown.push(what);
        if (deeds.length === 0) throw new Error(`Nobody answers: ${what}`);
        const deed = deeds.shift();
        return typeof deed === 'function' ? deed(what) : deed;
    };
    return {
        choose: (question) => {
            const answer = next(`? ${question.message}${question.detail ? `\n${question.detail}` : ''}`);
            const choice = question.choices.find((known) => known === answer);
            if (answer !== undefined && choice === undefined) {
                throw new Error(`No button "${answer}": ${question.choices.join(', ')}`);
            }
            return Promise.resolve(choice);
        },
        input: (box) => {
            const answer = next(`= ${box.title}: ${box.value}`);
            if (answer === undefined) return Promise.resolve(undefined);
            const typed = answer === '=' ? box.value : answer.slice(1);
            const problem = box.check(typed);
            if (problem && 'error' in problem) throw new Error(`Refused "${typed}": ${problem.error}`);
            return Promise.resolve(typed);
        },
        pickRoot: () => Promise.resolve(next('? Which folder')),
        compare: (remote, local) =>
            Promise.resolve(void shown.push(`diff: ${remote.script} | ${local.label}`)),
        open: (local) => Promise.resolve(void shown.push(`open: ${local.label}`)),
        openUntitled: (text) => {
            shown.push(`new document: ${text}`);
            return Promise.resolve(new UntitledScript(text));
        },
        say: (message) => void shown.push(message),
    };
}

class DiskFiles implements WorkspaceFiles {
    constructor(readonly roots: readonly string[]) {}
    uriOf = ({ root, path: inside }: FilePlace) => pathToFileURL(path.join(fileURLToPath(root), inside)).href;
    placeOf = (uri: string): FilePlace | undefined => {
        const root = this.roots.find((known) => uri.startsWith(`${known}/`));
        return root === undefined
            ? undefined
            : { root, path: path.relative(fileURLToPath(root), fileURLToPath(uri)) };
    };
    at = (place: FilePlace) => new DiskScript(fileURLToPath(this.uriOf(place)), place);
    read = (place: FilePlace) => readIfThere(fileURLToPath(this.uriOf(place)));
    write = (place: FilePlace, text: string) => writeFile(fileURLToPath(this.uriOf(place)), text);
    exists = (uri: string) =>
        stat(fileURLToPath(uri)).then(
            () => true,
            () => false,
        );
    namesIn = (place: FilePlace) => readdir(fileURLToPath(this.uriOf(place))).catch(() => []);
    async linkFiles(): Promise<readonly FilePlace[]> {
        const found = await Promise.all(
            this.roots.map(async (root) => {
                const all = await readdir(fileURLToPath(root), { recursive: true });
                return all
                    .filter((name) => path.basename(name) === linkFileName)
                    .map((name) => ({ root, path: name }));
            }),
        );
        return found.flat();
    }
}

class DiskScript implements LocalScript {
    readonly hasFile = true;
    readonly uri: string;
    readonly label: string;
    constructor(
        private readonly file: string,
        readonly place: FilePlace | undefined,
    ) {
        this.uri = pathToFileURL(file).href;
        this.label = place?.path ?? path.basename(file);
    }
    text = () => readIfThere(this.file);
    save = () => Promise.resolve();
    async replace(text: string): Promise<void> {
        await mkdir(path.dirname(this.file), { recursive: true });
        await writeFile(this.file, text);
    }
}

let untitledCount = 0;
class UntitledScript implements LocalScript {
    readonly hasFile = false;
    readonly place = undefined;
    readonly uri = `untitled:Untitled-1#${++untitledCount}`;
    readonly label = 'Untitled-1';
    constructor(private content: string) {}
    text = () => Promise.resolve(this.content);
    save = () => Promise.resolve();
    replace = (text: string) => Promise.resolve(void (this.content = text));
}

async function readIfThere(file: string): Promise<string | undefined> {
    return readFile(file, 'utf8').catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
    });
}

/** The key under which links to the bench's server are stored. */
export function organizationKey(server: ScriptsServer): string {
    return `${new URL(server.url).host}/${orgID}`;
}
