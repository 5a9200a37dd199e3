import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { withCancellableProgress } from '../progress';
import type { RoomDeps, ScriptLocator } from '../rooms';
import { UserError } from '../user-error';
import { Bases } from './bases';
import { linkFileName, LinkFileError } from './link-file';
import { identityOf } from './link-identity';
import { Links, type Link } from './links';
import type { FilePlace, LocalScript, Remote } from './ports';
import type { Sync } from './sync';
import { FileRecords, MemoryRecords } from './records';
import { Snapshots } from './snapshots';
import { VsCodeFiles } from './vscode-files';
import { VsCodePrompts } from './vscode-prompts';
import { FileScript, UntitledScript } from './vscode-script';

/** How long a first description may wait for the language server, which may have to start. */
const parametersTimeoutMilliseconds = 3000;

/** What the room's commands share: links, bases and the way to the editor. Reads and writes nothing when it is made. */
export class SyncRoom implements ScriptLocator {
    readonly #deps: RoomDeps;
    readonly #files = new VsCodeFiles();
    readonly #prompts: VsCodePrompts;
    readonly #links: Links;
    readonly #bases: Bases;

    constructor(deps: RoomDeps) {
        this.#deps = deps;
        const { globalStorageUri, subscriptions } = deps.context;
        const stored = (name: string) =>
            new FileRecords(vscode.Uri.joinPath(globalStorageUri, 'sync', name).fsPath);
        this.#links = new Links(this.#files, stored('links'), new MemoryRecords());
        this.#bases = new Bases(stored('bases'), new MemoryRecords());
        const snapshots = new Snapshots();
        subscriptions.push(snapshots.register());
        this.#prompts = new VsCodePrompts(snapshots);
    }

    /** Everything that a command needs, with one connection at the other side. */
    with(connection: Connection): Sync {
        return {
            remote: this.#remote(connection),
            files: this.#files,
            links: this.#links,
            bases: this.#bases,
            prompts: this.#prompts,
            parameterNames: (text) => this.#parameterNames(text),
        };
    }

    /** A document as a local script. */
    async local(uri: vscode.Uri): Promise<LocalScript> {
        if (uri.scheme === 'untitled')
            return new UntitledScript(await vscode.workspace.openTextDocument(uri));
        return new FileScript(uri, this.placeOf(uri));
    }

    /** Where a document lies in the workspace; undefined when it lies outside. */
    placeOf(uri: vscode.Uri): FilePlace | undefined {
        return this.#files.placeOf(uri.toString());
    }

    /** The link of a document on a connection. Rejects with LinkFileError, InfluxDbError. */
    async linkOf(local: LocalScript, connection: Connection): Promise<Link | undefined> {
        const identity = await identityOf(this.#remote(connection), await this.#links.keysOf(local));
        return this.#links.of(local, identity);
    }

    linkedScript(uri: vscode.Uri, connection: Connection): Promise<string | undefined> {
        return explainingLinkFile(async () => (await this.linkOf(await this.local(uri), connection))?.id);
    }

    #remote(connection: Connection): Remote {
        const { connections, scripts } = this.#deps;
        return {
            connection,
            request: (title, run) =>
                withCancellableProgress(title, async (signal) =>
                    run(await connections.apiFor(connection), signal),
                ),
            scripts: () => {
                const known = scripts.known(connection);
                if (known) return Promise.resolve(known);
                return withCancellableProgress(`Reading the scripts of ${connection.name}`, (signal) =>
                    scripts.list(connection, signal),
                );
            },
            put: (script) => scripts.put(connection, script),
            remove: (id) => scripts.remove(connection, id),
        };
    }

    async #parameterNames(text: string): Promise<readonly string[]> {
        let timer: NodeJS.Timeout | undefined;
        const tooLate = new Promise<readonly string[]>((resolve) => {
            timer = setTimeout(() => resolve([]), parametersTimeoutMilliseconds);
        });
        const names = this.#deps.language
            .parameters(text)
            .then(({ parameters }) => parameters.map(({ name }) => name))
            // A description can be written without; the language client logs its own failures.
            .catch(() => []);
        return Promise.race([names, tooLate]).finally(() => clearTimeout(timer));
    }
}

/** Runs something that reads link files; a LinkFileError becomes a message that opens the file where it is wrong. */
export async function explainingLinkFile<T>(run: () => Promise<T>): Promise<T> {
    try {
        return await run();
    } catch (error) {
        if (!(error instanceof LinkFileError)) throw error;
        const { line, character } = error.position;
        const selection = new vscode.Range(line, character, line, character);
        throw new UserError(error.message, [
            {
                title: `Open ${linkFileName}`,
                command: 'vscode.open',
                arguments: [vscode.Uri.parse(error.uri, true), { selection }],
            },
        ]);
    }
}
