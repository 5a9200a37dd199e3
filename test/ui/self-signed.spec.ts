/* eslint no-empty-pattern: ['error', { allowObjectPatternsAsParameters: true }] -- Playwright reads a fixture's needs from this pattern */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { projectFolder } from '../harness/paths.mjs';
import { expect, test as base } from './fixtures';

/** A host that exists behind the proxy only: what reaches the server came through it. */
const host = 'influx.behind-the-proxy.test';
const token = 'canary-self-signed-70e1';

interface Proxied {
    /** The address that the proxy listens on. */
    readonly proxyUrl: string;
    /** Each tunnel that was asked for, as `host:port`. */
    readonly tunnels: string[];
    /** The authorization of each request that reached the server. */
    readonly received: (string | undefined)[];
}

const test = base.extend<{ proxied: Proxied }>({
    proxied: async ({}, use) => {
        const keyPair = await readFile(path.join(projectFolder, 'client/src/influxdb/test-certificate.pem'));
        const received: (string | undefined)[] = [];
        const server = https.createServer({ key: keyPair, cert: keyPair }, (request, response) => {
            received.push(request.headers.authorization);
            response.writeHead(200, { 'content-type': 'application/json' }).end('{"scripts":[]}');
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const tunnels: string[] = [];
        const proxy = http.createServer((_, response) => response.writeHead(400).end());
        proxy.on('connect', (request, client: net.Socket) => {
            tunnels.push(request.url ?? '');
            const target = net.connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
                client.write('HTTP/1.1 200 Connection established\r\n\r\n');
                client.pipe(target).pipe(client);
            });
            for (const socket of [client, target]) socket.on('error', () => socket.destroy());
        });
        await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
        const { port } = proxy.address() as AddressInfo;
        await use({ proxyUrl: `http://127.0.0.1:${port}`, tunnels, received });
        server.closeAllConnections();
        server.close();
        proxy.close();
    },
    settings: async ({ proxied }, use) => use({ 'http.proxy': proxied.proxyUrl, 'http.proxySupport': 'on' }),
});

test("a self-signed certificate is accepted by choice only, and VS Code's proxy is used", async ({
    workbench,
    proxied,
}) => {
    const { quickInput, notifications, tree } = workbench;
    await workbench.openView('Flux Scripts');
    await workbench.runCommand('Flux Scripts: Add Connection');
    await quickInput.pick(/^Other URL/);
    await quickInput.waitFor('The URL of the server');
    await quickInput.answer(`https://${host}`);
    await quickInput.waitFor('API token');
    await quickInput.answer(token);
    await quickInput.waitFor('Optional');
    await quickInput.accept();
    await expect(notifications.modal()).toContainText('is not trusted (no known authority signed it)');
    expect(proxied.tunnels).toEqual([`${host}:443`]);
    expect(proxied.received).toEqual([]);
    await workbench.screenshot('self-signed');
    await notifications.answerModal('does not work yet', 'Accept This Certificate');
    await expect(tree.item(`Connection ${host}, in use`)).toBeVisible();
    await expect(tree.item(/^No scripts yet/)).toBeVisible();
    expect(new Set(proxied.tunnels)).toEqual(new Set([`${host}:443`]));
    expect(new Set(proxied.received)).toEqual(new Set([`Token ${token}`]));
});
