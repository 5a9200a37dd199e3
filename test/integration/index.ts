// What VS Code loads inside the extension host (`extensionTestsPath`). It runs the suites and writes what came of it
// to the file that `FLUX_SCRIPTS_RESULT_FILE` names: an exit code can be 0 although the host died, a file cannot lie so.
import { writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import Mocha from 'mocha';
import type { IntegrationResult, IntegrationTest } from './result';

/** Each suite registers its tests when it is loaded, which must be after mocha has set up its globals. */
const suites = [() => import('./activation.spec'), () => import('./sync.spec')];

function describeTest(test: Mocha.Test, state: IntegrationTest['state'], error?: unknown): IntegrationTest {
    return {
        title: test.fullTitle(),
        state,
        durationMs: test.duration ?? 0,
        ...(error === undefined
            ? {}
            : { error: error instanceof Error && error.stack ? error.stack : inspect(error) }),
    };
}

/** Called by VS Code. Rejects when a test failed, so that the exit code says so as well. */
export async function run(): Promise<void> {
    const resultFile = process.env['FLUX_SCRIPTS_RESULT_FILE'];
    if (!resultFile)
        throw new Error(
            'FLUX_SCRIPTS_RESULT_FILE is not set: run the suites with `npm run test:integration`.',
        );

    const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, forbidOnly: process.env['CI'] !== undefined });
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    for (const load of suites) await load();

    const tests: IntegrationTest[] = [];
    const failures = await new Promise<number>((resolve) => {
        const runner = mocha.run(resolve);
        runner.on('pass', (test) => tests.push(describeTest(test, 'passed')));
        runner.on('pending', (test) => tests.push(describeTest(test, 'pending')));
        // A failing hook arrives here too, as a test of its own.
        runner.on('fail', (test, error) => tests.push(describeTest(test, 'failed', error)));
    });
    const count = (state: IntegrationTest['state']): number =>
        tests.filter((test) => test.state === state).length;
    const result: IntegrationResult = {
        passes: count('passed'),
        failures: Math.max(failures, count('failed')),
        pending: count('pending'),
        tests,
    };
    writeFileSync(resultFile, JSON.stringify(result, null, 2));
    if (result.failures > 0) throw new Error(`${result.failures} integration tests failed.`);
}
