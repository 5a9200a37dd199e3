import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Which package a room may not import. Each entry makes one configuration block; because a later block replaces an
 * earlier one's options, everything that holds for a file is put together here, in `boundaries()`.
 */
const all = ['contracts', 'csv', 'flux', 'server', 'sandbox', 'cli', 'client'];
const mayImport = {
    contracts: [],
    csv: [],
    flux: ['contracts', 'csv'],
    server: ['contracts', 'flux'],
    sandbox: ['contracts', 'csv', 'flux'],
    cli: ['contracts', 'csv', 'sandbox'],
    client: ['contracts', 'csv'],
};

function forbidPackages(room) {
    const forbidden = all.filter((name) => name !== room && !mayImport[room].includes(name));
    return {
        group: forbidden.flatMap((name) => [
            `@flux-scripts/${name}`,
            `@flux-scripts/${name}/**`,
            `**/${name}/src/**`,
        ]),
        message: `${room}/ may import only: ${mayImport[room].join(', ') || 'nothing of ours'} (docs/architecture.md).`,
    };
}
const noVscode = {
    group: ['vscode'],
    message: 'Pure logic: no vscode in here (types at most).',
    allowTypeImports: true,
};
const noConnection = {
    group: ['vscode-languageserver', 'vscode-languageserver/**', '**/protocol/**'],
    message: 'The service imports no connection: protocol → service, never back.',
    allowTypeImports: true,
};
const onlyOneDoor = {
    group: ['@influxdata/flux-lsp-node'],
    message: 'libflux has one door: flux/src/engine/libflux.ts.',
};

function boundaries(files, patterns, ignores = []) {
    return { files, ignores, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } };
}

export default defineConfig(
    {
        ignores: [
            '**/node_modules/**',
            'dist/**',
            'out/**',
            'test-results/**',
            '.vscode-run/**',
            '.vscode-test/**',
        ],
    },
    js.configs.recommended,
    {
        files: ['**/*.ts', '**/*.mts'],
        extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
        languageOptions: {
            parserOptions: {
                projectService: { allowDefaultProject: ['vitest.config.mts'] },
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            '@typescript-eslint/restrict-template-expressions': [
                'error',
                { allowNumber: true, allowBoolean: true },
            ],
            '@typescript-eslint/switch-exhaustiveness-check': [
                'error',
                { considerDefaultExhaustiveForUnions: true },
            ],
            '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
            '@typescript-eslint/consistent-type-imports': 'error',
            'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
        },
    },
    {
        files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
        languageOptions: {
            globals: {
                process: 'readonly',
                console: 'readonly',
                URL: 'readonly',
                Buffer: 'readonly',
                fetch: 'readonly',
                setTimeout: 'readonly',
                clearTimeout: 'readonly',
                setInterval: 'readonly',
                clearInterval: 'readonly',
                setImmediate: 'readonly',
                performance: 'readonly',
                AbortController: 'readonly',
                AbortSignal: 'readonly',
                module: 'writable',
                require: 'readonly',
                __dirname: 'readonly',
                exports: 'writable',
            },
        },
    },
    boundaries(['contracts/src/**'], [forbidPackages('contracts'), noVscode, onlyOneDoor]),
    boundaries(['csv/src/**'], [forbidPackages('csv'), noVscode, onlyOneDoor]),
    boundaries(
        ['flux/src/**'],
        [forbidPackages('flux'), noVscode, onlyOneDoor],
        ['flux/src/engine/libflux.ts'],
    ),
    boundaries(['flux/src/engine/libflux.ts'], [forbidPackages('flux'), noVscode]),
    boundaries(['server/src/protocol/**'], [forbidPackages('server'), noVscode, onlyOneDoor]),
    boundaries(['server/src/service/**'], [forbidPackages('server'), noVscode, onlyOneDoor, noConnection]),
    boundaries(['sandbox/src/**'], [forbidPackages('sandbox'), noVscode, onlyOneDoor]),
    boundaries(['cli/src/**'], [forbidPackages('cli'), noVscode, onlyOneDoor]),
    boundaries(
        ['client/src/**'],
        [forbidPackages('client'), onlyOneDoor],
        ['client/src/influxdb/**', 'client/src/sync/plan*', 'client/src/results/worker/**'],
    ),
    boundaries(
        [
            'client/src/influxdb/**',
            'client/src/sync/plan*',
            'client/src/results/worker/**',
            'client/webview/**',
        ],
        [forbidPackages('client'), onlyOneDoor, noVscode],
    ),
    {
        files: ['**/*.test.ts', 'test/**/*.ts'],
        rules: {
            '@typescript-eslint/no-non-null-assertion': 'off',
            'max-lines': ['error', { max: 600, skipComments: true, skipBlankLines: true }],
        },
    },
);
