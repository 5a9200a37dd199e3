import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBench, type Bench } from './bench';
import { pullScript } from './pull';
import { pushScript } from './push';

let bench: Bench;
beforeEach(async () => {
    bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

const lastShown = () => bench.shown.at(-1);

/** A script with text "one" that was pulled into `mean.flux`. */
async function pulled() {
    const script = bench.server.add({ name: 'mean', script: 'one()' });
    bench.deeds.push('=');
    await pullScript(bench.sync, script, undefined);
    bench.shown.length = 0;
    return script;
}

function editRemotely(id: string, change: object) {
    bench.server.scripts.set(id, { ...bench.server.scripts.get(id)!, ...change });
}

describe('a script without a file here', () => {
    test('goes where the person says, is opened, and is linked', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()\r\ntwo()' });
        bench.deeds.push('=');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mean.flux')).toBe('one()\ntwo()\n');
        expect(bench.shown).toEqual([
            '= Pull "mean": mean.flux',
            'tree: mean',
            'open: mean.flux',
            'Pulled "mean" into mean.flux.',
        ]);
        await pushScript(bench.sync, bench.file('mean.flux'));
        expect(lastShown()).toBe('mean.flux and "mean" are in sync.');
    });

    test('is offered the folder of the active editor and a legal, free name', async () => {
        const script = bench.server.add({ name: '../Mean', script: 'one()' });
        await bench.write('sub/mean.flux', 'other()');
        bench.deeds.push('=');
        await pullScript(bench.sync, script, { root: bench.sync.files.roots[0]!, path: 'sub' });
        expect(await bench.read('sub/Mean-2.flux')).toBe('one()\n');
        expect(await bench.read('sub/mean.flux')).toBe('other()');
    });

    test('goes into no file outside the folder', async () => {
        const script = bench.server.add({ name: 'mean' });
        for (const typed of [
            '../mean.flux',
            '/tmp/mean.flux',
            'a/../../mean.flux',
            '..\\mean.flux',
            'mean.sh',
        ]) {
            bench.deeds.push(`=${typed}`);
            await expect(pullScript(bench.sync, script, undefined)).rejects.toThrow(`Refused "${typed}"`);
        }
        bench.deeds.push('=new\\folder\\mean.flux');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('new/folder/mean.flux')).toBe('s()\n');
    });

    test('does not replace a file with another text unless that is chosen', async () => {
        const script = bench.server.add({ name: 'mean', script: 'theirs()' });
        await bench.write('mine.flux', 'mine()');
        bench.deeds.push('=mine.flux', 'Compare', undefined);
        await pullScript(bench.sync, script, undefined);
        expect(bench.shown).toContain('diff: theirs() | mine.flux');
        expect(await bench.read('mine.flux')).toBe('mine()');
        bench.deeds.push('=mine.flux', 'Replace');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mine.flux')).toBe('theirs()');
    });

    test('takes a file with the same text without a question, as it is', async () => {
        const script = bench.server.add({ name: 'mean', script: 'same()\nline()' });
        await bench.write('mine.flux', 'same()\r\nline()\r\n');
        bench.deeds.push('=mine.flux');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mine.flux')).toBe('same()\r\nline()\r\n');
    });

    test("does not take another script's file", async () => {
        await pulled();
        const other = bench.server.add({ name: 'other', script: 'other()' });
        bench.deeds.push('=mean.flux');
        await expect(pullScript(bench.sync, other, undefined)).rejects.toThrow(
            'linked to another script, "mean"',
        );
        expect(await bench.read('mean.flux')).toBe('one()\n');
    });

    test('leaving the box writes nothing', async () => {
        const script = bench.server.add({ name: 'mean' });
        bench.deeds.push(undefined);
        await pullScript(bench.sync, script, undefined);
        await expect(bench.read('mean.flux')).rejects.toThrow('ENOENT');
    });

    test('in another language has that extension', async () => {
        const script = bench.server.add({ name: 'rows', script: 'SELECT 1', language: 'sql' });
        bench.deeds.push('=');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('rows.sql')).toBe('SELECT 1\n');
    });

    test('without a folder becomes a new document that can be pushed back', async () => {
        await using alone = await openBench({ noFolder: true });
        const script = alone.server.add({ name: 'mean', script: 'one()' });
        alone.deeds.push('Open as New Document');
        await pullScript(alone.sync, script, undefined);
        expect(alone.shown).toContain('new document: one()');
        alone.deeds.push(undefined);
        await pullScript(alone.sync, script, undefined);
        expect(alone.shown.filter((line) => line.startsWith('new document'))).toHaveLength(1);
    });
});

