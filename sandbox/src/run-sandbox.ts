import { UsageError, parseSandboxCommand, sandboxUsage, tokenVariable } from './command-line';
import type { SandboxCommand } from './command-line';
import { startSandbox } from './start-sandbox';
import type { Sandbox } from './start-sandbox';
import { watchParent } from './watch-parent';

/** How long an orderly end may take, in ms. */
const stopTimeout = 2000;

/**
 * The process of the sandbox: starts it, prints the handshake as one JSON line on standard output, and ends with its
 * parent, with SIGTERM, SIGINT or SIGHUP. Everything else that it has to say goes to standard error.
 * Exit codes: 0 ended as asked, 1 could not start, 2 wrong usage.
 */
export async function runSandbox(
    args: readonly string[],
    program: string,
    workerFolder: string,
): Promise<void> {
    const command = readCommand(args, program);
    if (!command) return;
    let sandbox: Sandbox | undefined;
    let ending = false;
    const end = (): void => {
        if (ending) return;
        ending = true;
        setTimeout(() => process.exit(0), stopTimeout).unref();
        void (sandbox?.stop() ?? Promise.resolve()).finally(() => process.exit(0));
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
    // A reader of the output that is gone is no reason to die of it; the parent's end is noticed otherwise.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    watchParent(end, command.parentPid);
    try {
        sandbox = await startSandbox(command.options, { workerFolder, log });
    } catch (error) {
        log(`The sandbox could not be started: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
    }
    process.stdout.write(`${JSON.stringify(sandbox.handshake)}\n`);
    if (process.stdin.isTTY) log('The sandbox is running. Ctrl+C ends it.');
}

function readCommand(args: readonly string[], program: string): SandboxCommand | undefined {
    try {
        const command = parseSandboxCommand(args, process.env);
        // What is started from here does not inherit the token.
        Reflect.deleteProperty(process.env, tokenVariable);
        if (!command.help) return command;
        process.stdout.write(`Usage: ${program} [options]\n\n${sandboxUsage}\n`);
    } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        log(`${error.message}\nTry ${program} --help.`);
        process.exitCode = 2;
    }
    return undefined;
}

function log(message: string): void {
    process.stderr.write(`${message}\n`);
}
