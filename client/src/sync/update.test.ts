import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBench, type Bench } from './bench';
import { pullScript } from './pull';
import { updateScript, updateWith } from './update';

let bench: Bench;
beforeEach(async () => {
    bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

const lastShown = () => bench.shown.at(-1);
const remoteText = (id: string) => bench.server.scripts.get(id)!.script;

async function pulled(name = 'mean') {
    const script = bench.server.add({ name, script: 'one()' });
    bench.deeds.push('=');
    await pullScript(bench.sync, script, undefined);
    bench.shown.length = 0;
    return script;
}

describe('with a linked file', () => {
    test('sends the file, whatever the active editor shows', async () => {
        const script = await pulled();
        await bench.write('mean.flux', 'two()');
        const active = await bench.write('active.flux', 'active()');
        await updateScript(bench.sync, script, active);
        expect(remoteText(script.id)).toBe('two()');
        expect(lastShown()).toBe('Updated "mean" on Plant.');
    });

    test('follows the same plan as push', async () => {
        const script = await pulled();
        await bench.write('mean.flux', 'two()');
        bench.server.scripts.set(script.id, { ...script, script: 'theirs()' });
        bench.deeds.push(undefined);
        await updateScript(bench.sync, script, undefined);
        expect(lastShown()).toContain('Both changed');
        expect(remoteText(script.id)).toBe('theirs()');
    });
});

describe('without a linked file', () => {
    test("shows the active editor's text beside the server's, and sends it when told to", async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        const active = await bench.write('active.flux', 'active()');
        bench.deeds.push('Update');
        await updateScript(bench.sync, script, active);
        expect(bench.shown.slice(0, 2)).toEqual([
            'diff: one() | active.flux',
            '? Update "mean" on Plant with the text of active.flux, and link both?',
        ]);
        expect(remoteText(script.id)).toBe('active()');
        expect(await bench.read('flux-scripts.json')).toContain('"active.flux"');
    });

    test('leaving the question changes and links nothing', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        const active = await bench.write('active.flux', 'active()');
        bench.deeds.push(undefined);
        await updateScript(bench.sync, script, active);
        expect(remoteText(script.id)).toBe('one()');
        await expect(bench.read('flux-scripts.json')).rejects.toThrow('ENOENT');
    });

    test('a remote edit while the person looks at the comparison asks again', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        const active = await bench.write('active.flux', 'active()');
        bench.deeds.push(() => {
            bench.server.scripts.set(script.id, { ...script, script: 'theirs()' });
            return 'Update';
        }, undefined);
        await updateScript(bench.sync, script, active);
        expect(lastShown()).toContain('differ');
        expect(remoteText(script.id)).toBe('theirs()');
    });

    test('the same text is only linked', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        const active = await bench.write('active.flux', 'one()\n');
        await updateScript(bench.sync, script, active);
        expect(lastShown()).toContain('linked to it now');
    });

    test("another script's file is refused", async () => {
        await pulled('other');
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        await expect(updateScript(bench.sync, script, bench.file('other.flux'))).rejects.toThrow(
            'linked to another script, "other"',
        );
    });

    test('a script with another file is not updated from this one', async () => {
        const script = await pulled();
        const local = await bench.write('active.flux', 'active()');
        await expect(updateWith(bench.sync, script, local)).rejects.toThrow(
            'linked to another file, mean.flux',
        );
        expect(remoteText(script.id)).toBe('one()');
    });

    test('no editor: says what to do', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        await expect(updateScript(bench.sync, script, undefined)).rejects.toThrow('Open the Flux file');
    });

    test('a new document keeps its script', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()' });
        const active = bench.untitled('two()');
        bench.deeds.push('Update');
        await updateScript(bench.sync, script, active);
        await active.replace('three()');
        await updateScript(bench.sync, script, active);
        expect(remoteText(script.id)).toBe('three()');
    });
});
