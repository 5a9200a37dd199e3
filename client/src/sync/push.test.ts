import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBench, organizationKey, type Bench } from './bench';
import { pushScript } from './push';

let bench: Bench;
beforeEach(async () => {
    bench = await openBench();
});
afterEach(() => bench[Symbol.asyncDispose]());

const remoteTexts = () => [...bench.server.scripts.values()].map(({ name, script }) => `${name}: ${script}`);
const lastShown = () => bench.shown.at(-1);

/** A file that is pushed and linked, with text "one". */
async function linkedFile(name = 'mean.flux') {
    const local = await bench.write(name, 'one()\n');
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    const [script] = [...bench.server.scripts.values()].slice(-1);
    bench.shown.length = 0;
    return { local, script: script! };
}

function editRemotely(id: string, change: object) {
    bench.server.scripts.set(id, { ...bench.server.scripts.get(id)!, ...change });
}

describe('a file that is not linked', () => {
    test('becomes a script, after name and description were asked with sensible defaults', async () => {
        const text = 'from(bucket: params.bucket)\r\n    |> limit(n: params.n)\r\n';
        const local = await bench.write('sub/last-point.flux', text);
        bench.deeds.push('=', '=');
        await pushScript(bench.sync, local);
        expect([...bench.server.scripts.values()]).toMatchObject([
            {
                name: 'last-point',
                description: 'Expects parameters bucket and n.',
                script: text.replaceAll('\r\n', '\n'),
                language: 'flux',
            },
        ]);
        expect(lastShown()).toBe('Created "last-point" on Plant.');
        expect(bench.shown).toContain('tree: last-point');
        expect(JSON.parse(await bench.read('flux-scripts.json'))).toEqual({
            version: 1,
            scripts: {
                'sub/last-point.flux': {
                    name: 'last-point',
                    description: 'Expects parameters bucket and n.',
                    language: 'flux',
                    ids: { [organizationKey(bench.server)]: '0000000000000001' },
                },
            },
        });
    });

    test('leaving either box creates nothing', async () => {
        const local = await bench.write('a.flux', 'a()');
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        bench.deeds.push('=', undefined);
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual([]);
    });

    test('a name with a slash is an ordinary name', async () => {
        const local = await bench.write('a.flux', 'a()');
        bench.deeds.push('=site/north', '=');
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['site/north: a()']);
    });

    test('an empty file is refused before anything is asked or sent', async () => {
        const local = await bench.write('a.flux', '\uFEFF \r\n');
        await expect(pushScript(bench.sync, local)).rejects.toThrow('Write the script, then push it.');
        expect(bench.server.requests()).toEqual([]);
    });

    test('a script of 1 MB arrives whole', async () => {
        const text = `// ${'é'.repeat(500_000)}\nf()\n`;
        const local = await bench.write('big.flux', text);
        bench.deeds.push('=', '=big');
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual([`big: ${text}`]);
    });

    test('a refusal of a big script says how big it is', async () => {
        const local = await bench.write('big.flux', 'x'.repeat(1_048_576));
        bench.server.fate = ({ method }) => (method === 'POST' ? 413 : 'answer');
        bench.deeds.push('=', '=big');
        await expect(pushScript(bench.sync, local)).rejects.toThrow('The script has 1.0 MB');
    });

    test('a name that is taken: link and compare, then the choice', async () => {
        const existing = bench.server.add({ name: 'a', script: 'theirs()' });
        const local = await bench.write('a.flux', 'ours()');
        bench.deeds.push('=', '=', 'Link and Compare', 'Overwrite Remote');
        await pushScript(bench.sync, local);
        expect(bench.shown).toContain('diff: theirs() | a.flux');
        expect(remoteTexts()).toEqual(['a: ours()']);
        expect(await bench.read('flux-scripts.json')).toContain(existing.id);
    });

    test('a name that is taken: leaving after the comparison keeps both texts', async () => {
        bench.server.add({ name: 'a', script: 'theirs()' });
        const local = await bench.write('a.flux', 'ours()');
        bench.deeds.push('=', '=', 'Link and Compare', undefined);
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['a: theirs()']);
        expect(await bench.read('a.flux')).toBe('ours()');
    });

    test('a name that is taken: rename', async () => {
        bench.server.add({ name: 'a', script: 'theirs()' });
        const local = await bench.write('a.flux', 'ours()');
        bench.deeds.push('=', '=', 'Rename', '=b', '=');
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['a: theirs()', 'b: ours()']);
    });

    test('a name that is taken by the same text links without a question', async () => {
        bench.server.add({ name: 'a', script: 'same()\r\n' });
        const local = await bench.write('a.flux', 'same()');
        bench.deeds.push('=', '=');
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('linked to it now');
        await pushScript(bench.sync, local);
        expect(lastShown()).toBe('a.flux and "a" are in sync.');
        expect(bench.server.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
    });

    test("another file's script is not taken over", async () => {
        await linkedFile('mean.flux');
        const copy = await bench.write('copy.flux', 'two()');
        bench.deeds.push('=mean', '=', undefined);
        await pushScript(bench.sync, copy);
        expect(lastShown()).toContain('linked to another file, mean.flux');
        expect(remoteTexts()).toEqual(['mean: one()\n']);
    });

    test('a script in another language is not taken over', async () => {
        bench.server.add({ name: 'a', script: 'SELECT 1', language: 'sql' });
        const local = await bench.write('a.flux', 'ours()');
        bench.deeds.push('=', '=', undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('another language (sql)');
        expect(remoteTexts()).toEqual(['a: SELECT 1']);
    });

    test('somebody creates the same name between the look and the create', async () => {
        const local = await bench.write('a.flux', 'ours()');
        bench.server.before = ({ method }) => {
            if (method === 'POST') bench.server.add({ name: 'a', script: 'theirs()' });
        };
        bench.deeds.push('=', '=', undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('There is already a script "a" on Plant, with another text');
        expect(remoteTexts()).toEqual(['a: theirs()']);
    });
});

describe('a linked file', () => {
    test('that changed here goes to its script, and only what changed is sent', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        bench.server.before = ({ method, body }) => {
            if (method === 'PATCH') expect(JSON.parse(body)).toEqual({ script: 'two()\n' });
        };
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['mean: two()\n']);
        expect(lastShown()).toBe('Updated "mean" on Plant.');
        const requests = bench.server.requests().slice(-3);
        expect(requests).toEqual(['GET', 'PATCH', 'GET'].map((method) => `${method} /scripts/${script.id}`));
    });

    test('that did not change is in sync, in a new window too', async () => {
        const { local } = await linkedFile();
        await pushScript(bench.reopened(), local);
        expect(lastShown()).toBe('mean.flux and "mean" are in sync.');
    });

    test('that only got other line ends is in sync', async () => {
        const { local } = await linkedFile();
        await local.replace('\uFEFFone()\r\n\r\n');
        await pushScript(bench.sync, local);
        expect(lastShown()).toBe('mean.flux and "mean" are in sync.');
    });

    test('a remote edit behind the back is a conflict: nothing is overwritten unless chosen', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        editRemotely(script.id, { script: 'theirs()' });
        bench.deeds.push('Compare', undefined);
        await pushScript(bench.sync, local);
        expect(bench.shown).toEqual(
            [
                'Both changed: mean.flux here and "mean" on Plant. They differ in the text; nothing was sent yet. Which one is kept?',
                'diff: theirs() | mean.flux',
                'Both changed: mean.flux here and "mean" on Plant. They differ in the text; nothing was sent yet. Which one is kept?',
            ].map((line) => (line.startsWith('diff') ? line : `? ${line}`)),
        );
        expect(remoteTexts()).toEqual(['mean: theirs()']);
        expect(await bench.read('mean.flux')).toBe('two()\n');
    });

    test('conflict: overwrite', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        editRemotely(script.id, { script: 'theirs()' });
        bench.deeds.push('Overwrite Remote');
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['mean: two()\n']);
    });

    test('conflict: a still newer remote edit asks again instead of being overwritten unseen', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        editRemotely(script.id, { script: 'theirs()' });
        bench.deeds.push(() => {
            editRemotely(script.id, { script: 'theirs again()' });
            return 'Overwrite Remote';
        }, undefined);
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['mean: theirs again()']);
    });

    test('conflict: pull keeps the server', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\r\n');
        editRemotely(script.id, { script: 'theirs()\nmore()', description: 'theirs' });
        bench.deeds.push('Pull');
        await pushScript(bench.sync, local);
        expect(await bench.read('mean.flux')).toBe('theirs()\r\nmore()\r\n');
        expect(await bench.read('flux-scripts.json')).toContain('"description": "theirs"');
        await pushScript(bench.sync, local);
        expect(lastShown()).toBe('mean.flux and "mean" are in sync.');
    });

    test('an outdated file is not pushed over the newer script', async () => {
        const { local, script } = await linkedFile();
        editRemotely(script.id, { script: 'newer()' });
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('pushing would undo it');
        expect(remoteTexts()).toEqual(['mean: newer()']);
    });

    test('an edit on both sides to the same text heals by itself', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        editRemotely(script.id, { script: 'two()' });
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('in sync');
    });

    test('a clone without a base asks instead of guessing', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        await bench.sync.bases.remove(
            local,
            { key: organizationKey(bench.server), shared: true, orgID: '' },
            script.id,
        );
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('not known here which one is newer');
        expect(remoteTexts()).toEqual(['mean: one()\n']);
    });

    test('a server that answers 200 and keeps the old text is not believed', async () => {
        const { local } = await linkedFile();
        await local.replace('two()\n');
        bench.server.fate = ({ method }) => (method === 'PATCH' ? 'ignore' : 'answer');
        for (const attempt of [1, 2]) {
            bench.deeds.push('Compare');
            await pushScript(bench.sync, local);
            const told = bench.shown.filter((line) => line.includes('keeps another text than was sent'));
            expect(told).toHaveLength(attempt);
        }
        bench.server.fate = () => 'answer';
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual(['mean: two()\n']);
    });

    test('a remote edit right after ours is told', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        let patched = false;
        bench.server.before = ({ method }) => {
            if (patched) editRemotely(script.id, { script: 'theirs()' });
            patched = method === 'PATCH';
        };
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('somebody changed it again right after');
        bench.server.before = undefined;
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('pushing would undo it');
    });
});

