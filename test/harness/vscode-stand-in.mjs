#!/usr/bin/env node
// Stands in for the desktop VS Code executable where none can be downloaded: takes the arguments that
// `@vscode/test-electron` gives to VS Code, runs the tests in a real extension host behind a headless browser, and
// ends with their exit code. The exit code alone proves little (a host that dies looks like success): whoever calls
// this asks for a result file as well.
import { chromium } from '@playwright/test';
import { appendFileSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { browserLaunchOptions } from './browser.mjs';
import { installHarness } from './install.mjs';
import { runTestModule } from './run-test-module.mjs';
import { startServer } from './vscode-server.mjs';

const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
        extensionDevelopmentPath: { type: 'string' },
        extensionTestsPath: { type: 'string' },
        'user-data-dir': { type: 'string' },
        'extensions-dir': { type: 'string' },
        'disable-workspace-trust': { type: 'boolean' },
        version: { type: 'boolean' },
    },
});
const text = (/** @type {unknown} */ value) => (typeof value === 'string' ? value : undefined);
const testsPath = text(values['extensionTestsPath']);
const developmentPath = text(values['extensionDevelopmentPath']);
if (!testsPath || !developmentPath) {
    console.error(
        'The stand-in only runs tests: it needs --extensionDevelopmentPath and --extensionTestsPath.',
    );
    process.exit(2);
}

await installHarness((line) => console.log(line));
const scratch = await mkdtemp(path.join(os.tmpdir(), 'flux-stand-in-'));
const dataFolder = text(values['user-data-dir']) ?? path.join(scratch, 'data');
mkdirSync(path.join(dataFolder, 'logs'), { recursive: true });
const server = await startServer({
    dataFolder,
    extensionsFolder: text(values['extensions-dir']) ?? path.join(scratch, 'extensions'),
    workspaceTrust: !values['disable-workspace-trust'],
});
// Signals are ours to handle: Playwright would end the process before the server is stopped.
const browser = await chromium.launch({
    ...browserLaunchOptions(),
    ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
});

let closed = false;
/** @param {number} code */
async function finish(code) {
    if (closed) return;
    closed = true;
    await browser.close();
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
    process.exit(code);
}
process.on('SIGTERM', () => void finish(1));
process.on('SIGINT', () => void finish(1));

try {
    const code = await runTestModule({
        browser,
        server,
        developmentPath,
        testsPath,
        ...(positionals[0] ? { folder: positionals[0] } : {}),
        log: (type, args) => {
            appendFileSync(path.join(dataFolder, 'logs/workbench.log'), `[${type}] ${format(...args)}\n`);
        },
    });
    await finish(code);
} catch (error) {
    if (!closed) console.error(error instanceof Error ? error.message : error);
    await finish(1);
}
