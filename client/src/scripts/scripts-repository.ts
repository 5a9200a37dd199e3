import type { Script } from '@flux-scripts/contracts/scripts-api';
import { ChangeEmitter, type ChangeEvent } from '../change-emitter';
import type { Connection } from '../connections/connection';
import type { Connections } from '../connections/connections';

/** Owns what is known of the remote scripts, per connection, and says when it changes. */
export interface ScriptsRepository {
    /** Fires the id of the connection whose scripts changed, or undefined when any may have. */
    readonly onDidChange: ChangeEvent<string | undefined>;
    /** All scripts, sorted by name: what is known, or what the server answers when nothing is. InfluxDbError. */
    list(connection: Connection, signal?: AbortSignal): Promise<readonly Script[]>;
    /** What is known now, without asking the server. */
    known(connection: Connection): readonly Script[] | undefined;
    /** One script, always asked from the server; what is known is brought up to date. InfluxDbError. */
    get(connection: Connection, id: string, signal?: AbortSignal): Promise<Script>;
    /** Parameter name to type as the server answers, kept until the script changes. InfluxDbError. */
    params(
        connection: Connection,
        id: string,
        signal?: AbortSignal,
    ): Promise<Readonly<Record<string, string>>>;
    /** Forgets what is known of one connection, or of all, so that the next reader asks again. */
    refresh(connection?: Connection): void;
    /** Somebody created or updated this script: the server's answer to that. */
    put(connection: Connection, script: Script): void;
    /** Somebody deleted this script. A listing that still shows it for a moment is not believed. */
    remove(connection: Connection, id: string): void;
}

/** "Queued for deletion": how long a deleted script may still be listed by the server. */
const deletionLingersMilliseconds = 60_000;

/** What is known of one connection. `generation` grows with every change; an answer of an older one is stale. */
interface Shelf {
    generation: number;
    scripts: readonly Script[] | undefined;
    listing: Promise<readonly Script[]> | undefined;
    readonly params: Map<string, Readonly<Record<string, string>>>;
    /** Script id to the time (Unix ms) until which a listing that shows it is not believed. */
    readonly deleted: Map<string, number>;
}

const byName = new Intl.Collator(undefined, { numeric: true });

export class CachingScriptsRepository implements ScriptsRepository {
    readonly #connections: Pick<Connections, 'apiFor'>;
    readonly #now: () => number;
    readonly #shelves = new Map<string, Shelf>();
    readonly #changed = new ChangeEmitter<string | undefined>();
    readonly onDidChange = this.#changed.event;

    constructor(connections: Pick<Connections, 'apiFor'>, now: () => number = Date.now) {
        this.#connections = connections;
        this.#now = now;
    }

    async list(connection: Connection, signal?: AbortSignal): Promise<readonly Script[]> {
        const shelf = this.#shelf(connection);
        if (shelf.scripts) return shelf.scripts;
        const { generation } = shelf;
        // Readers that may not cancel share one listing; one with a signal of its own must not end theirs.
        const listing = signal ? this.#ask(connection, signal) : (shelf.listing ??= this.#ask(connection));
        try {
            const scripts = await listing;
            if (shelf.generation !== generation) return await this.list(connection, signal);
            shelf.scripts = this.#believed(shelf, scripts);
            return shelf.scripts;
        } finally {
            if (shelf.listing === listing) shelf.listing = undefined;
        }
    }

    known(connection: Connection): readonly Script[] | undefined {
        return this.#shelf(connection).scripts;
    }

    async get(connection: Connection, id: string, signal?: AbortSignal): Promise<Script> {
        const shelf = this.#shelf(connection);
        const { generation } = shelf;
        const api = await this.#connections.apiFor(connection, signal);
        const script = await api.get(id, signal);
        if (shelf.generation !== generation || !shelf.scripts) return script;
        const before = shelf.scripts.find((known) => known.id === id);
        if (!before || !isSame(before, script)) this.put(connection, script);
        return script;
    }

    async params(connection: Connection, id: string, signal?: AbortSignal) {
        const shelf = this.#shelf(connection);
        const known = shelf.params.get(id);
        if (known) return known;
        const { generation } = shelf;
        const api = await this.#connections.apiFor(connection, signal);
        const params = await api.params(id, signal);
        if (shelf.generation === generation) shelf.params.set(id, params);
        return params;
    }

    refresh(connection?: Connection): void {
        const shelves = connection ? [this.#shelf(connection)] : [...this.#shelves.values()];
        for (const shelf of shelves) {
            outdate(shelf);
            shelf.scripts = undefined;
            shelf.params.clear();
        }
        this.#changed.fire(connection?.id);
    }

    put(connection: Connection, script: Script): void {
        const shelf = this.#shelf(connection);
        outdate(shelf);
        shelf.params.delete(script.id);
        shelf.deleted.delete(script.id);
        if (shelf.scripts) {
            const others = shelf.scripts.filter((known) => known.id !== script.id);
            shelf.scripts = sorted([...others, script]);
        }
        this.#changed.fire(connection.id);
    }

    remove(connection: Connection, id: string): void {
        const shelf = this.#shelf(connection);
        outdate(shelf);
        shelf.params.delete(id);
        shelf.deleted.set(id, this.#now() + deletionLingersMilliseconds);
        shelf.scripts = shelf.scripts?.filter((known) => known.id !== id);
        this.#changed.fire(connection.id);
    }

    async #ask(connection: Connection, signal?: AbortSignal): Promise<readonly Script[]> {
        const api = await this.#connections.apiFor(connection, signal);
        return api.list(signal);
    }

    #believed(shelf: Shelf, scripts: readonly Script[]): readonly Script[] {
        const now = this.#now();
        return sorted(scripts.filter((script) => (shelf.deleted.get(script.id) ?? 0) <= now));
    }

    #shelf(connection: Connection): Shelf {
        let shelf = this.#shelves.get(connection.id);
        if (!shelf) {
            shelf = {
                generation: 0,
                scripts: undefined,
                listing: undefined,
                params: new Map(),
                deleted: new Map(),
            };
            this.#shelves.set(connection.id, shelf);
        }
        return shelf;
    }
}

/** Whatever is being asked now was asked before a change: nobody may join it, and its answer is not kept. */
function outdate(shelf: Shelf): void {
    shelf.generation++;
    shelf.listing = undefined;
}

function sorted(scripts: readonly Script[]): readonly Script[] {
    return [...scripts].sort((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function isSame(a: Script, b: Script): boolean {
    return (
        a.name === b.name &&
        a.description === b.description &&
        a.script === b.script &&
        a.language === b.language &&
        a.updatedAt === b.updatedAt
    );
}
