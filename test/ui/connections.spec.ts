import { readdir, readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from './fixtures';

const wrongToken = 'canary-wrong-41c7d2e9';
const rightToken = 'canary-right-8f03ab56';
const script = {
    id: '0123456789abcdef',
    name: 'last-temperature',
    description: 'The last point of a sensor.',
    script: 'from(bucket: params.bucket) |> range(start: -1h) |> last()\n',
    language: 'flux',
};

/** A server that speaks just enough of the scripts API, and takes one token. */
async function startServer() {
    const server = http.createServer((request, response) => {
        const answer = (status: number, body: unknown) => {
            response.writeHead(status, { 'content-type': 'application/json' });
            response.end(JSON.stringify(body));
        };
        if (request.headers.authorization !== `Token ${rightToken}`) {
            answer(401, { code: 'unauthorized', message: `unauthorized access with ${wrongToken}` });
        } else if (request.url?.includes('/params')) answer(200, { params: { bucket: 'string' } });
        else if (request.url?.includes(script.id)) answer(200, script);
        else
            answer(200, {
                scripts: [script, { ...script, id: 'fedcba9876543210', name: 'report', language: 'sql' }],
            });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
        host: `127.0.0.1:${port}`,
        stop: () =>
            new Promise((resolve) => {
                server.close(resolve);
                server.closeAllConnections();
            }),
    };
}

/** Every file below a folder that holds one of these texts. */
async function filesWith(folder: string, texts: readonly string[]): Promise<string[]> {
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name));
    const found = await Promise.all(
        files.map(async (file) => {
            const content = await readFile(file, 'utf8').catch(() => '');
            return texts.some((text) => content.includes(text)) ? [file] : [];
        }),
    );
    return found.flat();
}

test('a connection is added, corrected, used, lost and removed, and its token is nowhere', async ({
    workbench,
    vscode,
    workspace,
}) => {
    const { quickInput, notifications, tree, page } = workbench;
    const server = await startServer();
    try {
        await test.step('what is wrong is said where it is entered', async () => {
            await workbench.openView('Flux Scripts');
            await workbench.runCommand('Flux Scripts: Add Connection');
            await quickInput.waitFor('Where is your InfluxDB?');
            await workbench.screenshot('add-connection-regions');
            await quickInput.pick(/^Other URL/);
            await quickInput.waitFor('The URL of the server');
            await quickInput.answer(server.host);
            await expect(quickInput.message).toContainText('must begin with https:// or http://');
            await quickInput.answer(`http://${server.host}/orgs/1`);
            await quickInput.waitFor('API token');
            await quickInput.answer('Token x');
            await expect(quickInput.message).toContainText('without the word before it');
            await workbench.screenshot('add-connection-token');
            await quickInput.answer(wrongToken);
            await quickInput.waitFor('Optional');
            await quickInput.accept();
        });
        await test.step('a refused token leads back to the token', async () => {
            await expect(notifications.modal()).toContainText('refused the token (status 401)');
            await expect(notifications.modal()).not.toContainText(wrongToken);
            await workbench.screenshot('add-connection-refused');
            await notifications.answerModal('does not work yet', 'Go Back and Correct');
            await quickInput.waitFor('API token');
            await quickInput.answer(rightToken);
            await quickInput.waitFor('Optional');
            await quickInput.accept();
        });
        await test.step('it is in use, with its scripts and their parameters', async () => {
            await expect(tree.item(`Connection ${server.host}, in use`)).toBeVisible();
            await tree.expand(/^Script last-temperature/);
            await expect(tree.item('Parameter bucket, type string')).toBeVisible();
            await expect(tree.item(/^Script report in sql/)).toBeVisible();
            await expect(
                page.getByRole('button', { name: `Flux Scripts connection ${server.host}` }),
            ).toBeVisible();
            await workbench.screenshot('connection-in-use');
        });
        await test.step('a remote script opens, read-only', async () => {
            await tree.menu(/^Script last-temperature/, 'Open Remote Script');
            await expect(page.getByRole('tab', { name: /last-temperature\.flux/ })).toBeVisible();
            await expect(page.locator('.view-line').first()).toContainText('params.bucket');
            await workbench.screenshot('remote-script');
        });
        await test.step('when the server is gone, the tree says so and offers to look again', async () => {
            await server.stop();
            await workbench.runCommand('Flux Scripts: Refresh Scripts');
            const error = tree.item(/^Not reachable/);
            await expect(error).toBeVisible();
            await workbench.screenshot('connection-lost');
            await tree.inlineAction(/^Not reachable/, 'Explain This Error');
            await expect(notifications.toast(/Nothing accepts connections/)).toBeVisible();
            await workbench.screenshot('connection-lost-explained');
        });
        await test.step('removing it asks first', async () => {
            await tree.menu(`Connection ${server.host}, in use`, 'Remove Connection');
            await notifications.answerModal('Remove the connection', 'Remove');
            await expect(tree.item(/^Connection Sandbox, in use/)).toBeVisible();
            await expect(tree.item(`Connection ${server.host}`)).toHaveCount(0);
        });
        expect(await filesWith(vscode.logsFolder, [wrongToken, rightToken])).toEqual([]);
        expect(await filesWith(path.dirname(vscode.logsFolder), [wrongToken, rightToken])).toEqual([]);
        expect(await filesWith(workspace, [wrongToken, rightToken])).toEqual([]);
    } finally {
        await server.stop();
    }
});
