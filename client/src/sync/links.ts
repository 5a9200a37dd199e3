/**
 * Which file is which remote script. Links to a server's organization live in `flux-scripts.json` beside the files;
 * links to the sandbox, and those of files outside every workspace folder, stay on this machine. No `vscode`.
 */
import * as v from 'valibot';
import { scriptIdSchema } from '@flux-scripts/contracts/scripts-api';
import {
    emptyLinkTable,
    linkFileName,
    parseLinkFile,
    serializeLinkFile,
    withLink,
    withoutLink,
} from './link-file';
import type { LinkTable } from './link-file';
import type { LinkIdentity } from './link-identity';
import type { FilePlace, LocalScript, WorkspaceFiles } from './ports';
import type { Records } from './records';

export interface Link {
    /** The script's id: 16 hexadecimal digits. */
    readonly id: string;
    /** As this side knows them: together with the text they are what is synchronized. */
    readonly name: string;
    readonly description: string;
    readonly language: string;
}

const storedLinkSchema = v.object({
    uri: v.string(),
    organization: v.string(),
    id: scriptIdSchema,
    name: v.string(),
    description: v.string(),
    language: v.string(),
});

type LinkFiles = Pick<WorkspaceFiles, 'uriOf' | 'placeOf' | 'read' | 'write' | 'exists' | 'linkFiles'>;

export class Links {
    readonly #files: LinkFiles;
    readonly #stored: Records;
    readonly #memory: Records;
    /** Link files are read, changed and written one after the other, or two pushes would lose one link. */
    #writing: Promise<unknown> = Promise.resolve();

    /**
     * @param stored links that stay on this machine
     * @param memory links of documents without file
     */
    constructor(files: LinkFiles, stored: Records, memory: Records) {
        this.#files = files;
        this.#stored = stored;
        this.#memory = memory;
    }

    /** The link of a file in an organization. Rejects with LinkFileError when the link file cannot be used. */
    async of(local: LocalScript, identity: LinkIdentity): Promise<Link | undefined> {
        const { place } = local;
        if (!place || !isInLinkFile(local, identity)) {
            const found = v.safeParse(
                storedLinkSchema,
                await this.#records(local).read(keyOf(local, identity)),
            );
            return found.success ? linkOf(found.output.id, found.output) : undefined;
        }
        const linkFile = await this.#nearest(place);
        const entry = linkFile.table.scripts[pathFrom(linkFile.place, place)];
        const id = entry?.ids[identity.key];
        return entry && id !== undefined ? linkOf(id, entry) : undefined;
    }

    /** The keys of all organizations that the link file has links of this file for. LinkFileError. */
    async keysOf({ place }: LocalScript): Promise<readonly string[]> {
        if (!place) return [];
        const linkFile = await this.#nearest(place);
        return Object.keys(linkFile.table.scripts[pathFrom(linkFile.place, place)]?.ids ?? {});
    }

