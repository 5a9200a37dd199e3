import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { InfluxDbError } from '../influxdb/scripts-api';
import type { SandboxLock } from './sandbox-lock';
import { startSandboxProcess, type SandboxProcess, type SandboxProgram } from './sandbox-process';

export interface SandboxLog {
    info(message: string): void;
    warn(message: string): void;
}

/** How long a sandbox that another window started has to answer before it counts as gone. */
const probeMilliseconds = 2000;
/** How often this window looks whether the other one, which is starting the sandbox, has come to an end. */
const lookEveryMilliseconds = 100;

/**
 * The one sandbox of this person, for all windows: used when one runs, started when none does. The window that started
 * it takes it along when it goes; the next question of any other window starts it again.
 */
export class SandboxHost {
    readonly #lock: SandboxLock;
    readonly #program: SandboxProgram;
    readonly #log: SandboxLog;
    #own: SandboxProcess | undefined;
    #known: SandboxHandshake | undefined;
    #ensuring: Promise<SandboxHandshake> | undefined;
    #disposed = false;

    constructor(lock: SandboxLock, program: SandboxProgram, log: SandboxLog) {
        this.#lock = lock;
        this.#program = program;
        this.#log = log;
    }

    /** Where the sandbox was last seen, or undefined when nobody asked for it yet. */
    url(): string | undefined {
        return this.#known?.url;
    }

    /** Where the sandbox runs; starts it when it does not. Rejects with InfluxDbError `offline`. */
    ensure(): Promise<SandboxHandshake> {
        if (this.#own) return Promise.resolve(this.#own.handshake);
        this.#ensuring ??= this.#findOrStart().finally(() => {
            this.#ensuring = undefined;
        });
        return this.#ensuring;
    }

    /** Stops the sandbox if this window started it. */
    async dispose(): Promise<void> {
        this.#disposed = true;
        await this.#ensuring?.catch(() => undefined);
        const own = this.#own;
        if (!own) return;
        own.stop();
        await own.exited;
        await this.#lock.remove(own.handshake.pid);
    }

    async #findOrStart(): Promise<SandboxHandshake> {
        const { startTimeoutMilliseconds } = this.#program;
        const patience = startTimeoutMilliseconds + 5000;
        const deadline = Date.now() + patience;
        for (;;) {
            const running = await this.#findRunning();
            if (running) return running;
            const release = await this.#lock.takeStart(patience);
            if (release) {
                try {
                    // Another window may have finished starting it just before the right was taken.
                    return (await this.#findRunning()) ?? (await this.#start());
                } finally {
                    await release();
                }
            }
            if (Date.now() > deadline) {
                throw new InfluxDbError(
                    'offline',
                    'Another window is starting the sandbox and does not come to an end. Close that window, or try again in a moment.',
                );
            }
            await delay(lookEveryMilliseconds);
        }
    }

    async #findRunning(): Promise<SandboxHandshake | undefined> {
        const written = await this.#lock.read();
        if (!written || !(await isHealthy(written))) return undefined;
        this.#known = written;
        return written;
    }

    async #start(): Promise<SandboxHandshake> {
        const started = await startSandboxProcess(this.#program, (line) => {
            this.#log.info(`Sandbox: ${line}`);
        });
        const { handshake } = started;
        this.#own = started;
        this.#known = handshake;
        void started.exited.then(() => this.#ended(started));
        this.#log.info(`The sandbox runs at ${handshake.url} (process ${handshake.pid}).`);
        await this.#lock.write(handshake);
        return handshake;
    }

    async #ended(started: SandboxProcess): Promise<void> {
        if (this.#own === started) this.#own = undefined;
        if (!this.#disposed) {
            this.#log.warn('The sandbox ended. It is started again when it is needed.');
            // A lock that stays names a process that is gone: whoever reads it finds that out.
            await this.#lock.remove(started.handshake.pid).catch(() => undefined);
        }
    }
}

/** True when something at this address answers to this token as the scripts API does. */
async function isHealthy({ url, token }: SandboxHandshake): Promise<boolean> {
    try {
        await createScriptsApi({ url, token, idleTimeoutMilliseconds: probeMilliseconds }).list();
        return true;
    } catch {
        return false;
    }
}
