import { fstatSync } from 'node:fs';

const lookEvery = 1000;

/**
 * Calls `end` when whoever started this process is gone:
 * - started with an IPC channel (`fork`): when the channel closes;
 * - else, with a pipe or a socket as standard input: when that ends;
 * - with `parentPid`, beside these: when there is no such process any more.
 * Started by hand (a terminal, a file or /dev/null as standard input) nothing is watched.
 */
export function watchParent(end: (reason: string) => void, parentPid?: number): void {
    if (process.send) process.once('disconnect', () => end('the parent closed its channel'));
    else if (isPipe(0)) {
        const ended = (): void => end('standard input ended');
        process.stdin.once('end', ended).once('error', ended).once('close', ended);
        process.stdin.resume();
    }
    if (parentPid !== undefined) {
        const look = setInterval(() => {
            if (!isAlive(parentPid)) end(`process ${parentPid} is gone`);
        }, lookEvery);
        look.unref();
    }
}

function isPipe(descriptor: number): boolean {
    try {
        const stat = fstatSync(descriptor);
        return stat.isFIFO() || stat.isSocket();
    } catch {
        return false;
    }
}

function isAlive(pid: number): boolean {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        // A process of another user is alive too.
        return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
}
