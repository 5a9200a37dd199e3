import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionStore } from './connection-store';

let folder: string;
let warnings: string[];
let stores: ConnectionStore[];

beforeEach(async () => {
    folder = path.join(await fs.mkdtemp(path.join(os.tmpdir(), 'connections-')), 'connections');
    warnings = [];
    stores = [];
});
afterEach(async () => {
    stores.forEach((store) => {
        store.dispose();
    });
    await fs.rm(path.dirname(folder), { recursive: true });
});

function openStore(): ConnectionStore {
    const store = new ConnectionStore(folder, (message) => warnings.push(message));
    stores.push(store);
    return store;
}

const cloud = { name: 'Cloud', url: 'https://cloud.example.com', organization: 'o' };

describe('the stored connections', () => {
    test('a folder that cannot be had is warned of, and only a change rejects', async () => {
        await fs.writeFile(folder, 'a file where the folder should be');
        const store = openStore();
        expect(store.all()).toEqual([]);
        expect(warnings.join()).toContain('cannot be');
        await expect(store.add(cloud)).rejects.toThrow();
        expect(store.all()).toEqual([]);
    });

    test('what is added is there, also for a store that is opened later', async () => {
        const added = await openStore().add({ ...cloud, acceptSelfSignedCertificate: true });
        expect(added).toMatchObject({ ...cloud, kind: 'server', acceptSelfSignedCertificate: true });
        expect(openStore().all()).toEqual([added]);
        await openStore().remove(added.id);
        expect(openStore().all()).toEqual([]);
    });

    test('two windows that add at the same time both keep theirs, and see the other one', async () => {
        const [one, two] = [openStore(), openStore()];
        expect([one.all(), two.all()]).toEqual([[], []]);
        const seen = new Promise<void>((resolve) => {
            two.onDidChange(() => {
                if (two.all().length === 21) resolve();
            });
        });
        const additions = Array.from({ length: 10 }, (_, index) => [
            one.add({ ...cloud, name: `one ${index}` }),
            two.add({ ...cloud, name: `two ${index}` }),
        ]);
        await Promise.all(additions.flat());
        await one.add({ ...cloud, name: 'last' });
        await seen;
        expect(openStore().all()).toHaveLength(21);
    });

    test('a removal in one window is an event in the other', async () => {
        const [one, two] = [openStore(), openStore()];
        const added = await one.add(cloud);
        expect(two.all()).toHaveLength(1);
        const changed = new Promise((resolve) => two.onDidChange(resolve));
        await one.remove(added.id);
        await changed;
        expect(two.all()).toEqual([]);
    });

    test.each([
        ['broken JSON', '{"id":'],
        [
            'a URL with a path',
            JSON.stringify({ ...cloud, id: '00000000000000aa', url: 'https://x.example/y' }),
        ],
        ['a URL of another scheme', JSON.stringify({ ...cloud, id: '00000000000000aa', url: 'file:///etc' })],
        ['the id of another file', JSON.stringify({ ...cloud, id: '00000000000000bb' })],
    ])('a file with %s is left out, kept, and told about', async (_, text) => {
        const added = await openStore().add(cloud);
        const file = path.join(folder, '00000000000000aa.json');
        await fs.writeFile(file, text);
        expect(openStore().all()).toEqual([added]);
        expect(warnings).toEqual([expect.stringContaining('00000000000000aa.json')]);
        expect(await fs.readFile(file, 'utf8')).toBe(text);
    });

    test('looking again without a change is no event', async () => {
        const store = openStore();
        await store.add(cloud);
        store.all();
        let events = 0;
        store.onDidChange(() => events++);
        store.refresh();
        expect(events).toBe(0);
    });
});
