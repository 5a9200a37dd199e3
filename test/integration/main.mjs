// `node test/integration/main.mjs`: the integration suites in a real extension host. Leaves its counts in
// `test-results/integration/result.json`.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../harness/paths.mjs';
import { runInHost, vscodeExecutable } from './run-in-host.mjs';

/** @typedef {import('./result').IntegrationResult} IntegrationResult */

/**
 * A host that dies with exit code 0 must not pass for a success: the harness itself is tested first.
 * @param {string} executable
 * @returns {Promise<import('./result').IntegrationTest>}
 */
async function dyingHostIsNoticed(executable) {
    const started = Date.now();
    const testsPath = path.join(projectFolder, 'test/integration/dying-host.cjs');
    const outcome = await runInHost({ name: 'integration-dying-host', testsPath, executable }).then(
        () => 'it passed',
        (error) => (error instanceof Error ? error.message : String(error)),
    );
    const noticed = outcome.includes('without a result');
    return {
        title: 'harness: an extension host that dies is a failure',
        state: noticed ? 'passed' : 'failed',
        durationMs: Date.now() - started,
        ...(noticed ? {} : { error: outcome }),
    };
}

/** @param {IntegrationResult} result */
function print(result) {
    for (const test of result.tests) {
        const mark = { passed: '✓', failed: '✗', pending: '-' }[test.state];
        console.log(`  ${mark} ${test.title} (${test.durationMs} ms)`);
        if (test.error) console.log(test.error.replace(/^/gm, '      '));
    }
    console.log(`${result.passes} passed, ${result.failures} failed, ${result.pending} pending`);
}

const executable = await vscodeExecutable();
const harness = await dyingHostIsNoticed(executable);
const result = await runInHost({
    name: 'integration',
    testsPath: path.join(projectFolder, 'out/test/integration/index.js'),
    executable,
});
result.tests.unshift(harness);
if (harness.state === 'passed') result.passes += 1;
else result.failures += 1;
print(result);
await writeFile(
    path.join(projectFolder, 'test-results/integration/result.json'),
    JSON.stringify(result, null, 2),
);
process.exitCode = result.failures > 0 ? 1 : 0;
