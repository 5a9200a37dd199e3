import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCounts } from './test-counts.mjs';

let folder = '';
beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'flux-counts-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(content: unknown): Promise<string> {
    const file = path.join(folder, 'report.json');
    await writeFile(file, JSON.stringify(content));
    return file;
}

const vitest = (passed: number, failed: number, testResults: unknown[] = []) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
});

describe('counts of a test runner', () => {
    it('are its own when tests ran and passed', async () => {
        const file = await report(vitest(3, 0));
        expect(await readCounts('vitest', file, 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
    });

    it('are a failure when no test ran, although the runner was content', async () => {
        const file = await report({
            stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 4 },
            errors: [],
        });
        expect(await readCounts('playwright', file, 0)).toMatchObject({
            failed: 1,
            problem: 'it ran no test',
        });
    });

    it('are a failure when the exit code is bad, although each test passed', async () => {
        const file = await report({ passes: 5, failures: 0, pending: 0 });
        expect(await readCounts('integration', file, 137)).toMatchObject({ passed: 5, failed: 1 });
    });

    it('are a failure when there is no report, although the exit code is good', async () => {
        const missing = path.join(folder, 'none.json');
        expect(await readCounts('integration', missing, 0)).toMatchObject({ passed: 0, failed: 1 });
    });

    it('count a test file that cannot be loaded', async () => {
        const file = await report(vitest(3, 0, [{ status: 'failed', assertionResults: [] }]));
        expect(await readCounts('vitest', file, 1)).toMatchObject({ passed: 3, failed: 1 });
    });

    it('count a test that passed only the second time as failed', async () => {
        const file = await report({
            stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 0 },
            errors: [],
        });
        expect(await readCounts('playwright', file, 0)).toMatchObject({ passed: 2, failed: 1 });
    });
});
