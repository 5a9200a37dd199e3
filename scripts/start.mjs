// `npm start`: opens VS Code on examples/ with the packaged extension in it. Runs before anything is installed, so
// what needs a package is loaded only when it is there.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endCommands, endInGoodOrder, projectFolder } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { findDesktopVsCode, openDesktopVsCode } from './desktop-vscode.mjs';
import { packageExtension, vsixFile } from './extension-package.mjs';

/** VS Code keeps secrets per address, so the port is always the same. */
const PORT = 3086;
const examples = path.join(projectFolder, 'examples');
const log = (/** @type {string} */ line) => console.log(line);

const usage = `npm start -- [--desktop | --browser] [--port N]

Opens VS Code on examples/ with the packaged extension in it.
  --desktop   in the desktop VS Code of this machine (the \`code\` command), beside your own settings and extensions
  --browser   in your browser: VS Code served on 127.0.0.1 (Linux x64)
  --port N    the port of the browser VS Code; ${PORT} otherwise
Without a choice: desktop where \`code\` is on the PATH, else the browser.`;

/** Small things that would get between a person and the first look. Written once; afterwards they are the person's. */
const firstSettings = {
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'git.openRepositoryInParentFolders': 'never',
    // Programs of this machine that listen somewhere are nobody's business here.
    'remote.autoForwardPorts': false,
    'telemetry.telemetryLevel': 'off',
    'update.mode': 'none',
    'workbench.startupEditor': 'none',
};

/** @returns {{ mode: 'desktop' | 'browser' | undefined, port: number | undefined }} */
function readArguments() {
    const { values } = parseArgs({
        options: {
            desktop: { type: 'boolean' },
            browser: { type: 'boolean' },
            port: { type: 'string' },
            help: { type: 'boolean' },
        },
    });
    if (values.help) {
        log(usage);
        process.exit(0);
    }
    if (values.desktop && values.browser) throw new Error('Choose one of --desktop and --browser.');
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
        throw new Error(`--port ${values.port} is no port: it takes a number from 1 to 65535.`);
    }
    if (values.desktop && port !== undefined) throw new Error('--port belongs to --browser.');
    return { mode: values.desktop ? 'desktop' : values.browser ? 'browser' : undefined, port };
}

/**
 * @param {'desktop' | 'browser' | undefined} wanted
 * @param {number | undefined} port a port is a wish for the browser
 * @returns {Promise<'desktop' | 'browser'>}
 */
async function choose(wanted, port) {
    if (wanted === 'browser' || port !== undefined) {
        log('Chosen: VS Code in the browser, as asked. (The other one: npm start -- --desktop)');
        return 'browser';
    }
    const found = await findDesktopVsCode();
    if ('problem' in found) {
        if (wanted === 'desktop') throw new Error(`Desktop VS Code cannot be used: ${found.problem}.`);
        log(
            `Chosen: VS Code in the browser, because ${found.problem}. (The other one: npm start -- --desktop)`,
        );
        return 'browser';
    }
    log(`Chosen: desktop VS Code ${found.version}. (The other one: npm start -- --browser)`);
    return 'desktop';
}

/** @param {number} pid */
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch {
        return false;
    }
}

/**
 * Refuses a second VS Code on the same data folder: two would write over each other's state.
 * @param {string} runningFile
 */
async function refuseSecond(runningFile) {
    const other = await readFile(runningFile, 'utf8').then(JSON.parse, () => undefined);
    if (!other) return;
    const alive = isAlive(other.pid);
    const answers =
        alive &&
        (await fetch(new URL('/version', other.url), { signal: AbortSignal.timeout(2000) }).then(
            () => true,
            () => false,
        ));
    if (!answers) return;
    throw new Error(
        `VS Code is running already, from another npm start (process ${other.pid}):\n\n    ${other.url}\n\n` +
            'Open that address, or end the other one with Ctrl+C first.',
    );
}

/**
 * @param {import('../test/harness/vscode-server.mjs').ServerOptions} options
 * @param {number | undefined} wantedPort
 */
