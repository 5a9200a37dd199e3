// The licence texts of what the bundles contain: MIT, BSD and ISC ask for them in every copy.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} root the project's folder
 * @param {readonly string[]} inputs files that were bundled, relative to the root
 * @returns {Promise<string>} one section per package, sorted by name; rejects when a package comes without a licence
 */
export async function thirdPartyLicenses(root, inputs) {
    const folders = inputs.flatMap(
        (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? [],
    );
    const sections = await Promise.all(
        [...new Set(folders)].map((folder) => section(path.join(root, folder))),
    );
    return [...new Set(sections)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} folder a package's */
async function section(folder) {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    // Some packages name their licence in the manifest only.
    const text = file ? await readFile(path.join(folder, file), 'utf8') : `Licence: ${license}\n`;
    if (!file && !license) throw new Error(`${name} comes without a licence.`);
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
