// Makes dist/flux-scripts.vsix, the packaged extension, when something that goes into it has changed.
import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder, run } from './commands.mjs';

export const vsixFile = path.join(projectFolder, 'dist/flux-scripts.vsix');
const stampFile = `${vsixFile}.sha256`;

/** All that the package is made from or with. */
const sources = [
    ...['contracts', 'csv', 'flux', 'server', 'sandbox', 'cli', 'client', 'syntaxes', 'media'],
    ...[
        'package.json',
        'package-lock.json',
        'esbuild.mjs',
        'scripts/third-party-licenses.mjs',
        'tsconfig.base.json',
        '.vscodeignore',
    ],
    ...['README.md', 'CHANGELOG.md', 'LICENSE'],
];

/**
 * @param {string} place relative to the project
 * @returns {Promise<string[]>} the files in and below it, sorted; none when it is not there
 */
async function filesIn(place) {
    const full = path.join(projectFolder, place);
    const info = await stat(full).catch(() => undefined);
    if (!info) return [];
    if (!info.isDirectory()) return [place];
    const entries = await readdir(full, { withFileTypes: true, recursive: true });
    return entries
        .filter(
            (entry) =>
                entry.isFile() &&
                !/(^|[\\/])node_modules([\\/]|$)|\.test\.ts$/.test(path.join(entry.parentPath, entry.name)),
        )
        .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)))
        .sort();
}

/** @returns {Promise<string>} one hash of the names and contents of all sources */
async function fingerprint() {
    const hash = createHash('sha256');
    for (const source of sources) {
        for (const file of await filesIn(source)) {
            hash.update(`${file}\0`).update(await readFile(path.join(projectFolder, file)));
        }
    }
    return hash.digest('hex');
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the fingerprint of the package: the same as long as the sources are
 * @throws {Error} with the compiler's or the packager's own words
 */
export async function packageExtension(log) {
    const wanted = await fingerprint();
    const made = await readFile(stampFile, 'utf8').catch(() => '');
    const there = await stat(vsixFile).catch(() => undefined);
    if (made === wanted && there) return wanted;
    log('Building and packaging the extension …');
    const { code, output } = await run('npm', ['run', '--silent', 'package']);
    if (code !== 0)
        throw new Error(`The extension could not be packaged (npm run package):\n${output.trim()}`);
    await writeFile(stampFile, wanted);
    return wanted;
}