describe('a script with a file here', () => {
    test('brings its new text, name and description into the file', async () => {
        const script = await pulled();
        editRemotely(script.id, { script: 'two()', name: 'average', description: 'new' });
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mean.flux')).toBe('two()\n');
        expect(await bench.read('flux-scripts.json')).toContain('"name": "average"');
        expect(bench.shown).toContain('open: mean.flux');
        await pushScript(bench.sync, bench.file('mean.flux'));
        expect(lastShown()).toBe('mean.flux and "average" are in sync.');
    });

    test('that is in sync is opened and left alone', async () => {
        const script = await pulled();
        await pullScript(bench.sync, script, undefined);
        expect(bench.shown.slice(-2)).toEqual(['open: mean.flux', 'mean.flux and "mean" are in sync.']);
    });

    test('does not replace changes here unless that is chosen', async () => {
        const script = await pulled();
        await bench.write('mean.flux', 'mine()');
        bench.deeds.push(undefined);
        await pullScript(bench.sync, script, undefined);
        expect(lastShown()).toContain('mean.flux has changes');
        editRemotely(script.id, { script: 'two()' });
        bench.deeds.push('Compare', undefined);
        await pullScript(bench.sync, script, undefined);
        expect(bench.shown).toContain('diff: two() | mean.flux');
        expect(lastShown()).toContain('Both changed');
        expect(await bench.read('mean.flux')).toBe('mine()');
        bench.deeds.push('Pull');
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mean.flux')).toBe('two()');
    });

    test('asks when this clone does not know who changed', async () => {
        const script = await pulled();
        await bench.write('mean.flux', 'mine()');
        await rm(path.join(bench.folder, '..', 'storage', 'bases'), { recursive: true });
        bench.deeds.push(undefined);
        await pullScript(bench.sync, script, undefined);
        expect(lastShown()).toContain('not known here which one is newer');
        expect(await bench.read('mean.flux')).toBe('mine()');
    });

    test('that was deleted here comes back where it was', async () => {
        const script = await pulled();
        await rm(path.join(bench.folder, 'mean.flux'));
        await pullScript(bench.sync, script, undefined);
        expect(await bench.read('mean.flux')).toBe('one()\n');
    });

    test('a script that is gone changes nothing here', async () => {
        const script = await pulled();
        bench.server.scripts.delete(script.id);
        await expect(pullScript(bench.sync, script, undefined)).rejects.toThrow('not on Plant any more');
        expect(await bench.read('mean.flux')).toBe('one()\n');
    });

    test('a failing server changes nothing here', async () => {
        const script = await pulled();
        bench.server.fate = () => 500;
        await expect(pullScript(bench.sync, script, undefined)).rejects.toMatchObject({
            kind: 'unavailable',
        });
        expect(await bench.read('mean.flux')).toBe('one()\n');
    });

    test('a link file from elsewhere makes no pull write outside or into other files', async () => {
        const script = await pulled();
        const good = await bench.read('flux-scripts.json');
        for (const target of ['../mean.flux', '.vscode/settings.json', '/mean.flux']) {
            await writeFile(path.join(bench.folder, 'flux-scripts.json'), good.replace('mean.flux', target));
            await expect(pullScript(bench.sync, script, undefined)).rejects.toMatchObject({
                name: 'LinkFileError',
            });
        }
    });
});
