import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { ChangeEmitter } from '../change-emitter';
import type { Connection } from './connection';
import { parseConnectionUrl } from './connection-url';

const recordSchema = v.object({
    id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    name: v.pipe(v.string(), v.minLength(1)),
    url: v.pipe(
        v.string(),
        v.check((url) => {
            const parsed = parseConnectionUrl(url);
            return parsed.ok && parsed.origin === url;
        }, 'not an origin'),
    ),
    organization: v.optional(v.string()),
    acceptSelfSignedCertificate: v.optional(v.boolean()),
});

/** A connection that is not stored yet. */
export type NewConnection = Omit<Connection, 'id' | 'kind'>;

type StoredFields = Omit<Connection, 'kind'>;

/**
 * The connections to servers, one JSON file each, so that two windows that add or change connections at the same time
 * do not overwrite each other. Tokens are not in here.
 */
export class ConnectionStore {
    readonly #folder: string;
    readonly #warn: (message: string) => void;
    readonly #changed = new ChangeEmitter<undefined>();
    #connections: readonly Connection[] | undefined;
    #watcher: fs.FSWatcher | undefined;
    #reload: NodeJS.Timeout | undefined;

    /** Fires when this window or another one changed something. */
    readonly onDidChange = this.#changed.event;

    /** @param folder is made when it is needed. @param warn takes notice of files that cannot be read. */
    constructor(folder: string, warn: (message: string) => void) {
        this.#folder = folder;
        this.#warn = warn;
    }

    /**
     * All stored connections, sorted by name. The first call reads the folder and begins to watch it. A folder that
     * cannot be read counts as empty and is warned of: the sandbox works without it.
     */
    all(): readonly Connection[] {
        if (!this.#connections) {
            this.#watch();
            this.#connections = this.#read();
        }
        return this.#connections;
    }

    /** Stores a connection under a new id. Rejects when the file cannot be written. */
    async add(connection: NewConnection): Promise<Connection> {
        const record = { ...connection, id: randomBytes(8).toString('hex') };
        await this.#write(record);
        this.refresh();
        return { ...record, kind: 'server' };
    }

    /** Writes a stored connection anew. Rejects when the file cannot be written. */
    async update(connection: Connection): Promise<void> {
        await this.#write(connection);
        this.refresh();
    }

    async remove(id: string): Promise<void> {
        await fs.promises.rm(this.#file(id), { force: true });
        this.refresh();
    }

    /** Reads the folder again; fires when something is different. */
    refresh(): void {
        const before = JSON.stringify(this.#connections);
        this.#connections = this.#read();
        if (JSON.stringify(this.#connections) !== before) this.#changed.fire(undefined);
    }

    dispose(): void {
        clearTimeout(this.#reload);
        this.#watcher?.close();
        this.#changed.dispose();
    }

    async #write({ id, name, url, organization, acceptSelfSignedCertificate }: StoredFields): Promise<void> {
        fs.mkdirSync(this.#folder, { recursive: true });
        const record = { id, name, url, organization, acceptSelfSignedCertificate };
        await writeFileAtomic(this.#file(id), `${JSON.stringify(record, undefined, 2)}\n`);
    }

    #watch(): void {
        try {
            fs.mkdirSync(this.#folder, { recursive: true });
            this.#watcher = fs.watch(this.#folder, () => {
                // One write makes several events; the last of them counts.
                clearTimeout(this.#reload);
                this.#reload = setTimeout(() => {
                    this.refresh();
                }, 50);
            });
            this.#watcher.on('error', () => this.#watcher?.close());
        } catch {
            // Some file systems cannot be watched: the window's focus refreshes too.
            this.#warn('The folder of the connections cannot be watched.');
        }
    }

    #names(): readonly string[] {
        try {
            return fs.existsSync(this.#folder) ? fs.readdirSync(this.#folder) : [];
        } catch {
            this.#warn('The folder of the connections cannot be read; none of them is shown.');
            return [];
        }
    }

    #read(): readonly Connection[] {
        return this.#names()
            .filter((name) => /^[0-9a-f]{16}\.json$/.test(name))
            .flatMap((name) => this.#readRecord(name) ?? [])
            .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    }

    #readRecord(name: string): Connection | undefined {
        try {
            const text = fs.readFileSync(path.join(this.#folder, name), 'utf8');
            const record = v.parse(recordSchema, JSON.parse(text));
            if (`${record.id}.json` !== name) throw new Error('another id');
            const { organization, acceptSelfSignedCertificate, ...rest } = record;
            return {
                ...rest,
                kind: 'server',
                ...(organization === undefined ? {} : { organization }),
                ...(acceptSelfSignedCertificate === undefined ? {} : { acceptSelfSignedCertificate }),
            };
        } catch {
            // Another window may just have removed it; what is broken is left as it is for the person to look at.
            if (fs.existsSync(path.join(this.#folder, name))) {
                this.#warn(`The connection file ${name} cannot be read and is left out.`);
            }
            return undefined;
        }
    }

    #file(id: string): string {
        return path.join(this.#folder, `${id}.json`);
    }
}
