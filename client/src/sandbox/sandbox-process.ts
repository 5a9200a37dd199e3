import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { sandboxHandshakeSchema, type SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';
import { InfluxDbError } from '../influxdb/scripts-api';

export interface SandboxProgram {
    /** The bundle that is the sandbox. */
    readonly module: string;
    readonly args: readonly string[];
    /** Milliseconds until it must have said that it is ready. */
    readonly startTimeoutMilliseconds: number;
}

export interface SandboxProcess {
    readonly handshake: SandboxHandshake;
    /** Resolves when the process is gone, whatever the reason. */
    readonly exited: Promise<void>;
    stop(): void;
}

/** The sandbox makes up its own token, and those of other servers are not its business. Empty counts as not set. */
const withheld = { FLUX_SANDBOX_TOKEN: '', INFLUX_TOKEN: '' };

/**
 * Starts the sandbox and waits until it says that it is ready. It dies with this process, because its standard input
 * ends then. Rejects with InfluxDbError `offline`, with no process left behind.
 * @param log takes each line that it writes, without its token.
 */
export async function startSandboxProcess(
    program: SandboxProgram,
    log: (line: string) => void,
): Promise<SandboxProcess> {
    // In desktop VS Code this program is Electron, which is Node only when it is told so.
    const child = spawn(process.execPath, [program.module, ...program.args], {
        env: { ...process.env, ...withheld, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
        stdio: 'pipe',
        windowsHide: true,
    });
    child.stdin.on('error', () => undefined);
    const exited = new Promise<void>((resolve) => {
        child.once('exit', () => {
            resolve();
        });
        child.once('error', () => {
            resolve();
        });
    });
    const lines = new GuardedLines(log);
    createInterface({ input: child.stderr }).on('line', (line) => {
        lines.take(line);
    });
    try {
        const handshake = await readHandshake(child, exited, program.startTimeoutMilliseconds);
        lines.release(handshake.token);
        return { handshake, exited, stop: () => child.kill() };
    } catch (error) {
        child.kill('SIGKILL');
        const reason = lines.release(undefined) ?? (error instanceof Error ? error.message : '');
        throw new InfluxDbError(
            'offline',
            `The sandbox did not start: ${reason}. Your scripts and its data are safe. Refresh to try again; the log has the details.`,
        );
    }
}

/** Hands lines on without the token. Until the token is known they wait, because they may hold it. */
class GuardedLines {
    readonly #log: (line: string) => void;
    readonly #waiting: string[] = [];
    #clean: ((line: string) => string) | undefined;

    constructor(log: (line: string) => void) {
        this.#log = log;
    }

    take(line: string): void {
        if (this.#clean) this.#log(this.#clean(line).slice(0, 1000));
        else if (this.#waiting.length < 200) this.#waiting.push(line);
    }

    /**
     * Hands on what waits and all that comes.
     * @param token undefined when it never became known: then whatever looks like one is hidden.
     * @returns what waited, as one line; undefined when nothing did.
     */
    release(token: string | undefined): string | undefined {
        const secret = token ?? /[\w-]{32,}/g;
        this.#clean = (line) => line.replaceAll(secret, '(token)');
        const lines = this.#waiting.splice(0).map(this.#clean);
        lines.forEach((line) => {
            this.take(line);
        });
        return lines.length === 0 ? undefined : lines.join(' ').slice(0, 1000).replace(/\.$/, '');
    }
}

async function readHandshake(
    child: ChildProcessWithoutNullStreams,
    exited: Promise<void>,
    timeoutMilliseconds: number,
): Promise<SandboxHandshake> {
    const lines = createInterface({ input: child.stdout });
    let timer: NodeJS.Timeout | undefined;
    try {
        const line = await Promise.race([
            new Promise<string>((resolve) => lines.once('line', resolve)),
            exited.then(() => {
                throw new Error('its process ended');
            }),
            new Promise<never>((_, reject) => {
                timer = setTimeout(() => {
                    reject(new Error('it did not say that it is ready'));
                }, timeoutMilliseconds);
            }),
        ]);
        return parseHandshake(line);
    } finally {
        clearTimeout(timer);
        // What it prints later is read and forgotten, so that a full pipe never stops it.
        lines.on('line', () => undefined);
    }
}

function parseHandshake(line: string): SandboxHandshake {
    try {
        return v.parse(sandboxHandshakeSchema, JSON.parse(line));
    } catch {
        // The line may hold the token, so it is not quoted.
        throw new Error('its first line is not the one that was expected');
    }
}
