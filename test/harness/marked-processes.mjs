// Finds and ends every process of a run, whatever became of its parents. Each run puts one variable of its own into
// the environment of what it starts; children, grandchildren and detached ones inherit it. Linux only (`/proc`).
import { readFileSync, readdirSync } from 'node:fs';

const POLL_MS = 50;

/**
 * @param {string} marker one `NAME=value`, unique to the run
 * @returns {{ pid: number, command: string }[]} living processes that carry the marker, without the calling one
 */
export function markedProcesses(marker) {
    const found = [];
    for (const entry of readdirSync('/proc')) {
        const pid = Number(entry);
        if (!Number.isInteger(pid) || pid === process.pid) continue;
        try {
            if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(marker)) continue;
            // A zombie has no command line any more: it only waits for its parent to notice.
            const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ').trim();
            if (command) found.push({ pid, command });
        } catch {
            // It ended meanwhile, or belongs to somebody else.
        }
    }
    return found;
}

/**
 * @param {number[]} pids
 * @param {NodeJS.Signals} signal
 */
function signalAll(pids, signal) {
    for (const pid of pids) {
        try {
            process.kill(pid, signal);
        } catch {
            // It ended meanwhile.
        }
    }
}

/**
 * Asks every marked process to end, and after a while makes it. Resolves when none is left.
 * @param {string} marker one `NAME=value`, unique to the run
 * @param {number} [graceMs] how long they may take to end by themselves
 */
export async function endMarkedProcesses(marker, graceMs = 3000) {
    const deadline = Date.now() + graceMs;
    /** @type {Set<number>} */
    const asked = new Set();
    for (;;) {
        const pids = markedProcesses(marker).map((found) => found.pid);
        if (pids.length === 0) return;
        if (Date.now() > deadline) {
            signalAll(pids, 'SIGKILL');
        } else {
            // Also those that were started while the others were ending.
            signalAll(
                pids.filter((pid) => !asked.has(pid)),
                'SIGTERM',
            );
            pids.forEach((pid) => asked.add(pid));
        }
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
}
