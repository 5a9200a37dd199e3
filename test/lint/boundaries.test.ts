import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

/**
 * A later block of a flat configuration replaces the options of an earlier one, so a boundary can be lost without a
 * word. Each rule is therefore shown to fire on a text that breaks it, and to be silent on one that does not.
 */
const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({
    cwd: root,
    // The texts are not on disk, so they belong to no TypeScript project: the boundaries need no types.
    overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => ruleId === '@typescript-eslint/no-restricted-imports',
});

async function complaints(file: string, text: string): Promise<string[]> {
    const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
    if (result === undefined) throw new Error(`${file} is ignored by the configuration`);
    return result.messages.map((message) => message.ruleId ?? message.message);
}

const forbidden: readonly [file: string, importing: string][] = [
    ['client/src/scripts/x.ts', `import { x } from '@flux-scripts/server/service/hover'; x();`],
    ['client/src/scripts/x.ts', `import { x } from '@flux-scripts/sandbox/http/server'; x();`],
    ['client/src/scripts/x.ts', `import { x } from '@flux-scripts/flux/params/scan'; x();`],
    ['client/src/scripts/x.ts', `import { x } from '../../../server/src/service/hover'; x();`],
    ['client/src/influxdb/x.ts', `import { window } from 'vscode'; window.setStatusBarMessage('x');`],
    ['client/src/influxdb/x.ts', `import { x } from '@flux-scripts/sandbox/http/server'; x();`],
    ['client/src/sync/plan.ts', `import { window } from 'vscode'; window.setStatusBarMessage('x');`],
    ['client/src/results/worker/x.ts', `import { window } from 'vscode'; window.setStatusBarMessage('x');`],
    ['client/webview/x.ts', `import { window } from 'vscode'; window.setStatusBarMessage('x');`],
    ['client/webview/x.ts', `import { x } from '@flux-scripts/flux/params/scan'; x();`],
    ['server/src/service/x.ts', `import { x } from 'vscode-languageserver/node'; x();`],
    ['server/src/service/x.ts', `import { x } from '../protocol/documents'; x();`],
    ['server/src/service/x.ts', `import { x } from '@influxdata/flux-lsp-node'; x();`],
    ['server/src/protocol/x.ts', `import { x } from '@flux-scripts/client/extension'; x();`],
    ['server/src/protocol/x.ts', `import { x } from '@flux-scripts/sandbox/http/server'; x();`],
    ['sandbox/src/http/x.ts', `import { x } from '@flux-scripts/client/influxdb/scripts-api'; x();`],
    ['sandbox/src/engine/x.ts', `import { x } from '@influxdata/flux-lsp-node'; x();`],
    ['sandbox/src/engine/x.ts', `import { x } from 'vscode'; x();`],
    ['flux/src/params/x.ts', `import { x } from '@flux-scripts/server/service/hover'; x();`],
    ['flux/src/params/x.ts', `import { x } from '@influxdata/flux-lsp-node'; x();`],
    ['flux/src/engine/libflux.ts', `import { x } from '@flux-scripts/server/service/hover'; x();`],
    ['csv/src/x.ts', `import { x } from '@flux-scripts/contracts/scripts-api'; x();`],
    ['contracts/src/x.ts', `import { x } from '@flux-scripts/csv/reader'; x();`],
    ['cli/src/x.ts', `import { x } from '@flux-scripts/client/influxdb/scripts-api'; x();`],
];

const allowed: readonly [file: string, importing: string][] = [
    ['client/src/scripts/x.ts', `import { window } from 'vscode'; window.setStatusBarMessage('x');`],
    ['client/src/influxdb/x.ts', `import type { Event } from 'vscode'; export type X = Event<void>;`],
    ['client/src/influxdb/x.ts', `import { x } from '@flux-scripts/contracts/scripts-api'; x();`],
    ['server/src/protocol/x.ts', `import { x } from '../service/hover'; x();`],
    ['server/src/protocol/x.ts', `import { x } from 'vscode-languageserver/node'; x();`],
    ['server/src/service/x.ts', `import { x } from '@flux-scripts/flux/params/scan'; x();`],
    ['sandbox/src/http/x.ts', `import { x } from '@flux-scripts/csv/writer'; x();`],
    ['flux/src/engine/libflux.ts', `import { x } from '@influxdata/flux-lsp-node'; x();`],
    ['cli/src/x.ts', `import { x } from '@flux-scripts/sandbox/http/server'; x();`],
];

describe('import boundaries', () => {
    it.each(forbidden)('%s may not: %s', async (file, text) => {
        expect(await complaints(file, text)).toEqual(['@typescript-eslint/no-restricted-imports']);
    });

    it.each(allowed)('%s may: %s', async (file, text) => {
        expect(await complaints(file, text)).toEqual([]);
    });
});

describe('import cycles', () => {
    mkdirSync(path.join(root, 'out'), { recursive: true });
    const folder = mkdtempSync(path.join(root, 'out/cycle-'));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('are refused by the project’s dependency-cruiser rules', async () => {
        writeFileSync(path.join(folder, 'a.ts'), `import './b';\n`);
        writeFileSync(path.join(folder, 'b.ts'), `import './a';\n`);
        const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
            forbidden: IForbiddenRuleType[];
        };
        const { output } = await cruise([folder], {
            ruleSet: { forbidden: config.forbidden.filter((rule) => rule.name === 'no-cycles') },
            validate: true,
        });
        if (typeof output === 'string') throw new Error(output);
        expect(output.summary.violations.map((violation) => violation.rule.name)).toContain('no-cycles');
    });
});