async function startOnPort(options, wantedPort) {
    const { startServer } = await import('../test/harness/vscode-server.mjs');
    const ports = wantedPort === undefined ? Array.from({ length: 10 }, (_, i) => PORT + i) : [wantedPort];
    for (const port of ports) {
        try {
            const server = await startServer({ ...options, port });
            if (wantedPort === undefined && port !== PORT) {
                log(
                    `Port ${PORT} is taken, so this is ${port}. Tokens are kept per address: those entered at the`,
                );
                log(
                    `usual address are not seen here. Free the port, or choose one with npm start -- --port N.`,
                );
            }
            return server;
        } catch (error) {
            if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
        }
    }
    const which = ports.length === 1 ? `Port ${ports[0]} is` : `Ports ${ports[0]} to ${ports.at(-1)} are`;
    throw new Error(`${which} taken by another program. Choose a free one: npm start -- --browser --port N`);
}

/** @param {string} runFolder @returns {Promise<string>} the secret in the address; the same at each start */
async function connectionToken(runFolder) {
    const file = path.join(runFolder, 'connection-token');
    const kept = await readFile(file, 'utf8').catch(() => '');
    if (/^[0-9a-f]{32}$/.test(kept)) return kept;
    const token = randomBytes(16).toString('hex');
    await writeFile(file, token, { mode: 0o600 });
    return token;
}

/** @param {string} fingerprint @param {number | undefined} port */
async function startInBrowser(fingerprint, port) {
    const { installHarness } = await import('../test/harness/install.mjs');
    const { installExtension } = await import('../test/harness/vscode-server.mjs');
    await installHarness(log);

    const runFolder = path.join(projectFolder, '.vscode-run/browser');
    const dataFolder = path.join(runFolder, 'data');
    const extensionsFolder = path.join(runFolder, 'extensions');
    const runningFile = path.join(runFolder, 'running.json');
    await mkdir(path.join(dataFolder, 'User'), { recursive: true });
    await refuseSecond(runningFile);

    const installedFile = path.join(runFolder, 'installed');
    if ((await readFile(installedFile, 'utf8').catch(() => '')) !== fingerprint) {
        log('Installing the packaged extension …');
        await installExtension({ vsix: vsixFile, dataFolder, extensionsFolder });
        await writeFile(installedFile, fingerprint);
    }
    const settingsFile = path.join(dataFolder, 'User/settings.json');
    await writeFile(settingsFile, `${JSON.stringify(firstSettings, null, 4)}\n`, { flag: 'wx' }).catch(
        () => {},
    );

    const token = await connectionToken(runFolder);
    const server = await startOnPort({ dataFolder, extensionsFolder, connectionToken: token }, port);
    const url = server.url({ folder: examples });
    await writeFile(runningFile, JSON.stringify({ pid: process.pid, url }), { mode: 0o600 });
    log(`\nVS Code is ready. Open this address in your browser:\n\n    ${url}\n\nCtrl+C ends it.`);
    return {
        ended: server.exited.then(() => {
            throw new Error(`VS Code's server ended by itself. What it printed is in ${server.logFile}`);
        }),
        async stop() {
            await server.stop();
            await rm(runningFile, { force: true });
        },
    };
}

/** @param {string} fingerprint */
async function startOnDesktop(fingerprint) {
    const runFolder = path.join(projectFolder, '.vscode-run/desktop');
    const window = await openDesktopVsCode({
        ...{ runFolder, folder: examples, vsix: vsixFile, fingerprint, settings: firstSettings, log },
    });
    log('\nVS Code is open. Close its window, or press Ctrl+C here, to end it.');
    return { ended: window.closed, stop: window.stop };
}

/** @type {() => Promise<void>} */
let stop = endCommands;
let stopping = false;
try {
    const { mode, port } = readArguments();
    endInGoodOrder(async () => {
        stopping = true;
        log('\nEnding VS Code …');
        await stop();
        log('Ended.');
    }, 0);
    const chosen = await choose(mode, port);
    await installDependencies(log);
    const fingerprint = await packageExtension(log);
    const session =
        chosen === 'desktop' ? await startOnDesktop(fingerprint) : await startInBrowser(fingerprint, port);
    stop = session.stop;
    await session.ended;
    if (!stopping) {
        await stop();
        log('VS Code was closed.');
    }
} catch (error) {
    // Whatever was interrupted by Ctrl+C fails, too: that is no news.
    if (!stopping) {
        console.error(`\n${error instanceof Error ? error.message : error}`);
        process.exit(1);
    }
}
