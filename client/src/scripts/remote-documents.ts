import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { InfluxDbError } from '../influxdb/scripts-api';
import type { RoomDeps } from '../rooms';
import { UserError } from '../user-error';
import { DocumentVersions } from './document-versions';
import { parseRemoteAddress, remoteAddress, remoteScheme } from './remote-address';
import { scriptAtAddress, type ScriptTarget } from './script-target';

type Deps = Pick<RoomDeps, 'connections' | 'scripts'>;

/** The address of a remote script's document. */
export function remoteUri({ connection, script }: ScriptTarget): vscode.Uri {
    return vscode.Uri.from(remoteAddress(connection.id, script));
}

/**
 * Remote scripts as read-only files, read from the server when they are opened and again when the repository changes.
 */
export class RemoteDocuments implements vscode.FileSystemProvider {
    readonly #deps: Deps;
    readonly #versions = new DocumentVersions();
    readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    readonly onDidChangeFile = this.#changed.event;

    constructor(deps: Deps) {
        this.#deps = deps;
    }

    /** Registers the scheme; ends with the answer's `dispose`. */
    register(): vscode.Disposable {
        return vscode.Disposable.from(
            vscode.workspace.registerFileSystemProvider(remoteScheme, this, {
                isReadonly: true,
                isCaseSensitive: true,
            }),
            this.#deps.scripts.onDidChange((connectionId) => {
                this.#announce(connectionId);
            }),
            this.#changed,
        );
    }

    watch(): vscode.Disposable {
        // The repository tells what changed, for all documents at once.
        return new vscode.Disposable(() => undefined);
    }

    async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
        const script = await this.#read(uri);
        const { mtime, size } = this.#versions.stat(script.id, contentOf(script), script.updatedAt);
        return {
            type: vscode.FileType.File,
            ctime: 0,
            mtime,
            size,
            permissions: vscode.FilePermission.Readonly,
        };
    }

    async readFile(uri: vscode.Uri): Promise<Uint8Array> {
        return contentOf(await this.#read(uri));
    }

    readDirectory(): [string, vscode.FileType][] {
        return [];
    }

    createDirectory(uri: vscode.Uri): never {
        throw vscode.FileSystemError.NoPermissions(uri);
    }

    writeFile(): never {
        throw vscode.FileSystemError.NoPermissions(
            'Remote scripts are read-only here. Pull the script into the workspace, edit it there, and update it.',
        );
    }

    delete(uri: vscode.Uri): never {
        throw vscode.FileSystemError.NoPermissions(uri);
    }

    rename(uri: vscode.Uri): never {
        throw vscode.FileSystemError.NoPermissions(uri);
    }

    async #read(uri: vscode.Uri): Promise<Script> {
        try {
            const target = await scriptAtAddress(this.#deps, uri);
            if (target) return target.script;
        } catch (error) {
            if (error instanceof InfluxDbError && error.kind === 'script-not-found') {
                throw vscode.FileSystemError.FileNotFound(error.message);
            }
            // Offline is no reason to believe that the script is gone.
            if (error instanceof InfluxDbError || error instanceof UserError) {
                throw vscode.FileSystemError.Unavailable(error.message);
            }
            throw error;
        }
        throw vscode.FileSystemError.FileNotFound(uri);
    }

    /** Tells VS Code to look again at the open documents of a connection, or of all. */
    #announce(connectionId: string | undefined): void {
        const events = vscode.workspace.textDocuments.flatMap(({ uri }) => {
            const address = parseRemoteAddress(uri);
            if (!address || (connectionId !== undefined && address.connectionId !== connectionId)) return [];
            return [{ type: vscode.FileChangeType.Changed, uri }];
        });
        if (events.length > 0) this.#changed.fire(events);
    }
}

function contentOf(script: Script): Uint8Array {
    return new TextEncoder().encode(script.script);
}
