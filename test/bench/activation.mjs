// `npm run bench:activation [-- --rounds N]`: how long the packaged extension takes to activate (loading its bundle
// included), beside an extension that does nothing, in the same extension host. Each round is a fresh host.
import { chromium } from '@playwright/test';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { run } from '../../scripts/commands.mjs';
import { packageExtension, vsixFile } from '../../scripts/extension-package.mjs';
import { browserLaunchOptions } from '../harness/browser.mjs';
import { installHarness } from '../harness/install.mjs';
import { projectFolder } from '../harness/paths.mjs';
import { runTestModule } from '../harness/run-test-module.mjs';
import { installExtension, startServer } from '../harness/vscode-server.mjs';

const OURS = 'flux-scripts.flux-scripts';
const EMPTY = 'flux-scripts.empty';
/** The first hosts read everything from a cold disk cache. */
const WARM_UP = 2;

/**
 * Packages an extension whose `activate` does nothing.
 * @param {string} folder
 * @returns {Promise<string>} its .vsix
 */
async function packageEmpty(folder) {
    const manifest = {
        ...{ name: 'empty', publisher: 'flux-scripts', version: '1.0.0', main: './main.js', license: 'MIT' },
        ...{ engines: { vscode: '^1.100.0' }, activationEvents: ['onCommand:fluxScriptsEmpty.none'] },
    };
    const vsix = path.join(folder, 'empty.vsix');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
    await writeFile(path.join(folder, 'main.js'), 'exports.activate = () => {};\n');
    await writeFile(path.join(folder, 'README.md'), 'Does nothing, for comparison.\n');
    const vsce = path.join(projectFolder, 'node_modules/@vscode/vsce/vsce');
    const flags = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];
    const { code, output } = await run(process.execPath, [vsce, 'package', ...flags, '--out', vsix], {
        cwd: folder,
    });
    if (code !== 0) throw new Error(`The empty extension could not be packaged:\n${output}`);
    return vsix;
}

/** @typedef {{ total: number, own: number }} Time milliseconds; see activation-host.cjs */

/** @param {number[]} values @param {number} share 0.5 for the median @returns {number} */
function quantile(values, share) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/**
 * @param {string} scratch
 * @param {number} rounds
 * @returns {Promise<Record<string, Time[]>>} one entry per round
 */
async function measure(scratch, rounds) {
    const [dataFolder, extensionsFolder] = [path.join(scratch, 'data'), path.join(scratch, 'extensions')];
    const [folder, resultFile] = [path.join(scratch, 'empty-workspace'), path.join(scratch, 'result.json')];
    await mkdir(folder);
    for (const vsix of [vsixFile, await packageEmpty(path.join(scratch, 'empty'))]) {
        await installExtension({ vsix, dataFolder, extensionsFolder });
    }
    const browser = await chromium.launch(browserLaunchOptions());
    /** @type {Record<string, Time[]>} */
    const times = { [OURS]: [], [EMPTY]: [] };
    try {
        for (let round = 0; round < rounds + WARM_UP; round++) {
            // Whichever goes first pays for what both share: take turns.
            const ids = round % 2 === 0 ? [OURS, EMPTY] : [EMPTY, OURS];
            const env = { FLUX_SCRIPTS_RESULT_FILE: resultFile, FLUX_SCRIPTS_BENCH_IDS: ids.join(',') };
            const server = await startServer({ dataFolder, extensionsFolder, env });
            try {
                await rm(resultFile, { force: true });
                const testsPath = path.join(projectFolder, 'test/bench/activation-host.cjs');
                const developmentPath = path.join(projectFolder, 'test/bench');
                /** @type {string[]} */
                const said = [];
                const log = (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
                    if (type === 'error') said.push(format(...args));
                };
                await runTestModule({ browser, server, developmentPath, testsPath, folder, log });
                const text = await readFile(resultFile, 'utf8').catch(() => {
                    throw new Error(`A round left no times behind. VS Code said:\n${said.join('\n')}`);
                });
                const result = JSON.parse(text);
                if (round >= WARM_UP) ids.forEach((id) => times[id]?.push(result[id]));
            } finally {
                await server.stop();
            }
        }
    } finally {
        await browser.close();
    }
    return times;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } });
const rounds = Number(values.rounds);
await installHarness(console.log);
await packageExtension(console.log);
const scratch = await mkdtemp(path.join(os.tmpdir(), 'flux-bench-'));
try {
    const times = await measure(scratch, rounds);
    const median = (/** @type {string} */ id, /** @type {keyof Time} */ which) =>
        quantile(
            (times[id] ?? []).map((time) => time[which]),
            0.5,
        );
    console.log(`Activation in ${rounds} fresh extension hosts, median (90 % within):`);
    for (const id of [OURS, EMPTY]) {
        const parts = /** @type {(keyof Time)[]} */ (['own', 'total']).map((which) => {
            const p90 = quantile(
                (times[id] ?? []).map((time) => time[which]),
                0.9,
            );
            const name = which === 'own' ? 'load and activate' : 'with messages to the window';
            return `${name} ${median(id, which).toFixed(1)} ms (${p90.toFixed(1)} ms)`;
        });
        console.log(`  ${id.padEnd(26)} ${parts.join(', ')}`);
    }
    const ratio = median(OURS, 'total') / median(EMPTY, 'total');
    const difference = median(OURS, 'total') - median(EMPTY, 'total');
    console.log(`ratio ${ratio.toFixed(1)}, difference ${difference.toFixed(1)} ms`);
    await mkdir(path.join(projectFolder, 'test-results'), { recursive: true });
    await writeFile(
        path.join(projectFolder, 'test-results/bench-activation.json'),
        JSON.stringify(times, null, 2),
    );
} finally {
    await rm(scratch, { recursive: true, force: true });
}