    /** Every file of the workspace that is linked to this script and is there. LinkFileError. */
    async filesOf(identity: LinkIdentity, id: string): Promise<readonly string[]> {
        const uris = await this.claimsOf(identity, id);
        const present = await Promise.all(uris.map((uri) => this.#files.exists(uri)));
        return uris.filter((_, index) => present[index]);
    }

    /** Every file of the workspace that is linked to this script, whether or not it is there. LinkFileError. */
    async claimsOf(identity: LinkIdentity, id: string): Promise<readonly string[]> {
        const uris = identity.shared ? await this.#sharedFilesOf(identity, id) : [];
        for (const record of await this.#stored.all()) {
            const found = v.safeParse(storedLinkSchema, record);
            if (!found.success || found.output.organization !== identity.key || found.output.id !== id)
                continue;
            // Another workspace may have its own file for this script: that is no second claim.
            if (this.#files.placeOf(found.output.uri)) uris.push(found.output.uri);
        }
        return [...new Set(uris)];
    }

    /**
     * Links a file to a script. Links of files that are gone (renamed outside, another branch) to the same script are
     * dropped. LinkFileError; rejects too when the link cannot be written.
     */
    async set(local: LocalScript, identity: LinkIdentity, link: Link): Promise<void> {
        const { place } = local;
        if (!place || !isInLinkFile(local, identity)) {
            const record = { uri: local.uri, organization: identity.key, ...linkOf(link.id, link) };
            return this.#records(local).write(keyOf(local, identity), record);
        }
        await this.#exclusively(async () => {
            const linkFile = await this.#nearest(place);
            const path = pathFrom(linkFile.place, place);
            let table = withLink(linkFile.table, path, identity.key, link);
            for (const other of pathsOf(table, identity, link.id)) {
                const uri = this.#files.uriOf(beside(linkFile.place, other));
                if (other !== path && !(await this.#files.exists(uri))) {
                    table = withoutLink(table, other, identity.key);
                }
            }
            await this.#write(linkFile, table);
        });
    }

    /** Forgets every link of the workspace to a script. Answers the files' URIs. LinkFileError. */
    async removeAllOf(identity: LinkIdentity, id: string): Promise<readonly string[]> {
        const removed: string[] = [];
        if (identity.shared) await this.#exclusively(() => this.#removeShared(identity, id, removed));
        for (const records of [this.#stored, this.#memory]) {
            for (const record of await records.all()) {
                const found = v.safeParse(storedLinkSchema, record);
                if (!found.success || found.output.organization !== identity.key || found.output.id !== id)
                    continue;
                await records.remove(keyOf(found.output, identity));
                removed.push(found.output.uri);
            }
        }
        return removed;
    }

    async #removeShared(identity: LinkIdentity, id: string, removed: string[]): Promise<void> {
        for (const place of await this.#files.linkFiles()) {
            const linkFile = await this.#readLinkFile(place);
            if (!linkFile) continue;
            const paths = pathsOf(linkFile.table, identity, id);
            if (paths.length === 0) continue;
            const table = paths.reduce((rest, path) => withoutLink(rest, path, identity.key), linkFile.table);
            await this.#write(linkFile, table);
            removed.push(...paths.map((path) => this.#files.uriOf(beside(place, path))));
        }
    }

    async #sharedFilesOf(identity: LinkIdentity, id: string): Promise<string[]> {
        const uris: string[] = [];
        for (const place of await this.#files.linkFiles()) {
            const linkFile = await this.#readLinkFile(place);
            if (!linkFile) continue;
            for (const path of pathsOf(linkFile.table, identity, id)) {
                uris.push(this.#files.uriOf(beside(place, path)));
            }
        }
        return uris;
    }

    /** The link file in the file's folder or the nearest folder above; where there is none, the workspace folder's. */
    async #nearest(file: FilePlace): Promise<LinkFile> {
        const folders = file.path.split('/').slice(0, -1);
        for (let depth = folders.length; depth >= 0; depth--) {
            const path = [...folders.slice(0, depth), linkFileName].join('/');
            const found = await this.#readLinkFile({ root: file.root, path });
            if (found) return found;
        }
        return { place: { root: file.root, path: linkFileName }, text: undefined, table: emptyLinkTable };
    }

    async #readLinkFile(place: FilePlace): Promise<LinkFile | undefined> {
        const text = await this.#files.read(place);
        if (text === undefined) return undefined;
        return { place, text, table: parseLinkFile(this.#files.uriOf(place), text) };
    }

    async #write({ place, text }: LinkFile, table: LinkTable): Promise<void> {
        const written = serializeLinkFile(table);
        if (written !== text) await this.#files.write(place, written);
    }

    #exclusively(change: () => Promise<void>): Promise<void> {
        const done = this.#writing.then(change);
        this.#writing = done.catch(() => undefined);
        return done;
    }

    #records(local: LocalScript): Records {
        return local.hasFile ? this.#stored : this.#memory;
    }
}

interface LinkFile {
    readonly place: FilePlace;
    /** Undefined when there is no file yet. */
    readonly text: string | undefined;
    readonly table: LinkTable;
}

function isInLinkFile(local: LocalScript, identity: LinkIdentity): boolean {
    return identity.shared && local.hasFile && local.place !== undefined;
}

function keyOf({ uri }: { readonly uri: string }, identity: LinkIdentity): string {
    return JSON.stringify([uri, identity.key]);
}

function linkOf(id: string, { name, description, language }: Omit<Link, 'id'>): Link {
    return { id, name, description, language };
}

function pathsOf(table: LinkTable, identity: LinkIdentity, id: string): string[] {
    return Object.entries(table.scripts).flatMap(([path, entry]) =>
        entry.ids[identity.key] === id ? [path] : [],
    );
}

/** The path of a file relative to the folder of the link file. */
function pathFrom(linkFile: FilePlace, file: FilePlace): string {
    const folder = linkFile.path.slice(0, -linkFileName.length);
    // macOS hands out decomposed names, git and people composed ones.
    return file.path.slice(folder.length).normalize('NFC');
}

function beside(linkFile: FilePlace, path: string): FilePlace {
    return { root: linkFile.root, path: linkFile.path.slice(0, -linkFileName.length) + path };
}