describe('a script that is gone on the server', () => {
    test('is made again when the person wants it, with a new id', async () => {
        const { local, script } = await linkedFile();
        bench.server.scripts.delete(script.id);
        bench.deeds.push('Recreate');
        await pushScript(bench.sync, local);
        const [again] = [...bench.server.scripts.values()];
        expect(again).toMatchObject({ name: 'mean', script: 'one()\n' });
        expect(again!.id).not.toBe(script.id);
        expect(await bench.read('flux-scripts.json')).toContain(again!.id);
        expect(await bench.read('flux-scripts.json')).not.toContain(script.id);
        expect(await readdir(path.join(bench.folder, '..', 'storage', 'bases'))).toHaveLength(1);
    });

    test('that had no description is made again with one', async () => {
        const script = bench.server.add({ name: 'mean', script: 'one()', description: '' });
        const local = await bench.write('mean.flux', 'one()');
        bench.deeds.push('=', '=');
        await pushScript(bench.sync, local);
        bench.server.scripts.delete(script.id);
        bench.deeds.push('Recreate');
        await pushScript(bench.sync, local);
        expect(lastShown()).toBe('Created "mean" on Plant.');
    });

    test('leaving the question changes nothing', async () => {
        const { local, script } = await linkedFile();
        bench.server.scripts.delete(script.id);
        const before = await bench.read('flux-scripts.json');
        bench.deeds.push(undefined);
        await pushScript(bench.sync, local);
        expect(remoteTexts()).toEqual([]);
        expect(await bench.read('flux-scripts.json')).toBe(before);
    });

    test('was deleted and created anew by somebody: no second script, a question', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()');
        bench.server.scripts.delete(script.id);
        bench.server.add({ name: 'mean', script: 'theirs()' });
        bench.deeds.push('Recreate', undefined);
        await pushScript(bench.sync, local);
        expect(lastShown()).toContain('There is already a script "mean"');
        expect(remoteTexts()).toEqual(['mean: theirs()']);
    });

    for (const status of [401, 403, 500, 503]) {
        test(`status ${status} is no deletion`, async () => {
            const { local } = await linkedFile();
            await local.replace('two()');
            bench.server.fate = ({ url }) => (url.includes('/scripts/') ? status : 'answer');
            await expect(pushScript(bench.sync, local)).rejects.toMatchObject({ name: 'InfluxDbError' });
            expect(bench.shown).toEqual([]);
        });
    }

    test('a page of the listing that fails is no deletion', async () => {
        const { local, script } = await linkedFile();
        bench.server.scripts.delete(script.id);
        let lists = 0;
        bench.server.fate = ({ url }) => (url.startsWith('/api/v2/scripts?') && ++lists > 1 ? 500 : 'answer');
        await expect(pushScript(bench.sync, local)).rejects.toMatchObject({ kind: 'unavailable' });
    });

    test("another organization's token is no deletion", async () => {
        const { local, script } = await linkedFile();
        bench.server.before = ({ url }) => {
            if (!url.includes(script.id)) return;
            bench.server.scripts.clear();
            bench.server.add({ name: 'other', orgID: '1111222233334444' });
        };
        await expect(pushScript(bench.sync, local)).rejects.toThrow('another organization');
    });
});

