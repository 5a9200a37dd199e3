import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileRecords } from './records';

let directory: string;
beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'records-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a record is read back, by another window too, and can be removed', async () => {
    const place = path.join(directory, 'deep', 'links');
    await new FileRecords(place).write('file:///../a b', { x: 1 });
    await new FileRecords(place).write('file:///other', { x: 2 });
    const other = new FileRecords(place);
    expect(await other.read('file:///../a b')).toEqual({ x: 1 });
    expect(await other.all()).toHaveLength(2);
    await other.remove('file:///../a b');
    await other.remove('file:///../a b');
    expect(await other.read('file:///../a b')).toBeUndefined();
    expect(await readdir(place)).toHaveLength(1);
});

test('nothing there is no error', async () => {
    const none = new FileRecords(path.join(directory, 'none'));
    expect(await none.read('k')).toBeUndefined();
    expect(await none.all()).toEqual([]);
});

test('a torn record is as good as none', async () => {
    const records = new FileRecords(directory);
    await records.write('k', { x: 1 });
    const [name] = await readdir(directory);
    await writeFile(path.join(directory, name!), '{"x":');
    expect(await records.read('k')).toBeUndefined();
});

test('what cannot be read is an error, not "none"', async () => {
    const file = path.join(directory, 'file');
    await writeFile(file, '');
    await expect(new FileRecords(file).read('k')).rejects.toThrow('ENOTDIR');
});
