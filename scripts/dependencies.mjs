// Installs the project's packages when they are missing or not those of the lockfile. Needs nothing but Node and npm.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, run } from './commands.mjs';

/** @typedef {{ packages: Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} Lockfile */

/**
 * @param {string} file
 * @returns {Promise<Lockfile | undefined>}
 */
async function readLockfile(file) {
    return readFile(file, 'utf8').then(
        (text) => JSON.parse(text),
        () => undefined,
    );
}

/**
 * Compares the lockfile with npm's own record of what it installed.
 * @returns {Promise<boolean>} whether each package is there in the version that the lockfile asks for
 */
async function areInstalled() {
    const wanted = await readLockfile(path.join(projectFolder, 'package-lock.json'));
    const installed = await readLockfile(path.join(projectFolder, 'node_modules/.package-lock.json'));
    if (!wanted)
        throw new Error('package-lock.json is missing. Get it back with `git checkout package-lock.json`.');
    if (!installed) return false;
    return Object.entries(wanted.packages).every(([place, entry]) => {
        if (place === '') return true;
        const found = installed.packages[place];
        // Optional packages for other platforms are in the lockfile only.
        if (!found) return Boolean(entry.optional ?? entry.devOptional ?? entry.peer);
        return found.version === entry.version && found.link === entry.link;
    });
}

/**
 * @param {(line: string) => void} log
 * @throws {Error} with npm's own words, when it fails
 */
export async function installDependencies(log) {
    const major = Number(process.versions.node.split('.')[0]);
    if (major < 20)
        throw new Error(`Node 20 or newer is needed, this is ${process.versions.node}: https://nodejs.org`);
    if (await areInstalled()) return;
    log('Installing packages from the npm registry (npm ci) …');
    const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
    if (code === 0) return;
    // npm adds its whole manual to some errors.
    const [reason = ''] = output.split('npm error Clean install a project');
    throw new Error(
        `npm ci failed (exit code ${code}). Your sources are untouched. Check that the npm registry can be reached ` +
            `and run the command again.\n${reason.trim()}`,
    );
}
