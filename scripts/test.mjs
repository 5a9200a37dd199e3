// `npm test`: everything that has to hold, from a fresh clone, with one closing line `N passed, N failed`.
// `npm test -- --only unit,ui` runs some of it.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installHarness, unsupportedReason } from '../test/harness/install.mjs';
import { endCommands, endInGoodOrder, projectFolder, run } from './commands.mjs';
import { installDependencies } from './dependencies.mjs';
import { packageExtension } from './extension-package.mjs';
import { readCounts } from './test-counts.mjs';

const results = path.join(projectFolder, 'test-results');
const report = (/** @type {string} */ name) => path.join(results, `${name}.json`);

/**
 * @typedef {{ passed: number, failed: number, skipped?: number, output?: string, problem?: string }} StepResult
 * @typedef {object} Step
 * @property {string} name as `--only` takes it
 * @property {string} what
 * @property {string[]} [needs] steps without which this one makes no sense
 * @property {boolean} [browserVsCode] needs the VS Code in the browser, which does not run on every machine
 * @property {() => Promise<StepResult>} run
 */

/** A check is one thing that holds or does not. @param {string[]} npmArgs @returns {() => Promise<StepResult>} */
const check =
    (...npmArgs) =>
    async () => {
        const { code, output } = await run('npm', ['run', '--silent', ...npmArgs]);
        return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
    };

/** The same for work that throws. @param {() => Promise<unknown>} work @returns {() => Promise<StepResult>} */
const attempt = (work) => async () => {
    try {
        await work();
        return { passed: 1, failed: 0 };
    } catch (error) {
        return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
    }
};

/**
 * @param {'vitest' | 'integration' | 'playwright'} kind
 * @param {string} reportFile
 * @param {string} name
 * @param {string[]} nodeArgs
 * @returns {() => Promise<StepResult>}
 */
const tests = (kind, reportFile, name, nodeArgs) => async () => {
    await rm(reportFile, { force: true });
    const { code, output } = await run(process.execPath, nodeArgs, {
        logFile: path.join(results, `${name}.log`),
    });
    const counts = await readCounts(kind, reportFile, code);
    return counts.failed > 0 ? { ...counts, output } : counts;
};

const bin = (/** @type {string} */ file) => path.join(projectFolder, 'node_modules', file);
const integrationReport = path.join(results, 'integration/result.json');

/** @type {Step[]} */
const steps = [
    { name: 'build', what: 'esbuild', run: check('build') },
    { name: 'typecheck', what: 'tsc -b', run: check('typecheck') },
    { name: 'lint', what: 'ESLint', run: check('lint') },
    { name: 'format', what: 'prettier', run: check('format:check') },
    { name: 'imports', what: 'dependency-cruiser', run: check('check:imports') },
    { name: 'unused', what: 'knip', run: check('check:unused') },
    {
        name: 'unit',
        what: 'vitest',
        run: tests('vitest', report('unit'), 'unit', [
            ...[bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'],
            `--outputFile.json=${report('unit')}`,
        ]),
    },
    {
        name: 'harness',
        what: 'VS Code and a browser from the npm registry',
        browserVsCode: true,
        run: attempt(installVsCode),
    },
    {
        name: 'integration',
        what: 'mocha in the extension host',
        needs: ['build', 'harness'],
        run: tests('integration', integrationReport, 'integration', ['test/integration/main.mjs']),
    },
    {
        name: 'package',
        what: 'the .vsix',
        run: attempt(() => packageExtension(() => {})),
    },
    {
        name: 'ui',
        what: 'Playwright on the packaged .vsix',
        needs: ['harness', 'package'],
        browserVsCode: true,
        run: tests('playwright', report('ui'), 'ui', [
            ...[bin('@playwright/test/cli.js'), 'test', '--config', 'test/ui'],
        ]),
    },
];

async function installVsCode() {
    await installHarness(() => {});
}

/** @returns {Step[]} the steps to run, with those that they need */
function chosenSteps() {
    const { values } = parseArgs({ options: { only: { type: 'string' } } });
    if (values.only === undefined) return steps;
    const wanted = new Set(values.only.split(',').map((name) => name.trim()));
    for (const name of wanted) {
        if (steps.some((step) => step.name === name)) continue;
        throw new Error(
            `There is no step "${name}". The steps are: ${steps.map((step) => step.name).join(', ')}.`,
        );
    }
    for (const step of steps) if (wanted.has(step.name)) step.needs?.forEach((name) => wanted.add(name));
    return steps.filter((step) => wanted.has(step.name));
}

/** The end of a long output: that is where runners say what went wrong. @param {string} output */
function lastLines(output) {
    const lines = output.trimEnd().split('\n');
    const kept = lines.slice(-150);
    if (kept.length < lines.length) kept.unshift(`(${lines.length - kept.length} lines before this one)`);
    return kept.map((line) => `    ${line}`).join('\n');
}

/**
 * Prints one short block.
 * @param {Step} step
 * @param {StepResult} result
 * @param {number} ms
 */
function print(step, result, ms) {
    const mark = result.failed > 0 ? '✗' : '✓';
    const counts = [`${result.passed} passed`, `${result.failed} failed`];
    if (result.skipped) counts.push(`${result.skipped} skipped`);
    console.log(`${mark} ${step.name} (${step.what}): ${counts.join(', ')}, ${(ms / 1000).toFixed(1)} s`);
    if (result.problem) console.log(`    ${step.name} failed: ${result.problem}.`);
    if (result.output) console.log(lastLines(result.output));
}

/**
 * @param {Step[]} chosen
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runSteps(chosen) {
    const total = { passed: 0, failed: 0 };
    const broken = new Set();
    const noBrowserVsCode = unsupportedReason();
    for (const step of chosen) {
        if (step.browserVsCode && noBrowserVsCode) {
            console.log(`- ${step.name} (${step.what}): not run on this machine.\n    ${noBrowserVsCode}`);
            continue;
        }
        const missing = step.needs?.filter((name) => broken.has(name)) ?? [];
        const started = Date.now();
        /** @type {StepResult} */
        const result =
            missing.length > 0
                ? { passed: 0, failed: 1, problem: `it needs ${missing.join(' and ')}` }
                : await step.run();
        if (stopping) break;
        print(step, result, Date.now() - started);
        if (result.failed > 0) broken.add(step.name);
        total.passed += result.passed;
        total.failed += result.failed;
    }
    return total;
}

let stopping = false;
endInGoodOrder(async () => {
    stopping = true;
    console.log('\nEnding what runs …');
    await endCommands();
}, 130);

try {
    const chosen = chosenSteps();
    await mkdir(results, { recursive: true });
    await installDependencies((line) => console.log(line));
    const { passed, failed } = await runSteps(chosen);
    if (!stopping) {
        console.log(`${passed} passed, ${failed} failed`);
        process.exitCode = failed > 0 ? 1 : 0;
    }
} catch (error) {
    if (!stopping) {
        console.error(error instanceof Error ? error.message : error);
        console.log('0 passed, 1 failed');
        process.exitCode = 1;
    }
}
