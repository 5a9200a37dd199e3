import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBench, type Bench } from './bench';
import { deleteScript } from './delete';
import { pullScript } from './pull';
import { orgID } from './scripts-server';

let bench: Bench;
beforeEach(async () => {
    bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

async function pulled(of = bench) {
    const script = of.server.add({ name: 'mean', script: 'one()' });
    of.deeds.push('=');
    await pullScript(of.sync, script, undefined);
    of.shown.length = 0;
    return script;
}

test('asks, naming script, connection, organization and the file that stays', async () => {
    const script = await pulled();
    bench.deeds.push('Delete');
    await deleteScript(bench.sync, script);
    const [question] = bench.shown;
    for (const part of ['"mean"', 'Plant', bench.server.url, orgID, 'The file stays: mean.flux']) {
        expect(question).toContain(part);
    }
    expect(bench.server.scripts.size).toBe(0);
    expect(await bench.read('mean.flux')).toBe('one()\n');
    expect(await bench.read('flux-scripts.json')).not.toContain('mean');
    expect(await readdir(path.join(bench.folder, '..', 'storage', 'bases'))).toEqual([]);
    expect(bench.shown.slice(1)).toEqual([`tree: without ${script.id}`, 'Deleted "mean" from Plant.']);
});

test('leaving the question deletes nothing', async () => {
    const script = await pulled();
    bench.deeds.push(undefined);
    await deleteScript(bench.sync, script);
    expect(bench.server.scripts.size).toBe(1);
    expect(await bench.read('flux-scripts.json')).toContain('mean.flux');
});

test('says when the text is nowhere else', async () => {
    const script = bench.server.add({ name: 'mean' });
    bench.deeds.push(undefined);
    await deleteScript(bench.sync, script);
    expect(bench.shown[0]).toContain('Pull it first to keep its text.');
});

test('a script that is gone already is no failure', async () => {
    const script = await pulled();
    bench.server.scripts.clear();
    bench.deeds.push('Delete');
    await deleteScript(bench.sync, script);
    expect(bench.shown.at(-1)).toBe('"mean" was gone from Plant already.');
    expect(await bench.read('flux-scripts.json')).not.toContain('mean');
});

test('a refusal keeps the link', async () => {
    const script = await pulled();
    bench.server.fate = ({ method }) => (method === 'DELETE' ? 401 : 'answer');
    bench.deeds.push('Delete');
    await expect(deleteScript(bench.sync, script)).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(await bench.read('flux-scripts.json')).toContain('mean.flux');
});

test('a delete whose answer does not come is looked for', async () => {
    await using slow = await openBench({ idleTimeoutMilliseconds: 300 });
    const script = await pulled(slow);
    slow.server.fate = ({ method }) => (method === 'DELETE' ? 'stall' : 'answer');
    slow.deeds.push('Delete');
    await deleteScript(slow.sync, script);
    expect(slow.shown.at(-1)).toBe('Deleted "mean" from Plant.');
});

test('a delete that never arrived is a failure and keeps the link', async () => {
    await using slow = await openBench({ idleTimeoutMilliseconds: 300 });
    const script = await pulled(slow);
    slow.server.fate = ({ method }) => (method === 'DELETE' ? 'stall-undone' : 'answer');
    slow.deeds.push('Delete');
    await expect(deleteScript(slow.sync, script)).rejects.toMatchObject({ kind: 'timeout' });
    expect(await slow.read('flux-scripts.json')).toContain('mean.flux');
});

test('with a broken link file nothing is deleted', async () => {
    const script = await pulled();
    await writeFile(path.join(bench.folder, 'flux-scripts.json'), '{');
    await expect(deleteScript(bench.sync, script)).rejects.toMatchObject({ name: 'LinkFileError' });
    expect(bench.server.scripts.size).toBe(1);
});
