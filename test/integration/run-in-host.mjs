// Runs one test module in an extension host, through `@vscode/test-electron`: in the harness's stand-in for VS Code,
// or in a desktop VS Code that it downloads.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { unsupportedReason } from '../harness/install.mjs';
import { harnessFolder, projectFolder } from '../harness/paths.mjs';

/** @typedef {import('./result').IntegrationResult} IntegrationResult */

/**
 * The VS Code to test in. The stand-in where it runs; a version named by `FLUX_SCRIPTS_VSCODE` (`stable`, `1.100.3`)
 * is downloaded from the network instead.
 * @returns {Promise<string>} its executable
 */
export async function vscodeExecutable() {
    const version = process.env['FLUX_SCRIPTS_VSCODE'] ?? (unsupportedReason() ? 'stable' : undefined);
    if (!version) return path.join(harnessFolder, 'vscode-stand-in.mjs');
    return downloadAndUnzipVSCode({ version, cachePath: path.join(projectFolder, '.vscode-test') });
}

/**
 * @param {{ name: string, testsPath: string, executable: string }} options `name` is the folder in `test-results` that
 *   keeps the logs
 * @returns {Promise<IntegrationResult>}
 * @throws {Error} when the host left no result behind, or one without a single test
 */
export async function runInHost({ name, testsPath, executable }) {
    const kept = path.join(projectFolder, 'test-results', name);
    await rm(kept, { recursive: true, force: true });
    await mkdir(kept, { recursive: true });
    // A short path: desktop VS Code puts a socket into its data folder.
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'flux-it-'));
    const dataFolder = path.join(scratch, 'data');
    const workspace = path.join(scratch, 'examples');
    const resultFile = path.join(kept, 'result.json');
    await cp(path.join(projectFolder, 'examples'), workspace, { recursive: true });
    try {
        const exitCode = await runTests({
            vscodeExecutablePath: executable,
            extensionDevelopmentPath: projectFolder,
            extensionTestsPath: testsPath,
            extensionTestsEnv: { FLUX_SCRIPTS_RESULT_FILE: resultFile },
            launchArgs: [
                workspace,
                `--user-data-dir=${dataFolder}`,
                `--extensions-dir=${path.join(scratch, 'extensions')}`,
            ],
        }).catch((/** @type {unknown} */ error) => String(error));
        const text = await readFile(resultFile, 'utf8').catch(() => {
            throw new Error(
                `The extension host ended (${exitCode}) without a result. Its logs are in ${kept}.`,
            );
        });
        const result = /** @type {IntegrationResult} */ (JSON.parse(text));
        if (result.passes + result.failures === 0) throw new Error('The extension host ran no test.');
        return result;
    } finally {
        await cp(path.join(dataFolder, 'logs'), path.join(kept, 'logs'), { recursive: true }).catch(() => {});
        await cp(path.join(dataFolder, 'server.log'), path.join(kept, 'server.log')).catch(() => {});
        await rm(scratch, { recursive: true, force: true });
    }
}
