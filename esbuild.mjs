// One table of everything that is bundled. `node esbuild.mjs [--production] [--watch]`.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { thirdPartyLicenses } from './scripts/third-party-licenses.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @satisfies {import('esbuild').BuildOptions} */
const node = {
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // jsonc-parser's UMD build hides its own requires from a bundler: take its ESM build.
    mainFields: ['module', 'main'],
};
/** @satisfies {import('esbuild').BuildOptions} */
const browser = { platform: 'browser', format: 'iife', target: 'es2022' };

/** @typedef {import('esbuild').BuildOptions & { in: string, out: string }} Bundle */

/**
 * Each bundle: where it starts, where it goes, for which host.
 * @type {Bundle[]}
 */
const bundles = [
    {
        in: 'client/src/extension.ts',
        out: 'dist/extension.js',
        ...node,
        // The library of the language client is most of the code. In a file of its own, activation does not read it.
        external: ['vscode', './language-client'],
        // As `require`: VS Code hands out its API to that one only, and it finds the file without its ending.
        supported: { 'dynamic-import': false },
    },
    {
        in: 'client/src/language/language-client.ts',
        out: 'dist/language-client.js',
        ...node,
        external: ['vscode'],
    },
    { in: 'client/src/results/worker/results-worker.ts', out: 'dist/results-worker.js', ...node },
    { in: 'client/webview/results.ts', out: 'dist/webview/results.js', ...browser },
    { in: 'client/webview/results.css', out: 'dist/webview/results.css', ...browser },
    { in: 'server/src/protocol/main.ts', out: 'dist/server.js', ...node },
    { in: 'flux/src/engine/worker.ts', out: 'dist/engine-worker.js', ...node },
    { in: 'sandbox/src/main.ts', out: 'dist/sandbox.js', ...node },
    { in: 'sandbox/src/engine/worker.ts', out: 'dist/evaluator-worker.js', ...node },
    { in: 'cli/src/main.ts', out: 'dist/cli.js', ...node },
];
/** @type {Bundle[]} */
const onlyForTests = [
    {
        in: 'test/integration/index.ts',
        out: 'out/test/integration/index.js',
        ...node,
        external: ['vscode', 'mocha'],
    },
];

/** libflux reads its wasm from beside the file that holds its code, so it lies beside the bundles. */
async function copyWasm() {
    const require = createRequire(path.join(root, 'flux/package.json'));
    const wasm = path.join(
        path.dirname(require.resolve('@influxdata/flux-lsp-node')),
        'flux-lsp-node_bg.wasm',
    );
    await mkdir(path.join(root, 'dist'), { recursive: true });
    await copyFile(wasm, path.join(root, 'dist/flux-lsp-node_bg.wasm'));
}

/**
 * @param {Bundle} bundle
 * @returns {import('esbuild').BuildOptions}
 */
function optionsFor({ in: entry, out, ...options }) {
    return {
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: out,
        bundle: true,
        minify: production,
        sourcemap: production ? false : 'linked',
        // The licences of what is bundled go into a file of their own.
        legalComments: 'none',
        metafile: true,
        logLevel: 'warning',
        ...options,
    };
}

/** Builds every bundle of the table once; rejects with esbuild's own report when one fails. */
export async function buildAll() {
    const table = production ? bundles : [...bundles, ...onlyForTests];
    const [built] = await Promise.all([
        Promise.all(table.map((bundle) => esbuild.build(optionsFor(bundle)))),
        copyWasm(),
    ]);
    const inputs = built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
    await writeFile(path.join(root, 'dist/THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(root, inputs));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    if (production) await rm(path.join(root, 'dist'), { recursive: true, force: true });
    if (watch) {
        await copyWasm();
        const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(optionsFor(bundle))));
        await Promise.all(contexts.map((context) => context.watch()));
    } else {
        await buildAll();
    }
}
