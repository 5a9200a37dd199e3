// Runs the commands that `npm start` and `npm test` are made of, and ends them when the person does.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const onWindows = process.platform === 'win32';
const GRACE_MS = 8000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Each command is a process group of its own (not on Windows), so that all of it can be ended at once.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
    if (child.pid === undefined) return;
    try {
        process.kill(onWindows ? child.pid : -child.pid, signal);
    } catch {
        // It has ended.
    }
}

/** Ends every command that still runs. Resolves when they are gone. */
export async function endCommands() {
    const children = [...running];
    for (const child of children) signalGroup(child, 'SIGINT');
    const timer = setTimeout(() => children.forEach((child) => signalGroup(child, 'SIGKILL')), GRACE_MS);
    await Promise.all(
        children.map((child) => running.has(child) && new Promise((resolve) => child.once('close', resolve))),
    );
    clearTimeout(timer);
}

/**
 * @typedef {object} Outcome
 * @property {number} code the exit code; 127 when the command could not be started
 * @property {string} output all that it printed, both streams in the order they came
 */

/**
 * Runs a command to its end, its output kept and not shown.
 * @param {string} command
 * @param {string[]} args
 * @param {{ logFile?: string, env?: Record<string, string | undefined>, cwd?: string }} [options] `logFile` gets the output too
 * @returns {Promise<Outcome>} never rejects: a command that cannot be started has an exit code, too
 */
export function run(command, args, { logFile, env, cwd = projectFolder } = {}) {
    return new Promise((resolve) => {
        const child = spawn(command, args, {
            cwd,
            env: { ...process.env, ...env },
            stdio: ['ignore', 'pipe', 'pipe'],
            detached: !onWindows,
            // `npm` and `code` are batch files there, which only a shell can start.
            shell: onWindows,
        });
        running.add(child);
        let output = '';
        const log = logFile ? createWriteStream(logFile) : undefined;
        const take = (/** @type {Buffer} */ chunk) => {
            output += chunk.toString();
            log?.write(chunk);
        };
        child.stdout.on('data', take);
        child.stderr.on('data', take);
        let failure = '';
        child.on('error', (error) => (failure = error.message));
        child.on('close', (code) => {
            running.delete(child);
            log?.end();
            resolve({ code: failure ? 127 : (code ?? 1), output: output + failure });
        });
    });
}

/**
 * Makes Ctrl+C, a closed terminal and a plain `kill` all end in good order.
 * @param {() => Promise<void>} stop called once
 * @param {number} exitCode
 */
export function endInGoodOrder(stop, exitCode) {
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
        process.on(signal, () => {
            if (stopping) return;
            stopping = true;
            void stop()
                .catch((error) => console.error(error))
                .then(() => process.exit(exitCode));
        });
    }
}
