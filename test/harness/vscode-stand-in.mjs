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

/**
 * Opens the workbench and resolves with the exit code that the tests' `run()` led to.
 * @param {import('@playwright/test').Page} page
 * @param {string} address
 * @param {Promise<number>} serverExited
 */
async function exitCode(page, address, serverExited) {
    /** @type {Promise<number>} */
    const finished = new Promise((resolve) => {
        void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
        page.on('crash', () => {
            console.error('The browser page crashed.');
            resolve(1);
        });
    });
    await page.exposeFunction(
        'codeAutomationLog',
        (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
            appendFileSync(path.join(dataFolder, 'logs/workbench.log'), `[${type}] ${format(...args)}\n`);
        },
    );
    await page.goto(address);
    const ended = serverExited.then((code) => {
        if (!closed) console.error(`VS Code's server ended before the tests did (exit code ${code}).`);
        return 1;
    });
    return Promise.race([finished, ended]);
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
const browser = await chromium.launch(browserLaunchOptions());

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
    const remote = (/** @type {string} */ file) =>
        `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
    const address = server.url({
        ...(positionals[0] ? { folder: path.resolve(positionals[0]) } : {}),
        payload: [
            ['extensionDevelopmentPath', remote(developmentPath)],
            ['extensionTestsPath', remote(testsPath)],
        ],
    });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await finish(await exitCode(page, address, server.exited));
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await finish(1);
}
