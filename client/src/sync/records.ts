/**
 * Small records that belong to this machine, one JSON file each, so that two windows never overwrite each other's.
 * No `vscode`.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Named values. What comes back is unchecked: it may have been written by another version. */
export interface Records {
    read(key: string): Promise<unknown>;
    /** Rejects when it cannot be written; the old value is then still there, whole. */
    write(key: string, value: unknown): Promise<void>;
    remove(key: string): Promise<void>;
    all(): Promise<readonly unknown[]>;
}

/** Records as files of one directory, which is made when it is needed. Each write replaces a whole file atomically. */
export class FileRecords implements Records {
    readonly #directory: string;

    constructor(directory: string) {
        this.#directory = directory;
    }

    async read(key: string): Promise<unknown> {
        return this.#readFile(this.#fileOf(key));
    }

    async write(key: string, value: unknown): Promise<void> {
        await mkdir(this.#directory, { recursive: true });
        await writeFileAtomic(this.#fileOf(key), JSON.stringify(value));
    }

    async remove(key: string): Promise<void> {
        await rm(this.#fileOf(key), { force: true });
    }

    async all(): Promise<readonly unknown[]> {
        const names = await readdir(this.#directory).catch(ifMissing<string[]>([]));
        const records = names.filter((name) => name.endsWith('.json'));
        return Promise.all(records.map((name) => this.#readFile(path.join(this.#directory, name))));
    }

    async #readFile(file: string): Promise<unknown> {
        const text = await readFile(file, 'utf8').catch(ifMissing(undefined));
        if (text === undefined) return undefined;
        try {
            return JSON.parse(text) as unknown;
        } catch {
            // A torn file of a dead disk: as good as none. What depends on it asks instead of guessing.
            return undefined;
        }
    }

    /** A hash, because keys are addresses: too long and too free for file names. */
    #fileOf(key: string): string {
        return path.join(
            this.#directory,
            `${createHash('sha256').update(key).digest('hex').slice(0, 40)}.json`,
        );
    }
}

/** Records that end with the window, for documents without file. */
export class MemoryRecords implements Records {
    readonly #values = new Map<string, unknown>();

    read(key: string): Promise<unknown> {
        return Promise.resolve(this.#values.get(key));
    }

    write(key: string, value: unknown): Promise<void> {
        this.#values.set(key, value);
        return Promise.resolve();
    }

    remove(key: string): Promise<void> {
        this.#values.delete(key);
        return Promise.resolve();
    }

    all(): Promise<readonly unknown[]> {
        return Promise.resolve([...this.#values.values()]);
    }
}

function ifMissing<T>(instead: T): (error: unknown) => T {
    return (error) => {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return instead;
        throw error;
    };
}
