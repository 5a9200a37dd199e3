import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { scriptRecordSchema } from './script-record';
import type { ScriptRecord } from './script-record';

/** Where scripts are kept between two runs of the sandbox. */
export interface ScriptFiles {
    write(script: ScriptRecord): Promise<void>;
    remove(id: string): Promise<void>;
}

export interface OpenedScriptFiles {
    readonly files: ScriptFiles;
    /** In order of creation. */
    readonly scripts: readonly ScriptRecord[];
    /** Whether this folder has never held scripts. */
    readonly isNew: boolean;
    /** Files that hold no script; they are left as they are. One sentence each. */
    readonly warnings: readonly string[];
}

/**
 * Opens the folder of scripts, one JSON file each, and makes it when it is missing. Every file is written whole or not
 * at all. Rejects when the folder cannot be read or made.
 */
export async function openScriptFiles(folder: string): Promise<OpenedScriptFiles> {
    const isNew = (await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined;
    const scripts: ScriptRecord[] = [];
    const warnings: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json'))) {
        const script = await readScript(path.join(folder, name));
        if (script && `${script.id}.json` === name) scripts.push(script);
        else warnings.push(`${path.join(folder, name)} holds no script and was left out. Mend or remove it.`);
    }
    scripts.sort((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id));
    const fileOf = (id: string): string => path.join(folder, `${id}.json`);
    return {
        files: {
            write: (script) =>
                writeFileAtomic(fileOf(script.id), `${JSON.stringify(script, undefined, 2)}\n`, {
                    mode: 0o600,
                }),
            remove: (id) => rm(fileOf(id), { force: true }),
        },
        scripts,
        isNew,
        warnings,
    };
}

async function readScript(file: string): Promise<ScriptRecord | undefined> {
    try {
        return v.parse(scriptRecordSchema, JSON.parse(await readFile(file, 'utf8')));
    } catch {
        return undefined;
    }
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}
