import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { firstScript } from './first-script';
import { organization } from './organization';
import { openScriptFiles } from './script-files';
import type { ScriptFiles } from './script-files';
import type { NewScript, ScriptChange, ScriptRecord } from './script-record';

/** Another script of the organization has the name. */
export class NameTaken extends Error {
    constructor() {
        super('uniqueness violation');
        this.name = 'NameTaken';
    }
}

export interface ListOptions {
    /** How many to skip. */
    readonly offset: number;
    readonly limit: number;
    /** The exact name, or every script. */
    readonly name?: string | undefined;
}

/**
 * The scripts of the sandbox, in order of creation. With files every change is on disk before it is answered; a change
 * that cannot be written is not made.
 */
export class ScriptStore {
    readonly #scripts: Map<string, ScriptRecord>;
    readonly #files: ScriptFiles | undefined;
    /** Changes come one after the other: two creations of one name at a time must not both pass the check. */
    #lastChange: Promise<unknown> = Promise.resolve();

    constructor(scripts: readonly ScriptRecord[], files?: ScriptFiles) {
        this.#scripts = new Map(scripts.map((script) => [script.id, script]));
        this.#files = files;
    }

    list({ offset, limit, name }: ListOptions): readonly ScriptRecord[] {
        const all = [...this.#scripts.values()];
        const named = name === undefined ? all : all.filter((script) => script.name === name);
        return named.slice(offset, offset + limit);
    }

    get(id: string): ScriptRecord | undefined {
        return this.#scripts.get(id);
    }

    /** Rejects with NameTaken, or with the file system's error. */
    create(script: NewScript): Promise<ScriptRecord> {
        return this.#change(async () => {
            this.#demandFreeName(script.name);
            const createdAt = new Date().toISOString();
            const id = randomBytes(8).toString('hex');
            return this.#keep({ id, orgID: organization.id, ...script, createdAt, updatedAt: createdAt });
        });
    }

    /** Gives the changed script, or undefined when there is none of that id. Rejects as `create` does. */
    update(id: string, change: ScriptChange): Promise<ScriptRecord | undefined> {
        return this.#change(async () => {
            const known = this.#scripts.get(id);
            if (!known || Object.keys(change).length === 0) return known;
            if (change.name !== undefined && change.name !== known.name) this.#demandFreeName(change.name);
            return this.#keep({ ...known, ...change, updatedAt: later(known.updatedAt) });
        });
    }

    /** Does nothing when there is no such script. Rejects with the file system's error. */
    delete(id: string): Promise<void> {
        return this.#change(async () => {
            if (!this.#scripts.has(id)) return;
            await this.#files?.remove(id);
            this.#scripts.delete(id);
        });
    }

    async #keep(script: ScriptRecord): Promise<ScriptRecord> {
        await this.#files?.write(script);
        this.#scripts.set(script.id, script);
        return script;
    }

    #demandFreeName(name: string): void {
        for (const script of this.#scripts.values()) if (script.name === name) throw new NameTaken();
    }

    #change<T>(change: () => Promise<T>): Promise<T> {
        const result = this.#lastChange.then(change);
        this.#lastChange = result.catch(() => undefined);
        return result;
    }
}

/** Now, but always after `previous`, so that every change can be told from the one before. */
function later(previous: string): string {
    return new Date(Math.max(Date.now(), Date.parse(previous) + 1)).toISOString();
}

/**
 * Opens the scripts kept below `dataFolder`, or a store in memory without one. The first time it holds the
 * documentation's script. `warn` gets a sentence for each file that could not be read.
 */
export async function openScriptStore(
    dataFolder: string | undefined,
    warn: (message: string) => void,
): Promise<ScriptStore> {
    if (dataFolder === undefined) return new ScriptStore([firstScript()]);
    const { files, scripts, isNew, warnings } = await openScriptFiles(path.join(dataFolder, 'scripts'));
    warnings.forEach(warn);
    if (!isNew) return new ScriptStore(scripts, files);
    const first = firstScript();
    await files.write(first);
    return new ScriptStore([first], files);
}
