/** What only tests use: servers that misbehave as told, a played person, cursors in texts. */
const testSupport =
    '/testing/|/(fault-server|scripts-server|small-sandbox|bench|start-test-server|flux-under-test)\\.ts$';

/** Cycles and reachability; which room may import which is ESLint's part (eslint.config.mjs). */
module.exports = {
    forbidden: [
        { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
        {
            name: 'no-orphans',
            severity: 'error',
            from: { orphan: true, pathNot: ['\\.test\\.ts$', '\\.d\\.ts$', 'tsconfig\\.json$'] },
            to: {},
        },
        {
            name: 'no-tests-in-the-product',
            severity: 'error',
            from: { pathNot: `\\.test\\.ts$|${testSupport}` },
            to: { path: `\\.test\\.ts$|${testSupport}` },
        },
        {
            name: 'no-wasm-in-the-extension-host',
            comment: 'The engine lives in a worker of the language server and of the sandbox.',
            severity: 'error',
            from: { path: '^client/src/extension\\.ts$' },
            to: { path: 'flux-lsp-node|^flux/', reachable: true },
        },
        {
            name: 'client-server-sandbox-never-meet',
            severity: 'error',
            from: { path: '^(client|server|sandbox)/' },
            to: { path: '^(client|server|sandbox)/', pathNot: '^$1/', reachable: true },
        },
        {
            name: 'unresolvable',
            severity: 'error',
            from: {},
            to: { couldNotResolve: true, pathNot: '^vscode$' },
        },
    ],
    options: {
        doNotFollow: { path: 'node_modules' },
        exclude: { path: '(^|/)(out|dist)/' },
        tsPreCompilationDeps: true,
        enhancedResolveOptions: {
            exportsFields: ['exports'],
            conditionNames: ['import', 'require', 'node', 'default'],
            extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
        },
    },
};
