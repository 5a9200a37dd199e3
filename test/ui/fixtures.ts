/* eslint no-empty-pattern: ['error', { allowObjectPatternsAsParameters: true }] -- Playwright reads a fixture's needs from this pattern */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type Page, type TestInfo } from '@playwright/test';
import { markedProcesses } from '../harness/marked-processes.mjs';
import { projectFolder } from '../harness/paths.mjs';
import { installExtension, startServer, type RunningServer } from '../harness/vscode-server.mjs';
import { Workbench } from './pages/workbench';
import { themes, type Theme } from './themes';

/** What a test file can choose with `test.use({ … })`. */
export interface UiOptions {
    theme: Theme;
    /** Added to the settings that every test runs with. */
    settings: Record<string, unknown>;
    /** Ask for workspace trust, as a person's VS Code does. */
    workspaceTrust: boolean;
}

interface UiFixtures {
    /** A copy of `examples/` of this test's own. */
    workspace: string;
    /** A VS Code of this test's own, with nothing but the packaged extension in it. */
    vscode: RunningServer;
    /** VS Code, opened on the workspace and ready for input. */
    workbench: Workbench;
}

interface UiWorkerFixtures {
    /** An extensions folder in which the .vsix was installed as a person would install it. */
    extensionsFolder: string;
}

/** Without these, focus changes, autosave, welcome pages and git's own questions get between a test and the product. */
const steadySettings = {
    'chat.disableAIFeatures': true,
    'extensions.ignoreRecommendations': true,
    'files.autoSave': 'off',
    'git.enabled': false,
    'remote.autoForwardPorts': false,
    'security.workspace.trust.startupPrompt': 'never',
    'telemetry.telemetryLevel': 'off',
    'window.autoDetectHighContrast': false,
    'workbench.quickOpen.closeOnFocusLost': false,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
};

/** Keeps the browser's console, for the failure report. */
function recordConsole(page: Page): string[] {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`[uncaught] ${error.stack ?? error.message}`));
    page.on('crash', () => lines.push('[crash] the page crashed'));
    return lines;
}

/** Leaves beside the screenshot and the trace what VS Code itself wrote: server, extension host, output channels. */
async function keepLogs(vscode: RunningServer, consoleLines: string[], info: TestInfo): Promise<void> {
    await cp(vscode.logFile, info.outputPath('server.log')).catch(() => undefined);
    await cp(vscode.logsFolder, info.outputPath('logs'), { recursive: true }).catch(() => undefined);
    await writeFile(info.outputPath('console.log'), consoleLines.join('\n'));
}

export const test = base.extend<UiOptions & UiFixtures, UiWorkerFixtures>({
    theme: ['light', { option: true }],
    settings: [{}, { option: true }],
    workspaceTrust: [false, { option: true }],

    extensionsFolder: [
        async ({}, use) => {
            const vsix = path.join(projectFolder, 'dist/flux-scripts.vsix');
            if (!existsSync(vsix)) throw new Error(`${vsix} is not there: make it with \`npm run package\`.`);
            const scratch = await mkdtemp(path.join(os.tmpdir(), 'flux-ui-ext-'));
            const folder = path.join(scratch, 'extensions');
            await installExtension({
                vsix,
                dataFolder: path.join(scratch, 'data'),
                extensionsFolder: folder,
            });
            await use(folder);
            await rm(scratch, { recursive: true, force: true });
        },
        { scope: 'worker' },
    ],

    workspace: async ({}, use) => {
        const scratch = await mkdtemp(path.join(os.tmpdir(), 'flux-ui-ws-'));
        const folder = path.join(scratch, 'examples');
        await cp(path.join(projectFolder, 'examples'), folder, { recursive: true });
        await use(folder);
        await rm(scratch, { recursive: true, force: true });
    },

    vscode: async ({ extensionsFolder, theme, settings, workspaceTrust }, use) => {
        const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'flux-ui-'));
        const server = await startServer({
            dataFolder,
            extensionsFolder,
            workspaceTrust,
            settings: { ...steadySettings, 'workbench.colorTheme': themes[theme].setting, ...settings },
        });
        await use(server);
        await server.stop();
        const left = markedProcesses(server.marker);
        await rm(dataFolder, { recursive: true, force: true });
        if (left.length > 0) throw new Error(`Still running after the end: ${JSON.stringify(left)}`);
    },

    workbench: async ({ page, vscode, workspace }, use, info) => {
        const consoleLines = recordConsole(page);
        try {
            const workbench = new Workbench(page, vscode, workspace);
            await workbench.open();
            await use(workbench);
        } finally {
            if (info.status !== info.expectedStatus) await keepLogs(vscode, consoleLines, info);
        }
    },
});

export { expect } from '@playwright/test';
