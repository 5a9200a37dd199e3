import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NameTaken, ScriptStore, openScriptStore } from './script-store';
import type { NewScript } from './script-record';

const script: NewScript = { name: 'one', description: 'd', script: 'x = 1', language: 'flux' };
const everything = { offset: 0, limit: 500 };

describe('ScriptStore', () => {
    it('lists in order of creation, by page and by exact name', async () => {
        const store = new ScriptStore([]);
        for (const name of ['b', 'a', 'ab']) await store.create({ ...script, name });
        const names = (offset: number, limit: number, name?: string) =>
            store.list({ offset, limit, name }).map((one) => one.name);
        expect(names(0, 100)).toEqual(['b', 'a', 'ab']);
        expect(names(1, 1)).toEqual(['a']);
        expect(names(3, 5)).toEqual([]);
        expect(names(0, 100, 'a')).toEqual(['a']);
    });

    it('gives every script its own id of 16 hexadecimal digits', async () => {
        const store = new ScriptStore([]);
        const ids = [];
        for (let n = 0; n < 50; n++) ids.push((await store.create({ ...script, name: String(n) })).id);
        expect(new Set(ids).size).toBe(50);
        for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
    });

    it('holds a name once, also when two are created at the same time', async () => {
        const store = new ScriptStore([]);
        const both = await Promise.allSettled([store.create(script), store.create(script)]);
        expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
        expect(both[1]).toMatchObject({ reason: expect.any(NameTaken) as NameTaken });
        const other = await store.create({ ...script, name: 'two' });
        await expect(store.update(other.id, { name: 'one' })).rejects.toBeInstanceOf(NameTaken);
        expect(await store.update(other.id, { name: 'two' })).toMatchObject({ name: 'two' });
    });

    it('changes what is given and moves updatedAt forward every time', async () => {
        const store = new ScriptStore([]);
        const created = await store.create(script);
        const first = await store.update(created.id, { description: 'e' });
        const second = await store.update(created.id, { script: 'y = 2', name: 'uno' });
        expect(second).toMatchObject({ name: 'uno', description: 'e', script: 'y = 2', id: created.id });
        expect(first!.updatedAt > created.updatedAt && second!.updatedAt > first!.updatedAt).toBe(true);
        expect(second!.createdAt).toBe(created.createdAt);
        expect(await store.update(created.id, {})).toBe(second);
        expect(await store.update('0000000000000000', { name: 'x' })).toBeUndefined();
    });
});

describe('a store with a folder', () => {
    let folder: string;
    const warnings: string[] = [];
    const open = () => openScriptStore(folder, (message) => warnings.push(message));
    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), 'sandbox-store-'));
        warnings.length = 0;
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('keeps scripts from one run to the next', async () => {
        const store = await open();
        const created = await store.create({ ...script, script: 'a = "ü😀\r\n"' });
        const changed = await store.update(created.id, { description: 'new' });
        expect((await open()).get(created.id)).toEqual(changed);
    });

    it('starts with getLastPoint, and does not bring it back after it was deleted', async () => {
        const store = await open();
        const [first, ...others] = store.list(everything);
        expect(others).toEqual([]);
        expect(first).toMatchObject({
            name: 'getLastPoint',
            description: 'getLastPoint finds the last point in a bucket',
            script: 'from(bucket: params.mybucket)\n    |> range(start: -7d)\n    |> limit(n:1)',
            language: 'flux',
        });
        await store.delete(first!.id);
        expect((await open()).list(everything)).toEqual([]);
    });

    it('leaves a broken file alone and says so', async () => {
        await open();
        const broken = path.join(folder, 'scripts', '0123456789abcdef.json');
        await writeFile(broken, '{"id":');
        const store = await open();
        expect(store.list(everything)).toHaveLength(1);
        expect(warnings).toHaveLength(1);
        expect(warnings[0]).toContain(broken);
        expect(await readFile(broken, 'utf8')).toBe('{"id":');
    });

    it('does not make a change that cannot be written', async () => {
        const store = await open();
        await rm(path.join(folder, 'scripts'), { recursive: true });
        await writeFile(path.join(folder, 'scripts'), 'in the way');
        await expect(store.create(script)).rejects.toThrow();
        expect(store.list(everything).map(({ name }) => name)).toEqual(['getLastPoint']);
        await rm(path.join(folder, 'scripts'));
        await openScriptStore(folder, () => undefined);
        await store.create(script);
        expect(await readdir(path.join(folder, 'scripts'))).toHaveLength(2);
    });
});
