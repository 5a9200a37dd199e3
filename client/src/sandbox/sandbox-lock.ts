import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import { sandboxHandshakeSchema, type SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';

/**
 * Two files through which all windows of a person share one sandbox. `sandbox.json` says where it runs and with which
 * token, readable by the person alone. `starting.json` is held by the window that is about to start it.
 */
export class SandboxLock {
    readonly #running: string;
    readonly #starting: string;

    constructor(readonly folder: string) {
        this.#running = path.join(folder, 'sandbox.json');
        this.#starting = path.join(folder, 'starting.json');
    }

    /** What the last window that started a sandbox wrote down; it may be long gone. */
    async read(): Promise<SandboxHandshake | undefined> {
        try {
            return v.parse(sandboxHandshakeSchema, JSON.parse(await fs.readFile(this.#running, 'utf8')));
        } catch {
            return undefined;
        }
    }

    async write(handshake: SandboxHandshake): Promise<void> {
        await this.#makeFolder();
        await writeFileAtomic(this.#running, JSON.stringify(handshake), { mode: 0o600 });
    }

    /** Removes what was written about this process, unless another one has been written down since. */
    async remove(pid: number): Promise<void> {
        if ((await this.read())?.pid === pid) await fs.rm(this.#running, { force: true });
    }

    /**
     * Takes the right to start the sandbox. Undefined when another living window holds it; otherwise a function that
     * gives it back.
     * @param staleMilliseconds a right that was taken longer ago counts as forgotten.
     */
    async takeStart(staleMilliseconds: number): Promise<(() => Promise<void>) | undefined> {
        await this.#makeFolder();
        await this.#dropStale(staleMilliseconds);
        try {
            await fs.writeFile(this.#starting, String(process.pid), { flag: 'wx', mode: 0o600 });
        } catch (error) {
            if (isCode(error, 'EEXIST')) return undefined;
            throw error;
        }
        return () => fs.rm(this.#starting, { force: true });
    }

    async #dropStale(staleMilliseconds: number): Promise<void> {
        try {
            const [text, { mtimeMs }] = await Promise.all([
                fs.readFile(this.#starting, 'utf8'),
                fs.stat(this.#starting),
            ]);
            if (isAlive(Number(text)) && Date.now() - mtimeMs < staleMilliseconds) return;
            // Renamed first: of two windows that see the same stale file only one gets it.
            const aside = `${this.#starting}.${randomUUID()}`;
            await fs.rename(this.#starting, aside);
            await fs.rm(aside, { force: true });
        } catch (error) {
            if (!isCode(error, 'ENOENT')) throw error;
        }
    }

    async #makeFolder(): Promise<void> {
        await fs.mkdir(this.folder, { recursive: true, mode: 0o700 });
        // It may have been there before, open to others.
        await fs.chmod(this.folder, 0o700);
    }
}

function isAlive(pid: number): boolean {
    if (!Number.isInteger(pid) || pid <= 0) return false;
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return isCode(error, 'EPERM');
    }
}

function isCode(error: unknown, code: string): boolean {
    return error instanceof Error && 'code' in error && error.code === code;
}
