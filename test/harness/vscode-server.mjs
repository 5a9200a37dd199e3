// Starts VS Code's server on loopback and opens nothing: whoever calls drives the returned address.
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { stableKey, startFrontServer } from './front-server.mjs';
import { harnessFolder, serverMain } from './paths.mjs';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 8000;

/**
 * @typedef {object} ServerOptions
 * @property {string} dataFolder everything that this VS Code keeps: settings, logs, its key. Made when missing
 * @property {string} extensionsFolder where installed extensions lie. Made when missing
 * @property {number} [port] 0 or nothing: any free one. SecretStorage is kept per address, so fix it where that matters
 * @property {Record<string, unknown>} [settings] user settings, read when the window opens; without them, those in the data folder stay
 * @property {string} [connectionToken] the secret in the address; a random one when left out
 * @property {boolean} [workspaceTrust] ask for trust as VS Code does; otherwise every folder is trusted
 * @property {Record<string, string | undefined>} [env] added to the environment of VS Code and its extensions
 */

/**
 * @typedef {object} RunningServer
 * @property {string} origin such as `http://127.0.0.1:3000`
 * @property {number} port
 * @property {string} logFile what the server printed
 * @property {string} logsFolder VS Code's own logs: extension host, output channels
 * @property {string} marker `NAME=value` in the environment of each process of this server
 * @property {(query: { folder?: string, workspace?: string, payload?: [string, string][] }) => string} url
 * @property {Promise<number>} exited resolves with the exit code when the server ends, wanted or not
 * @property {() => Promise<void>} stop ends the server and every process that it or its extensions started
 */

/**
 * The data folder is laid out as a desktop VS Code's `--user-data-dir` (`User/settings.json`, `logs/`).
 * @param {string} dataFolder
 */
function folders(dataFolder) {
    return {
        serverData: path.join(dataFolder, 'server'),
        logFile: path.join(dataFolder, 'server.log'),
        logsFolder: path.join(dataFolder, 'logs'),
        userSettings: path.join(dataFolder, 'User/settings.json'),
    };
}

/** @param {string} dataFolder @param {string} extensionsFolder */
function folderArguments(dataFolder, extensionsFolder) {
    const { serverData } = folders(dataFolder);
    return [
        '--user-data-dir',
        dataFolder,
        '--server-data-dir',
        serverData,
        '--extensions-dir',
        extensionsFolder,
    ];
}

/**
 * What VS Code itself needs to run as wanted: no gallery, and nothing inherited from a VS Code in whose terminal the
 * caller may be running.
 * @param {string} runtimeFolder
 * @param {Record<string, string | undefined>} [extra]
 */
function serverEnvironment(runtimeFolder, extra) {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)/.test(name));
    return {
        ...Object.fromEntries(inherited),
        EXTENSIONS_GALLERY: '{}',
        XDG_RUNTIME_DIR: runtimeFolder,
        ...extra,
    };
}

/**
 * Installs a packaged extension into an extensions folder, as `code --install-extension` does.
 * @param {{ vsix: string, dataFolder: string, extensionsFolder: string }} options
 * @throws {Error} with what VS Code printed, when it refuses the package
 */
