import * as v from 'valibot';
import type { Connection } from './connection';

/** The part of VS Code's SecretStorage that is needed. */
export interface Secrets {
    get(key: string): PromiseLike<string | undefined>;
    store(key: string, value: string): PromiseLike<void>;
    delete(key: string): PromiseLike<void>;
}

const secretSchema = v.object({ origin: v.string(), token: v.string() });

/**
 * Keeps the tokens, each bound to the scheme, host and port that it was entered for: when a connection's file points
 * to another server, its token stays here.
 */
export class TokenVault {
    readonly #secrets: Secrets;

    constructor(secrets: Secrets) {
        this.#secrets = secrets;
    }

    /** The connection's token, or undefined when there is none for this connection's server. */
    async read(connection: Pick<Connection, 'id' | 'url'>): Promise<string | undefined> {
        const stored = await this.#secrets.get(key(connection.id));
        if (stored === undefined) return undefined;
        try {
            const secret = v.parse(secretSchema, JSON.parse(stored));
            return secret.origin === new URL(connection.url).origin ? secret.token : undefined;
        } catch {
            return undefined;
        }
    }

    async write(connection: Pick<Connection, 'id' | 'url'>, token: string): Promise<void> {
        const { origin } = new URL(connection.url);
        await this.#secrets.store(key(connection.id), JSON.stringify({ origin, token }));
    }

    async remove(id: string): Promise<void> {
        await this.#secrets.delete(key(id));
    }
}

function key(id: string): string {
    return `connection.${id}`;
}
