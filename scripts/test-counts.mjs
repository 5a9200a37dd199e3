// Reads how many tests passed and failed out of what each test runner leaves behind.
import { readFile } from 'node:fs/promises';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Record<string, (report: any) => Counts>} */
const readers = {
    vitest(report) {
        // A file that cannot even be loaded is a failed suite without tests.
        const unloadable = report.testResults.filter(
            (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
        ).length;
        return {
            passed: report.numPassedTests,
            failed: report.numFailedTests + unloadable,
            skipped: report.numPendingTests + report.numTodoTests,
        };
    },
    integration(report) {
        return { passed: report.passes, failed: report.failures, skipped: report.pending };
    },
    playwright(report) {
        const { expected, unexpected, flaky, skipped } = report.stats;
        return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
    },
};

/**
 * What a step's run amounts to. No report, no test and a bad exit code are each a failure, whatever the numbers say.
 * @param {'vitest' | 'integration' | 'playwright'} kind
 * @param {string} reportFile
 * @param {number} exitCode of the runner
 * @returns {Promise<Counts & { problem?: string }>}
 */
export async function readCounts(kind, reportFile, exitCode) {
    /** @type {Counts} */
    let counts;
    try {
        const read = /** @type {(report: any) => Counts} */ (readers[kind]);
        counts = read(JSON.parse(await readFile(reportFile, 'utf8')));
    } catch {
        return { passed: 0, failed: 1, skipped: 0, problem: 'it left no report behind' };
    }
    if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, problem: 'it ran no test' };
    if (exitCode !== 0 && counts.failed === 0) {
        return { ...counts, failed: 1, problem: `it ended with exit code ${exitCode}` };
    }
    return counts;
}