export async function installExtension({ vsix, dataFolder, extensionsFolder }) {
    await mkdir(extensionsFolder, { recursive: true });
    await mkdir(dataFolder, { recursive: true });
    const args = [serverMain, '--install-extension', vsix, '--force', '--accept-server-license-terms'];
    const child = spawn(process.execPath, [...args, ...folderArguments(dataFolder, extensionsFolder)], {
        env: serverEnvironment(dataFolder),
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const [code] = await once(child, 'close');
    if (code !== 0 || !output.includes('successfully installed')) {
        throw new Error(`VS Code did not install ${vsix}:\n${output.trim()}`);
    }
}

/**
 * Waits until the server says that it listens; its socket then takes connections.
 * @param {string} logFile
 * @param {Promise<number>} exited
 */
async function listening(logFile, exited) {
    const deadline = Date.now() + START_TIMEOUT_MS;
    let ended = false;
    void exited.then(() => (ended = true));
    for (;;) {
        const log = await readFile(logFile, 'utf8');
        if (log.includes('Extension host agent started')) return;
        if (ended || Date.now() > deadline) {
            throw new Error(
                `VS Code's server did not start${ended ? '' : ' in time'}. It printed:\n${log.trim()}`,
            );
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}

/**
 * @param {Promise<unknown>} promise
 * @param {number} ms
 * @returns {Promise<boolean>} whether it settled within the time
 */
async function within(promise, ms) {
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, ms, false)));
    const result = await Promise.race([promise.then(() => true), late]);
    clearTimeout(timer);
    return Boolean(result);
}

/**
 * Starts a server. Its processes end with `stop()`, and by themselves when the calling process is gone.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 * @throws {Error} with `code: 'EADDRINUSE'` when the port is taken; with the server's own words when it does not start
 */
export async function startServer(options) {
    const {
        dataFolder,
        extensionsFolder,
        settings,
        connectionToken = randomBytes(16).toString('hex'),
    } = options;
    const { logFile, logsFolder, userSettings } = folders(dataFolder);
    await mkdir(path.dirname(userSettings), { recursive: true });
    await mkdir(extensionsFolder, { recursive: true });
    if (settings) await writeFile(userSettings, `${JSON.stringify(settings, null, 4)}\n`);

    // A socket's path has a short limit (108 bytes), so it cannot lie in the data folder.
    const runtimeFolder = await mkdtemp(path.join(os.tmpdir(), 'flux-vscode-'));
    const socketPath = path.join(runtimeFolder, 'server.sock');
    const front = await startFrontServer({
        port: options.port ?? 0,
        socketPath,
        key: stableKey(path.join(dataFolder, 'mint-key')),
    }).catch(async (error) => {
        await rm(runtimeFolder, { recursive: true, force: true });
        throw error;
    });

    const marker = `FLUX_SCRIPTS_HARNESS_RUN=${randomUUID()}`;
    const tokenFile = path.join(runtimeFolder, 'token');
    await writeFile(tokenFile, connectionToken, { mode: 0o600 });
    const args = [
        ...[path.join(harnessFolder, 'supervise.mjs'), marker, process.execPath, serverMain],
        ...['--socket-path', socketPath, '--connection-token-file', tokenFile],
        ...['--accept-server-license-terms', '--disable-telemetry'],
        ...folderArguments(dataFolder, extensionsFolder),
        ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ];
    const log = openSync(logFile, 'w');
    // A group of its own: Ctrl+C in a terminal reaches the caller only, who then stops the server in good order.
    const supervisor = spawn(process.execPath, args, {
        detached: true,
        env: serverEnvironment(runtimeFolder, options.env),
        stdio: ['pipe', log, log],
    });
    closeSync(log);
    supervisor.stdin?.on('error', () => {});
    /** @type {Promise<number>} */
    const exited = new Promise((resolve) => supervisor.on('exit', (code) => resolve(code ?? 1)));

    const stop = async () => {
        supervisor.stdin?.end();
        if (!(await within(exited, STOP_TIMEOUT_MS))) supervisor.kill('SIGKILL');
        await front.close();
        await rm(runtimeFolder, { recursive: true, force: true });
    };
    const origin = `http://127.0.0.1:${front.port}`;
    try {
        await listening(logFile, exited);
    } catch (error) {
        await stop();
        throw error;
    }
    return {
        origin,
        port: front.port,
        logFile,
        logsFolder,
        marker,
        exited,
        stop,
        url({ folder, workspace, payload }) {
            const url = new URL(origin);
            if (folder) url.searchParams.set('folder', folder);
            if (workspace) url.searchParams.set('workspace', workspace);
            if (payload) url.searchParams.set('payload', JSON.stringify(payload));
            url.searchParams.set('tkn', connectionToken);
            // A slash may stand as it is in a query, and a person reads this.
            return url.href.replaceAll('%2F', '/');
        },
    };
}
