import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';
import { json, startFaultServer } from '../influxdb/fault-server';
import { ConnectionService, type Memory } from './connection-service';
import { ConnectionStore } from './connection-store';
import { TokenVault, type Secrets } from './token-vault';

const token = 'canary-19ff3a';
let folder: string;
let store: ConnectionStore;
let secrets: Map<string, string>;
let memory: Map<string, unknown>;
let sandboxEnabled: boolean;
let service: ConnectionService;

beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'service-'));
    store = new ConnectionStore(folder, () => undefined);
    secrets = new Map();
    memory = new Map();
    sandboxEnabled = true;
    service = openService();
});
afterEach(async () => {
    store.dispose();
    await fs.rm(folder, { recursive: true });
});

function openService(
    ensure = (): Promise<SandboxHandshake> => Promise.reject(new Error('no sandbox in this test')),
): ConnectionService {
    const secretStorage: Secrets = {
        get: (key) => Promise.resolve(secrets.get(key)),
        store: (key, value) => Promise.resolve(void secrets.set(key, value)),
        delete: (key) => Promise.resolve(void secrets.delete(key)),
    };
    const workspaceMemory: Memory = {
        get: (key) => memory.get(key),
        update: (key, value) => Promise.resolve(void memory.set(key, value)),
    };
    return new ConnectionService({
        store,
        tokens: new TokenVault(secretStorage),
        memory: workspaceMemory,
        sandbox: { url: () => undefined, ensure },
        sandboxEnabled: () => sandboxEnabled,
    });
}

describe('connections', () => {
    test('the sandbox is there and in use until something else is chosen', async () => {
        expect(service.all().map(({ name }) => name)).toEqual(['Sandbox']);
        expect(service.active()?.id).toBe('sandbox');
        const added = await service.add({ name: 'Cloud', url: 'https://c.example' }, token);
        expect(service.active()?.id).toBe('sandbox');
        await service.use(added);
        expect(service.active()).toEqual(added);
        expect(openService().active()).toEqual(added);
    });

    test('without the sandbox there may be none', () => {
        sandboxEnabled = false;
        expect(service.all()).toEqual([]);
        expect(service.active()).toBeUndefined();
    });

    test('removing the one in use deletes its token and goes back to the sandbox', async () => {
        const added = await service.add({ name: 'Cloud', url: 'https://c.example' }, token);
        await service.use(added);
        await service.remove(added);
        expect(service.active()?.id).toBe('sandbox');
        expect([...secrets.keys()]).toEqual([]);
        expect(await fs.readdir(folder)).toEqual([]);
    });

    test('when another window removed the one in use, none is in use', async () => {
        const added = await service.add({ name: 'Cloud', url: 'https://c.example' }, token);
        await service.use(added);
        await store.remove(added.id);
        expect(service.active()).toBeUndefined();
    });

    test('a client carries the token, and its errors name the connection', async () => {
        await using server = await startFaultServer(json(401, { code: 'unauthorized', message: 'no' }));
        const added = await service.add({ name: 'Mine', url: server.url }, token);
        const api = await service.apiFor(added);
        await expect(api.list()).rejects.toMatchObject({ kind: 'unauthorized', connectionId: added.id });
        expect(server.received[0]?.headers.authorization).toBe(`Token ${token}`);
    });

    test('a new token takes the place of the old one', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }));
        const added = await service.add({ name: 'Mine', url: server.url }, 'old');
        await service.changeToken(added, token);
        await (await service.apiFor(added)).list();
        expect(server.received[0]?.headers.authorization).toBe(`Token ${token}`);
        expect(service.all().map(({ id }) => id)).toContain(added.id);
    });

    test('a record that points to another server does not take the token along', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }));
        const added = await service.add({ name: 'Cloud', url: 'https://c.example' }, token);
        const file = path.join(folder, `${added.id}.json`);
        const text = await fs.readFile(file, 'utf8');
        await fs.writeFile(file, text.replace('https://c.example', server.url));
        service.lookAgain();
        const redirected = service.all().find(({ id }) => id === added.id)!;
        expect(redirected.url).toBe(server.url);
        await expect(service.apiFor(redirected)).rejects.toMatchObject({
            kind: 'unauthorized',
            connectionId: added.id,
        });
        expect(server.received).toEqual([]);
    });

    test('cancelling does not wait for a sandbox that takes its time to start', async () => {
        const waiting = openService(() => new Promise(() => undefined));
        const [sandbox] = waiting.all();
        const controller = new AbortController();
        const asked = waiting.apiFor(sandbox!, controller.signal);
        controller.abort();
        await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
        const late = waiting.apiFor(sandbox!, AbortSignal.abort());
        await expect(late).rejects.toMatchObject({ kind: 'cancelled' });
    });

    test('a certificate is accepted for one connection, and its token stays', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }), true);
        const added = await service.add({ name: 'Mine', url: server.url }, token);
        await expect((await service.apiFor(added)).list()).rejects.toMatchObject({ kind: 'tls' });
        await service.acceptCertificate(added);
        const [changed] = service.all().filter(({ id }) => id === added.id);
        expect(await (await service.apiFor(changed!)).list()).toEqual([]);
        expect(server.received[0]?.headers.authorization).toBe(`Token ${token}`);
    });

    test('the token is in no file and no memory', async () => {
        const added = await service.add({ name: 'Cloud', url: 'https://c.example' }, token);
        await service.use(added);
        const files = await fs.readdir(folder);
        const texts = await Promise.all(files.map((name) => fs.readFile(path.join(folder, name), 'utf8')));
        expect(`${texts.join()}${JSON.stringify([...memory])}`).not.toContain(token);
        expect([...secrets.values()].join()).toContain(token);
    });
});
