/**
 * The base of every link: what both sides were when they were last the same. It is this clone's own: a base of
 * another clone says nothing about this one's file. No `vscode`.
 */
import * as v from 'valibot';
import type { LinkIdentity } from './link-identity';
import type { ScriptState } from './plan';
import type { LocalScript } from './ports';
import type { Records } from './records';

/** What names a local script; no text is needed to find its base. */
type NamedLocal = Pick<LocalScript, 'uri' | 'place' | 'hasFile'>;

const baseSchema = v.object({ name: v.string(), description: v.string(), script: v.string() });

export class Bases {
    readonly #stored: Records;
    readonly #memory: Records;

    /**
     * @param stored for files
     * @param memory for documents without file
     */
    constructor(stored: Records, memory: Records) {
        this.#stored = stored;
        this.#memory = memory;
    }

    /** The base of a script, or undefined when this clone knows none. */
    async of(local: NamedLocal, identity: LinkIdentity, id: string): Promise<ScriptState | undefined> {
        const found = v.safeParse(baseSchema, await this.#records(local).read(keyOf(local, identity, id)));
        return found.success ? found.output : undefined;
    }

    async set(local: NamedLocal, identity: LinkIdentity, id: string, base: ScriptState): Promise<void> {
        const { name, description, script } = base;
        await this.#records(local).write(keyOf(local, identity, id), { name, description, script });
    }

    async remove(local: NamedLocal, identity: LinkIdentity, id: string): Promise<void> {
        await this.#records(local).remove(keyOf(local, identity, id));
    }

    #records(local: NamedLocal): Records {
        return local.hasFile ? this.#stored : this.#memory;
    }
}

/** By folder and script, not by file: a base outlives a file's new name. */
function keyOf(local: NamedLocal, identity: LinkIdentity, id: string): string {
    return JSON.stringify([local.place?.root ?? local.uri, identity.key, id]);
}
