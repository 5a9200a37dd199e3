import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBench, type Bench } from './bench';
import { pushScript } from './push';

let bench: Bench;
beforeEach(async () => {
    bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

const remoteTexts = () => [...bench.server.scripts.values()].map(({ name, script }) => `${name}: ${script}`);
const lastShown = () => bench.shown.at(-1);
const linkFile = () => path.join(bench.folder, 'flux-scripts.json');

/** `mean.flux`, pushed and linked, with text "one". */
async function linkedFile() {
    const local = await bench.write('mean.flux', 'one()\n');
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    return local;
}

test('a link file with conflict markers stops the push before anything is sent, and stays as it is', async () => {
    const local = await linkedFile();
    await local.replace('two()\n');
    const broken = `<<<<<<< HEAD\n${await bench.read('flux-scripts.json')}`;
    await writeFile(path.join(bench.folder, 'flux-scripts.json'), broken);
    await expect(pushScript(bench.sync, local)).rejects.toMatchObject({
        name: 'LinkFileError',
        position: { line: 0, character: 0 },
    });
    expect(await bench.read('flux-scripts.json')).toBe(broken);
    expect(remoteTexts()).toEqual(['mean: one()\n']);
});

test('two files that claim one script are both blocked', async () => {
    const local = await linkedFile();
    const copy = await bench.write('copy.flux', 'two()');
    const text = await bench.read('flux-scripts.json');
    const entry = /"mean.flux": (\{[^]*\}\n {4}\})/.exec(text)![1]!;
    await bench.write(
        'flux-scripts.json',
        text.replace('"mean.flux"', `"copy.flux": ${entry},\n"mean.flux"`),
    );
    await expect(pushScript(bench.sync, copy)).rejects.toThrow('Both copy.flux and mean.flux');
    await expect(pushScript(bench.sync, local)).rejects.toThrow('Both mean.flux and copy.flux');
    expect(remoteTexts()).toEqual(['mean: one()\n']);
});

test('the nearest link file takes the link', async () => {
    await bench.write('sub/flux-scripts.json', '{"version": 1, "scripts": {}}');
    const local = await bench.write('sub/deep/a.flux', 'a()');
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    expect(await bench.read('sub/flux-scripts.json')).toContain('"deep/a.flux"');
    await expect(bench.read('flux-scripts.json')).rejects.toThrow('ENOENT');
});

test('two pushes at once lose no link', async () => {
    const files = ['a', 'b', 'c'].map((name) => bench.write(`${name}.flux`, `${name}()`));
    bench.deeds.push('=', '=', '=', '=', '=', '=');
    await Promise.all(files.map(async (file) => pushScript(bench.sync, await file)));
    const { scripts } = JSON.parse(await bench.read('flux-scripts.json')) as { scripts: object };
    expect(Object.keys(scripts)).toEqual(['a.flux', 'b.flux', 'c.flux']);
});

test("a renamed file takes its script's link over when it is linked again", async () => {
    const local = await linkedFile();
    const renamed = await bench.write('renamed.flux', 'one()');
    await rm(path.join(bench.folder, local.label));
    bench.deeds.push('=mean', '=');
    await pushScript(bench.sync, renamed);
    const { scripts } = JSON.parse(await bench.read('flux-scripts.json')) as { scripts: object };
    expect(Object.keys(scripts)).toEqual(['renamed.flux']);
});

test('the sandbox leaves no trace in the link file and survives another port', async () => {
    await using sandbox = await openBench({ kind: 'sandbox' });
    const local = await sandbox.write('a.flux', 'a()');
    sandbox.deeds.push('=', '=');
    await pushScript(sandbox.sync, local);
    await expect(sandbox.read('flux-scripts.json')).rejects.toThrow('ENOENT');
    const moved = { ...sandbox.connection, url: sandbox.server.url.replace('127.0.0.1', 'localhost') };
    await pushScript(sandbox.reopened(moved), local);
    expect(sandbox.shown.at(-1)).toContain('in sync');
});

test('a file outside every folder keeps its link', async () => {
    await using alone = await openBench({ noFolder: true });
    const local = await alone.write('a.flux', 'a()');
    alone.deeds.push('=', '=');
    await pushScript(alone.sync, local);
    await expect(alone.read('flux-scripts.json')).rejects.toThrow('ENOENT');
    await local.replace('b()');
    await pushScript(alone.reopened(), local);
    expect(alone.shown.at(-1)).toBe('Updated "a" on Plant.');
});

test('a new document without file is pushed, and pushed again', async () => {
    const local = bench.untitled('a()');
    bench.deeds.push('=a', '=');
    await pushScript(bench.sync, local);
    await local.replace('b()');
    await pushScript(bench.sync, local);
    expect(lastShown()).toBe('Updated "a" on Plant.');
});

test('a link that cannot be written is told, and the next push finds it out by itself', async () => {
    const local = await bench.write('a.flux', 'a()');
    const write = bench.sync.files.write.bind(bench.sync.files);
    Object.assign(bench.sync.files, { write: () => Promise.reject(new Error('disk full')) });
    bench.deeds.push('=', '=');
    await expect(pushScript(bench.sync, local)).rejects.toThrow('disk full. Nothing is lost');
    Object.assign(bench.sync.files, { write });
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    expect(lastShown()).toContain('linked to it now');
    expect(bench.server.scripts.size).toBe(1);
});

test('a rename that came with git keeps link and base: the next push needs no question', async () => {
    await linkedFile();
    await rename(path.join(bench.folder, 'mean.flux'), path.join(bench.folder, 'average.flux'));
    await writeFile(linkFile(), (await bench.read('flux-scripts.json')).replace('mean.flux', 'average.flux'));
    const local = await bench.write('average.flux', 'two()');
    await pushScript(bench.reopened(), local);
    expect(lastShown()).toBe('Updated "mean" on Plant.');
});

test('linking again asks, even where a base of the earlier link would let the push go ahead', async () => {
    const local = await linkedFile();
    await rm(linkFile());
    await local.replace('two()');
    bench.deeds.push('=', '=', 'Link and Compare', undefined);
    await pushScript(bench.sync, local);
    expect(lastShown()).toContain('not known here which one is newer');
    expect(remoteTexts()).toEqual(['mean: one()\n']);
});

test('a link file that breaks during the push is reported, and repairing it is enough', async () => {
    const local = await bench.write('a.flux', 'a()');
    await bench.write('flux-scripts.json', '{"version": 1, "scripts": {}}');
    let broken: Promise<void> | undefined;
    bench.server.before = ({ method }) => {
        if (method === 'POST') broken = writeFile(linkFile(), '{');
    };
    bench.deeds.push('=', '=');
    await expect(pushScript(bench.sync, local)).rejects.toMatchObject({ name: 'LinkFileError' });
    await broken;
    expect(await bench.read('flux-scripts.json')).toBe('{');
    await rm(linkFile());
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    expect(lastShown()).toContain('linked to it now');
    expect(bench.server.scripts.size).toBe(1);
});
