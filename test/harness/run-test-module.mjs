// Runs a test module (`extensionTestsPath`) in the extension host of a running server, behind a page of a browser.
import path from 'node:path';

/**
 * @param {object} options
 * @param {import('@playwright/test').Browser} options.browser
 * @param {import('./vscode-server.mjs').RunningServer} options.server
 * @param {string} options.developmentPath the folder of the extension under development
 * @param {string} options.testsPath the module whose `run()` is called in the extension host
 * @param {string} [options.folder] the folder to open
 * @param {(type: string, args: unknown[]) => void} [options.log] takes what the workbench logs
 * @returns {Promise<number>} the exit code that `run()` led to. It is 0 too when the host died: ask `run()` for a file.
 * @throws {Error} when the server or the page ended before the tests did
 */
export async function runTestModule({ browser, server, developmentPath, testsPath, folder, log = () => {} }) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    try {
        /** @type {Promise<number>} */
        const finished = new Promise((resolve, reject) => {
            void page.exposeFunction('codeAutomationExit', resolve);
            page.on('crash', () => reject(new Error('The browser page crashed before the tests ended.')));
            void server.exited.then((code) => {
                reject(new Error(`VS Code's server ended before the tests did (exit code ${code}).`));
            });
        });
        finished.catch(() => {});
        await page.exposeFunction('codeAutomationLog', log);

        const remote = (/** @type {string} */ file) =>
            `vscode-remote://127.0.0.1:${server.port}${path.resolve(file)}`;
        const address = server.url({
            ...(folder ? { folder: path.resolve(folder) } : {}),
            payload: [
                ['extensionDevelopmentPath', remote(developmentPath)],
                ['extensionTestsPath', remote(testsPath)],
            ],
        });
        await page.goto(address);
        return await finished;
    } finally {
        await context.close();
    }
}
