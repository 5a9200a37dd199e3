// Runs one command and takes everything that it started along when it ends. Usage:
//
//     node supervise.mjs NAME=value command argument …
//
// Ends when the command does, on SIGTERM or SIGINT, and when its standard input closes: that is how it notices that
// whoever started it is gone, even if that one was killed without a word.
import { spawn } from 'node:child_process';
import { endMarkedProcesses } from './marked-processes.mjs';

const [marker, command, ...args] = process.argv.slice(2);
if (!marker?.includes('=') || !command) throw new Error('usage: supervise.mjs NAME=value command argument …');
const [name, value] = marker.split('=', 2);

const child = spawn(command, args, {
    env: { ...process.env, [/** @type {string} */ (name)]: value },
    stdio: ['ignore', 'inherit', 'inherit'],
});

let ending = false;
/** @param {number} code */
async function end(code) {
    if (ending) return;
    ending = true;
    await endMarkedProcesses(/** @type {string} */ (marker));
    process.exit(code);
}

child.on('error', (error) => {
    console.error(`${command} did not start: ${error.message}`);
    void end(127);
});
child.on('exit', (code, signal) => void end(code ?? (signal ? 1 : 0)));
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
process.on('SIGHUP', () => void end(0));
process.stdin.on('end', () => void end(0));
process.stdin.on('error', () => void end(0));
process.stdin.resume();
