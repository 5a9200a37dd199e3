import { readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from './fixtures';
import type { Theme } from './themes';

type Fault = 'web page' | 'no scripts API' | 'unauthorized' | 'bad gateway' | 'silence' | 'nothing wrong';

const bodies: Readonly<Record<Exclude<Fault, 'silence'>, readonly [status: number, body: string]>> = {
    'web page': [200, '<!doctype html><title>Welcome</title>'],
    'no scripts API': [404, '{"code":"not found","message":"path not found"}'],
    unauthorized: [401, '{"code":"unauthorized","message":"unauthorized access"}'],
    'bad gateway': [502, '<h1>Bad Gateway</h1>'],
    'nothing wrong': [200, '{"scripts":[]}'],
};

/** A server that answers every request with the fault of the moment. */
async function startFaultyServer() {
    let fault: Fault = 'web page';
    const server = http.createServer((_, response) => {
        if (fault === 'silence') return;
        const [status, body] = bodies[fault];
        response.writeHead(status, {
            'content-type': body.startsWith('<') ? 'text/html' : 'application/json',
        });
        response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        answer: (next: Fault) => {
            fault = next;
            server.closeAllConnections();
        },
        stop: () =>
            new Promise((resolve) => {
                server.close(resolve);
                server.closeAllConnections();
            }),
    };
}

test('a server that is wrong, dead, silent or no InfluxDB is told apart where it is entered and in the tree', async ({
    workbench,
}) => {
    const { quickInput, notifications, tree, page } = workbench;
    const server = await startFaultyServer();
    try {
        await workbench.openView('Flux Scripts');
        await expect(tree.item(/^Script getLastPoint/)).toBeVisible();
        await test.step('a URL and a token that cannot be one are refused while typed', async () => {
            await workbench.runCommand('Flux Scripts: Add Connection');
            await quickInput.waitFor('Where is your InfluxDB?');
            await quickInput.pick(/^Other URL/);
            await quickInput.waitFor('The URL of the server');
            for (const [typed, words] of [
                ['influxdb', 'must begin with https:// or http://'],
                ['http://a b', 'This is not a URL'],
                ['http://me:secret@127.0.0.1', 'Leave out the user name'],
            ] as const) {
                await quickInput.fill(typed);
                await expect(quickInput.message).toContainText(words);
            }
            await quickInput.answer(server.url);
            await quickInput.waitFor('API token');
            await page.evaluate(() => navigator.clipboard.writeText('first-half\nsecond-half'));
            await quickInput.input.press('Control+V');
            await expect(quickInput.message).toContainText('a space or a line break');
            await quickInput.accept();
            await quickInput.answer('some-token');
            await quickInput.waitFor('Optional');
            await quickInput.accept();
        });
        await test.step('a web page is no answer; it can be saved nevertheless', async () => {
            await expect(notifications.modal()).toContainText('a web page came instead');
            await notifications.answerModal('does not work yet', 'Save Anyway');
            await expect(tree.item(/^Not an InfluxDB answer/)).toBeVisible();
        });
        for (const [fault, words] of [
            ['no scripts API', /^No API for invokable scripts here/],
            ['unauthorized', /^Token refused/],
            ['bad gateway', /^Server cannot answer now/],
        ] as const) {
            await test.step(`${fault}: the tree says so, and the sandbox's scripts stay`, async () => {
                server.answer(fault);
                await workbench.runCommand('Flux Scripts: Refresh Scripts');
                await expect(tree.item(words)).toBeVisible();
                await expect(tree.item(/^Connection Sandbox/)).toBeVisible();
            });
        }
        await test.step('a silent server holds up nobody else', async () => {
            server.answer('silence');
            await workbench.runCommand('Flux Scripts: Refresh Scripts');
            await expect(tree.item(/^Waiting for 127\.0\.0\.1/)).toBeVisible();
            await tree.expand(/^Connection Sandbox/);
            await expect(tree.item(/^Script getLastPoint/)).toBeVisible();
            await workbench.screenshot('bad-input-silent-server');
            server.answer('nothing wrong');
            await workbench.runCommand('Flux Scripts: Refresh Scripts');
            await expect(tree.item(/^No scripts yet/)).toBeVisible();
        });
        await test.step('a dead server, with a script to push: said, and the script is kept', async () => {
            await server.stop();
            await workbench.editor.openFile('filter-and-group.flux');
            await workbench.runCommand('Flux Scripts: Push Script');
            await quickInput.waitFor('Name of the script');
            await quickInput.accept();
            await quickInput.waitFor('Description');
            await quickInput.accept();
            await expect(notifications.toast(/Nothing accepts connections at/)).toBeVisible();
            await expect(workbench.editor.root).toContainText('params.bucket');
            await workbench.screenshot('bad-input-dead-server');
        });
    } finally {
        await server.stop();
    }
});

test('a script that is empty, of 1 MB, with a slash in its name or wrong in itself', async ({
    workbench,
    workspace,
}) => {
    const { editor, quickInput, notifications, tree, results } = workbench;
    const large = `// ${'x'.repeat(80)}\n`.repeat(12_300) + 'from(bucket: "machines") |> range(start: -1h)\n';
    await writeFile(path.join(workspace, 'empty.flux'), '\n');
    await writeFile(path.join(workspace, 'large.flux'), large);
    await writeFile(path.join(workspace, 'wrong.flux'), 'from(bucket: "nowhere") |> range(start: -1h)\n');
    await workbench.openView('Flux Scripts');
    await expect(tree.item(/^Script getLastPoint/)).toBeVisible();

    /** Pushes the file in front under a name. */
    async function push(name: string): Promise<void> {
        await workbench.runCommand('Flux Scripts: Push Script');
        await quickInput.waitFor('Name of the script');
        await quickInput.answer(name);
        await quickInput.waitFor('Description');
        await quickInput.accept();
    }

    await test.step('an empty script is not sent', async () => {
        await editor.openFile('empty.flux');
        await workbench.runCommand('Flux Scripts: Push Script');
        const refusal = /empty\.flux is empty.*Nothing was sent/;
        await expect(notifications.toast(refusal)).toBeVisible();
        await notifications.close(refusal);
    });
    await test.step('a script of 1 MB arrives', async () => {
        await editor.openFile('large.flux');
        await push('large');
        await expect(tree.item(/^Script large/)).toBeVisible();
        expect(await readFile(path.join(workspace, 'large.flux'), 'utf8')).toBe(large);
    });
    await test.step('a slash in a name is legal, said to be no folder, and makes none', async () => {
        await editor.openFile('wrong.flux');
        await workbench.runCommand('Flux Scripts: Push Script');
        await quickInput.waitFor('Name of the script');
        await quickInput.fill('plant/wrong');
        await expect(quickInput.message).toContainText('makes no folder');
        await quickInput.accept();
        await quickInput.waitFor('Description');
        await quickInput.accept();
        await expect(tree.item(/^Script plant\/wrong/)).toBeVisible();
    });
    await test.step('what the script asks for in vain is said with its name, in the results and beside them', async () => {
        await tree.inlineAction(/^Script plant\/wrong/, 'Invoke');
        await expect(results.state).toHaveText('Failed');
        await expect(results.error).toContainText('There is no bucket "nowhere"');
        await expect(notifications.toast(/plant\/wrong: There is no bucket "nowhere"/)).toBeVisible();
        await notifications.close(/There is no bucket/);
    });
    await test.step('params that are no JSON object are not sent', async () => {
        await tree.inlineAction(/^Script getLastPoint/, 'Invoke');
        await quickInput.waitFor('Params as one JSON object');
        for (const [typed, words] of [
            ['{"mybucket": ', /column \d+/],
            ['[1]', 'object'],
            ['"air_sensor"', 'object'],
            ['', /column 1/],
        ] as const) {
            await quickInput.answer(typed);
            await expect(quickInput.message).toContainText(words);
        }
        await quickInput.answer('{"mybucket": "air_sensor"}');
        await expect(results.script).toHaveText('getLastPoint');
        await expect(results.state).toHaveText('Succeeded');
    });
});

test.describe('dark', () => {
    test.use({ theme: 'dark' });

    test('the journey in pictures, in the themes that the other tests do not use', async ({ workbench }) => {
        const { editor, quickInput, tree, results } = workbench;
        await workbench.openView('Flux Scripts');
        await expect(tree.item(/^Script getLastPoint/)).toBeVisible();
        await editor.openFile('filter-and-group.flux');
        await workbench.runCommand('Flux Scripts: Push Script');
        await quickInput.waitFor('Name of the script');
        await quickInput.accept();
        await quickInput.waitFor('Description');
        await workbench.screenshot('push-dark');
        await quickInput.accept();
        await expect(tree.item(/^Script filter-and-group/)).toBeVisible();
        await editor.titleAction(/^Invoke/);
        await quickInput.waitFor('Params as one JSON object');
        await quickInput.accept();
        await expect(results.state).toHaveText('Succeeded');
        expect((await results.tables()).map(({ rows }) => rows.length)).toEqual([4, 2]);
        for (const theme of ['dark', 'high contrast', 'high contrast light'] satisfies Theme[]) {
            await workbench.useTheme(theme);
            await workbench.screenshot(`journey-${theme.replaceAll(' ', '-')}`);
        }
    });
});