describe('when answers are lost', () => {
    for (const fate of ['stall', 'cut'] as const) {
        test(`a create whose answer does not come (${fate}) is looked for, not repeated`, async () => {
            await using slow = await openBench({ idleTimeoutMilliseconds: 300 });
            slow.server.fate = ({ method }) => (method === 'POST' ? fate : 'answer');
            const local = await slow.write('a.flux', 'a()');
            slow.deeds.push('=', '=');
            await pushScript(slow.sync, local);
            expect(slow.shown.at(-1)).toBe('Created "a" on Plant.');
            expect(slow.server.requests().filter((request) => request.startsWith('POST'))).toHaveLength(1);
            expect(slow.server.scripts.size).toBe(1);
            await pushScript(slow.sync, local);
            expect(slow.shown.at(-1)).toContain('in sync');
        });

        test(`an update whose answer does not come (${fate}) is looked for`, async () => {
            await using slow = await openBench({ idleTimeoutMilliseconds: 300 });
            const local = await slow.write('a.flux', 'a()');
            slow.deeds.push('=', '=');
            await pushScript(slow.sync, local);
            await local.replace('b()');
            slow.server.fate = ({ method }) => (method === 'PATCH' ? fate : 'answer');
            await pushScript(slow.sync, local);
            expect(slow.shown.at(-1)).toBe('Updated "a" on Plant.');
        });
    }

    test('a create that never arrived says so, and pushing again creates one script', async () => {
        await using slow = await openBench({ idleTimeoutMilliseconds: 300 });
        slow.server.fate = ({ method }) => (method === 'POST' ? 'stall-undone' : 'answer');
        const local = await slow.write('a.flux', 'a()');
        slow.deeds.push('=', '=');
        const failed = pushScript(slow.sync, local);
        await expect(failed).rejects.toThrow('Whether "a" was created is not known. Your text is safe.');
        await expect(failed).rejects.toMatchObject({ kind: 'timeout' });
        slow.server.fate = () => 'answer';
        slow.deeds.push('=', '=');
        await pushScript(slow.sync, local);
        expect(slow.server.scripts.size).toBe(1);
    });

    test('a crash between the update and its record heals', async () => {
        const { local, script } = await linkedFile();
        await local.replace('two()\n');
        editRemotely(script.id, { script: 'two()\n' });
        await pushScript(bench.reopened(), local);
        expect(lastShown()).toContain('in sync');
        await local.replace('three()\n');
        await pushScript(bench.reopened(), local);
        expect(lastShown()).toBe('Updated "mean" on Plant.');
    });
});
