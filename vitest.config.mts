import { defineConfig } from 'vitest/config';

export default defineConfig({
    test: {
        include: [
            '{contracts,csv,flux,server,sandbox,cli,client,syntaxes,scripts,test/harness,test/lint}/**/*.test.ts',
        ],
        exclude: ['**/node_modules/**', 'out/**', 'dist/**'],
        // The engine's and the evaluator's workers run from their real bundles.
        globalSetup: ['test/support/build-bundles.ts'],
        testTimeout: 20_000,
        maxWorkers: 2,
    },
});
