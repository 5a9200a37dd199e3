import { ChangeEmitter } from '../change-emitter';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { InfluxDbError, type ScriptsApi } from '../influxdb/scripts-api';
import type { SandboxHost } from '../sandbox/sandbox-host';
import type { Connection } from './connection';
import type { ConnectionStore, NewConnection } from './connection-store';
import type { Connections } from './connections';
import { namingTheConnection } from './naming-api';
import type { TokenVault } from './token-vault';

/** The part of VS Code's Memento that is needed. */
export interface Memory {
    get(key: string): unknown;
    update(key: string, value: unknown): PromiseLike<void>;
}

export interface ConnectionServiceParts {
    readonly store: ConnectionStore;
    readonly tokens: TokenVault;
    /** The workspace's own memory. */
    readonly memory: Memory;
    readonly sandbox: Pick<SandboxHost, 'ensure' | 'url'>;
    /** The setting `sandbox.enabled`, now. */
    readonly sandboxEnabled: () => boolean;
}

const activeKey = 'fluxScripts.activeConnection';
const sandboxId = 'sandbox';

/** The connections of this window: the stored ones, the sandbox, and which of them this workspace uses. */
export class ConnectionService implements Connections {
    readonly #parts: ConnectionServiceParts;
    readonly #changed = new ChangeEmitter<void>();
    readonly onDidChange = this.#changed.event;

    constructor(parts: ConnectionServiceParts) {
        this.#parts = parts;
        parts.store.onDidChange(() => {
            this.#changed.fire();
        });
    }

    all(): readonly Connection[] {
        const stored = this.#parts.store.all();
        return this.#parts.sandboxEnabled() ? [this.#sandboxConnection(), ...stored] : stored;
    }

    active(): Connection | undefined {
        const chosen = this.#parts.memory.get(activeKey);
        const id = typeof chosen === 'string' ? chosen : sandboxId;
        return this.all().find((connection) => connection.id === id);
    }

    /** Makes a connection the one that this workspace uses. */
    async use(connection: Connection): Promise<void> {
        await this.#parts.memory.update(activeKey, connection.id);
        this.#changed.fire();
    }

    /** Stores a new connection and its token. */
    async add(connection: NewConnection, token: string): Promise<Connection> {
        const added = await this.#parts.store.add(connection);
        await this.#parts.tokens.write(added, token);
        // The tree may have asked between the two and found no token.
        this.#changed.fire();
        return added;
    }

    /** Puts a new token in place of the old one; everything else stays as it is. */
    async changeToken(connection: Connection, token: string): Promise<void> {
        await this.#parts.tokens.write(connection, token);
        this.#changed.fire();
    }

    /** Accepts whatever certificate this connection's server shows, from now on. */
    async acceptCertificate(connection: Connection): Promise<Connection> {
        const changed = { ...connection, acceptSelfSignedCertificate: true };
        await this.#parts.store.update(changed);
        return changed;
    }

    /** Forgets a connection and its token. */
    async remove(connection: Connection): Promise<void> {
        await this.#parts.tokens.remove(connection.id);
        if (this.#parts.memory.get(activeKey) === connection.id) {
            await this.#parts.memory.update(activeKey, undefined);
        }
        await this.#parts.store.remove(connection.id);
        this.#changed.fire();
    }

    async apiFor(connection: Connection, signal?: AbortSignal): Promise<ScriptsApi> {
        if (connection.kind === 'sandbox') {
            const { url, token } = await untilAborted(this.#parts.sandbox.ensure(), signal);
            return namingTheConnection(createScriptsApi({ url, token }), connection.id);
        }
        const token = await this.#parts.tokens.read(connection);
        if (token === undefined) {
            const error = new InfluxDbError(
                'unauthorized',
                `There is no token for ${connection.name} (${connection.url}). Nothing was sent. Enter the token of this server.`,
            );
            error.connectionId = connection.id;
            throw error;
        }
        return namingTheConnection(createScriptsApi({ ...connection, token }), connection.id);
    }

    /** A setting changed what `all` answers. */
    refresh(): void {
        this.#changed.fire();
    }

    /** Another window may have changed the stored connections; fires when it did. */
    lookAgain(): void {
        this.#parts.store.refresh();
    }

    #sandboxConnection(): Connection {
        return {
            id: sandboxId,
            kind: 'sandbox',
            name: 'Sandbox',
            url: this.#parts.sandbox.url() ?? 'http://127.0.0.1',
        };
    }
}

/** Waits no longer than the signal lets it. Whatever was begun goes on: somebody else may wait for it too. */
function untilAborted<T>(waiting: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    if (!signal) return waiting;
    return new Promise((resolve, reject) => {
        const cancel = () => {
            reject(new InfluxDbError('cancelled', 'Cancelled.'));
        };
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel, { once: true });
        waiting.then(resolve, reject).finally(() => {
            signal.removeEventListener('abort', cancel);
        });
    });
}
