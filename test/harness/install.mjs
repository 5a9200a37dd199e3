// Installs the browser VS Code: `node test/harness/install.mjs`. Safe to run again; does nothing when all is there.
// Needs Node 20 and the npm registry, nothing else: no root, no compiler, and no package's install script runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import {
    chromiumFolder,
    harnessFolder,
    modulesFolder,
    packedChromium,
    serverFolder,
    serverMain,
    stampFile,
} from './paths.mjs';

const require = createRequire(import.meta.url);

/** Why the harness cannot run on this machine, or undefined when it can. */
export function unsupportedReason() {
    if (process.platform === 'linux' && process.arch === 'x64') return undefined;
    return (
        `The browser VS Code runs on Linux x64; this machine is ${process.platform} ${process.arch}. ` +
        'Use desktop VS Code instead: install it with its `code` command on the PATH, then `npm start -- --desktop`.'
    );
}

/** @returns {Promise<string>} what an installation depends on, as one hash */
async function fingerprint() {
    const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
    for (const name of [
        'package-lock.json',
        'install.mjs',
        'shims/spdlog.cjs',
        'shims/native-watchdog.cjs',
    ]) {
        hash.update(await readFile(path.join(harnessFolder, name)));
    }
    return hash.digest('hex');
}

/** @param {string} file */
async function exists(file) {
    return access(file).then(
        () => true,
        () => false,
    );
}

/** Whether all parts are there, for exactly this lockfile and this script. */
export async function isInstalled() {
    const stamp = await readFile(stampFile, 'utf8').catch(() => '');
    return stamp === (await fingerprint()) && (await exists(serverMain)) && (await exists(packedChromium));
}

/**
 * `npm ci` in a folder, quiet unless it fails.
 * @param {string} folder
 * @param {string[]} extra
 */
async function npmCi(folder, extra = []) {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...extra];
    // Settings of an outer `npm start` (its prefix, its package) must not reach the inner npm.
    const env = Object.fromEntries(
        Object.entries(process.env).filter(
            ([name]) => !/^npm_(package|lifecycle|config_(local_)?prefix)/.test(name),
        ),
    );
    const child = spawn('npm', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const end = () => child.kill('SIGTERM');
    process.once('exit', end);
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    const code = await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', resolve);
    });
    process.off('exit', end);
    if (code === 0) return;
    throw new Error(
        `npm ci failed in ${folder} (exit code ${code}). Nothing outside that folder was changed. ` +
            `Check that the npm registry can be reached and run the command again.\n${output.trim()}`,
    );
}

/** The two native modules that VS Code cannot do without, as JavaScript; and ripgrep where VS Code looks for it. */
async function patchServer() {
    const modules = path.join(serverFolder, 'node_modules');
    const asar = path.join(serverFolder, 'node_modules.asar');
    await rm(asar, { recursive: true, force: true });
    await symlink('node_modules', asar);

    await copyFile(
        path.join(harnessFolder, 'shims/spdlog.cjs'),
        path.join(modules, '@vscode/spdlog/index.js'),
    );
    await copyFile(
        path.join(harnessFolder, 'shims/native-watchdog.cjs'),
        path.join(modules, 'native-watchdog/index.js'),
    );

    const ripgrep = path.join(modules, '@vscode/ripgrep/bin/rg');
    await mkdir(path.dirname(ripgrep), { recursive: true });
    await copyFile(path.join(modulesFolder, '@vscode/ripgrep-linux-x64/bin/rg'), ripgrep);
    await chmod(ripgrep, 0o755);
}

/** Chromium brings a proportional font only; an editor needs a monospaced one too. */
function fontsConf() {
    const dejavu = path.join(modulesFolder, 'dejavu-fonts-ttf/ttf');
    const prefer = (/** @type {string} */ family, /** @type {string} */ font) =>
        `  <alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`;
    return [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
        '<fontconfig>',
        `  <dir>${path.join(chromiumFolder, 'fonts')}</dir>`,
        `  <dir>${dejavu}</dir>`,
        `  <cachedir>${path.join(chromiumFolder, 'font-cache')}</cachedir>`,
        prefer('monospace', 'DejaVu Sans Mono'),
        prefer('sans-serif', 'Open Sans'),
        prefer('system-ui', 'Open Sans'),
        '</fontconfig>',
        '',
    ].join('\n');
}

async function unpackChromium() {
    const packed = path.join(modulesFolder, '@sparticuz/chromium/bin');
    await rm(chromiumFolder, { recursive: true, force: true });
    await mkdir(path.join(chromiumFolder, 'font-cache'), { recursive: true });

    const { extract } = /** @type {{ extract: (folder: string) => NodeJS.WritableStream }} */ (
        require(path.join(modulesFolder, 'tar-fs'))
    );
    for (const name of ['al2023.tar.br', 'fonts.tar.br']) {
        const source = createReadStream(path.join(packed, name));
        await pipeline(source, createBrotliDecompress(), extract(chromiumFolder));
    }
    await pipeline(
        createReadStream(path.join(packed, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(packedChromium, { mode: 0o755 }),
    );
    await writeFile(path.join(chromiumFolder, 'fonts.conf'), fontsConf());
}

/**
 * Brings every part of the harness into place. Fast when that was done before.
 * @param {(line: string) => void} log takes one line per step
 * @throws {Error} on a machine that is not supported, and when the registry cannot be reached
 */
export async function installHarness(log) {
    const reason = unsupportedReason();
    if (reason) throw new Error(reason);
    if (await isInstalled()) return;

    const started = Date.now();
    log('Installing the browser VS Code into test/harness/node_modules (once, about 750 MB) …');
    await rm(stampFile, { force: true });
    await npmCi(harnessFolder);
    log("  VS Code's own packages …");
    // What these folders ask for is fixed by the shrinkwraps that code-server ships in them.
    const shipped = ['--omit=dev', '--legacy-peer-deps'];
    await npmCi(serverFolder, shipped);
    await npmCi(path.join(serverFolder, 'extensions'), shipped);
    await patchServer();
    log('  a browser to drive it …');
    await unpackChromium();
    await writeFile(stampFile, await fingerprint());
    log(`  done in ${Math.round((Date.now() - started) / 1000)} s.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    try {
        const ready = await isInstalled();
        await installHarness((line) => console.log(line));
        if (ready) console.log('The browser VS Code is installed already.');
    } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        process.exitCode = 1;
    }
}
