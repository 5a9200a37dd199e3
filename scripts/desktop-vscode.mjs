// Opens the packaged extension in the desktop VS Code of this machine, beside the person's own: with settings and
// extensions of its own.
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './commands.mjs';

const MINIMUM = { major: 1, minor: 100 };
const onWindows = process.platform === 'win32';
/** A shell takes the arguments apart again on Windows. @param {string} text */
const quoted = (text) => (onWindows ? `"${text}"` : text);

/**
 * @returns {Promise<{ version: string } | { problem: string }>} the desktop VS Code behind `code`, or why it is no use
 */
export async function findDesktopVsCode() {
    const { code, output } = await run('code', ['--version']);
    if (code !== 0) return { problem: 'there is no `code` command on the PATH' };
    const version = output.trim().split('\n')[0] ?? '';
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (!/^\d+\.\d+/.test(version)) return { problem: '`code --version` does not answer as VS Code does' };
    if (major < MINIMUM.major || (major === MINIMUM.major && minor < MINIMUM.minor)) {
        return {
            problem: `\`code\` is VS Code ${version}, and ${MINIMUM.major}.${MINIMUM.minor} or newer is needed`,
        };
    }
    if (process.env['VSCODE_IPC_HOOK_CLI']) {
        return {
            problem: '`code` belongs to a remote window here, which keeps no settings of its own for us',
        };
    }
    if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
        return { problem: 'there is no display to open a desktop VS Code on' };
    }
    return { version };
}

/**
 * Installs the package unless exactly that one is installed already.
 * @param {{ runFolder: string, vsix: string, fingerprint: string, folderArgs: string[], log: (line: string) => void }} options
 */
async function installOnce({ runFolder, vsix, fingerprint, folderArgs, log }) {
    const stamp = path.join(runFolder, 'installed');
    if ((await readFile(stamp, 'utf8').catch(() => '')) === fingerprint) return;
    log('Installing the packaged extension …');
    const { code, output } = await run('code', [
        ...folderArgs,
        '--install-extension',
        quoted(vsix),
        '--force',
    ]);
    if (code !== 0) throw new Error(`VS Code did not install ${vsix}:\n${output.trim()}`);
    await writeFile(stamp, fingerprint);
}

/**
 * The `code` command hands over to a process of its own, which leaves its id in the data folder.
 * @param {string} dataFolder
 */
async function endInstance(dataFolder) {
    const pid = Number(await readFile(path.join(dataFolder, 'code.lock'), 'utf8').catch(() => ''));
    if (!Number.isInteger(pid) || pid <= 0) return;
    if (onWindows) {
        await run('taskkill', ['/pid', String(pid), '/t']);
        return;
    }
    const deadline = Date.now() + 8000;
    try {
        process.kill(pid, 'SIGTERM');
        while (Date.now() < deadline) {
            process.kill(pid, 0);
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
        process.kill(pid, 'SIGKILL');
    } catch {
        // It has ended.
    }
}

/**
 * @param {{ runFolder: string, folder: string, vsix: string, fingerprint: string, settings: object, log: (line: string) => void }} options
 * @returns {Promise<{ closed: Promise<void>, stop: () => Promise<void> }>} `closed` resolves when the window is closed
 */
export async function openDesktopVsCode({ runFolder, folder, vsix, fingerprint, settings, log }) {
    const dataFolder = path.join(runFolder, 'data');
    const settingsFile = path.join(dataFolder, 'User/settings.json');
    await mkdir(path.dirname(settingsFile), { recursive: true });
    // Only for the first start: afterwards they are the person's.
    await writeFile(settingsFile, `${JSON.stringify(settings, null, 4)}\n`, { flag: 'wx' }).catch(() => {});
    const folderArgs = [
        ...['--user-data-dir', quoted(dataFolder)],
        ...['--extensions-dir', quoted(path.join(runFolder, 'extensions'))],
    ];
    await installOnce({ runFolder, vsix, fingerprint, folderArgs, log });

    const args = [...folderArgs, '--disable-workspace-trust', '--new-window', '--wait', quoted(folder)];
    const child = spawn('code', args, { stdio: 'ignore', detached: !onWindows, shell: onWindows });
    const closed = new Promise((/** @type {(value: void) => void} */ resolve) => {
        child.on('error', () => resolve());
        child.on('exit', () => resolve());
    });
    return {
        closed,
        async stop() {
            await endInstance(dataFolder);
            child.kill('SIGTERM');
            await closed;
        },
    };
}
