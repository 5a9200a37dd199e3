import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserLaunchOptions } from '../harness/browser.mjs';
import { projectFolder } from '../harness/paths.mjs';
import type { UiOptions } from './fixtures';

const results = path.join(projectFolder, 'test-results');

export default defineConfig<UiOptions>({
    testDir: '.',
    testMatch: '*.spec.ts',
    // One VS Code at a time: it fills two cores while it starts, and a slow machine is what makes UI tests flaky.
    workers: 1,
    forbidOnly: process.env['CI'] !== undefined,
    // A test that passes only the second time is a failure to understand.
    retries: 0,
    timeout: 120_000,
    expect: { timeout: 15_000 },
    outputDir: path.join(results, 'ui-failures'),
    reporter: [['list'], ['json', { outputFile: path.join(results, 'ui.json') }]],
    use: {
        viewport: { width: 1280, height: 800 },
        actionTimeout: 15_000,
        navigationTimeout: 30_000,
        permissions: ['clipboard-read', 'clipboard-write'],
        screenshot: 'only-on-failure',
        trace: 'retain-on-failure',
        launchOptions: browserLaunchOptions(),
    },
});
