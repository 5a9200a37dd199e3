// `npm run pictures`: runs the UI test of the whole journey and keeps its picture for the README, so that the README
// shows what the packaged extension really looks like.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { installHarness, unsupportedReason } from '../test/harness/install.mjs';
import { endCommands, endInGoodOrder, projectFolder, run } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { packageExtension } from './extension-package.mjs';

const taken = path.join(projectFolder, 'test-results/screenshots/journey.png');
const kept = path.join(projectFolder, 'docs/images/journey.png');

const log = (/** @type {string} */ line) => console.log(line);

/** @throws {Error} with the reason for which there is no new picture; the old one is then still there */
async function takePictures() {
    const unsupported = unsupportedReason();
    if (unsupported) throw new Error(unsupported);
    await installDependencies(log);
    await installHarness(log);
    await packageExtension(log);
    log('Running the journey …');
    await rm(taken, { force: true });
    const playwright = path.join(projectFolder, 'node_modules/@playwright/test/cli.js');
    const { code, output } = await run(process.execPath, [
        playwright,
        ...['test', 'journey.spec.ts', '--config', 'test/ui', '--reporter', 'list'],
    ]);
    if (code !== 0) throw new Error(`The journey failed, the old picture stays:\n${output.trim()}`);
    await mkdir(path.dirname(kept), { recursive: true });
    await copyFile(taken, kept);
    log(`Taken: ${path.relative(projectFolder, kept)}`);
}

endInGoodOrder(endCommands, 130);

await takePictures().catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
