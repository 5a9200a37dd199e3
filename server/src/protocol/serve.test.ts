import { spawn } from 'node:child_process';
import path from 'node:path';
import type { ParametersAnswer } from '@flux-scripts/contracts/lsp-requests';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from './testing/server-process';

const script = `from(bucket: params.bucket)
    |> range(start: -30d)
    |> filter(fn: (r) => r._field == params.filterField or r._field == params.filterField2)
    |> group(columns: [params.groupColumn])
`;

describe.each(['stdio', 'ipc'] as const)('over %s', (transport) => {
    let server: ServerProcess;
    beforeAll(async () => (server = await ServerProcess.start(transport)));
    afterAll(() => server.stop());

    it('finds no fault with the documentation’s script and underlines a real one', async () => {
        const uri = 'file:///real/folder/a.flux';
        expect(await server.open(uri, script)).toEqual([]);
        const version = await server.change(uri, `${script}x = 1 + "a"\n`);
        expect(await server.diagnostics(uri, version)).toMatchObject([
            {
                range: { start: { line: 4, character: 8 }, end: { line: 4, character: 11 } },
                severity: 1,
                message: 'expected int but found string',
            },
        ]);
    });

    it('hints at a slip', async () => {
        const found = await server.open('untitled:Untitled-1', `${script}x = params.filterFeild\n`);
        expect(found).toMatchObject([
            { severity: 4, code: 'near-duplicate-parameter', range: { start: { line: 4, character: 11 } } },
        ]);
    });

    it('completes and explains parameters', async () => {
        const uri = 'file:///b.flux';
        await server.open(uri, script);
        await server.change(uri, `${script}x = params.`);
        const items = await server.completion(uri, { line: 4, character: 11 });
        expect(items?.map((item) => [item.label, item.detail])).toEqual([
            ['bucket', 'string'],
            ['filterField', 'A'],
            ['filterField2', 'B'],
            ['groupColumn', 'string'],
        ]);
        const hover = await server.hover(uri, { line: 0, character: 22 });
        expect((hover?.contents as { value: string }).value).toContain('params.bucket: string');
        const other = await server.hover(uri, { line: 1, character: 8 });
        expect((other?.contents as { value: string }).value).toContain('start');
    });

    it('answers null for documents that are not open', async () => {
        expect(await server.completion('file:///none.flux', { line: 0, character: 0 })).toBeNull();
        expect(await server.hover('file:///none.flux', { line: 0, character: 0 })).toBeNull();
    });

    it('tells the parameters of any text', async () => {
        const ask = (text: string) =>
            server.connection.sendRequest<ParametersAnswer>('fluxScripts/parameters', { text });
        expect(await ask('x = params.b + 1')).toEqual({
            parameters: [{ name: 'b', fluxType: 'int', apiType: 'int' }],
            source: 'inferred',
        });
        expect(await ask('x = params.b\ny = (a, 1)')).toEqual({
            parameters: [{ name: 'b', apiType: 'any' }],
            source: 'names-only',
        });
    });
});

describe('a server', () => {
    let server: ServerProcess;
    beforeAll(async () => (server = await ServerProcess.start('stdio')));
    afterAll(() => server.stop());

    it('takes an empty script and says why it does not check one of a megabyte', async () => {
        expect(await server.open('file:///empty.flux', '')).toEqual([]);
        const found = await server.open('file:///huge.flux', `// ${'a'.repeat(1_100_000)}\n`);
        expect(found.map((diagnostic) => diagnostic.message)).toEqual([expect.stringContaining('too large')]);
    });

    it('never publishes what a newer version has overtaken', async () => {
        const uri = 'file:///fast.flux';
        const texts = Array.from({ length: 20 }, (_, index) => `x = 1 + "${index}"\n`.repeat(20));
        await server.open(uri, 'x = 1\n');
        for (const text of texts) await server.change(uri, text);
        const last = await server.change(uri, 'y = 2\n');
        expect(await server.diagnostics(uri, last)).toEqual([]);
        const versions = server.published
            .filter((params) => params.uri === uri)
            .map((params) => params.version);
        expect(versions).toEqual([...versions].sort((a, b) => Number(a) - Number(b)));
        expect(versions.at(-1)).toBe(last);
        expect(versions.length).toBeLessThan(texts.length);
    });

    it('takes its diagnostics back when a document closes, and none come later', async () => {
        const uri = 'file:///closed.flux';
        await server.open(uri, 'x = 1 + "a"\n');
        await server.change(uri, 'y = 1 + "a"\n');
        await server.close(uri);
        expect(await server.diagnostics(uri, undefined)).toEqual([]);
        await server.open('file:///after.flux', 'x = 1\n');
        expect(server.published.filter((params) => params.uri === uri).at(-1)?.diagnostics).toEqual([]);
    });

    it('leaves other languages alone', async () => {
        await server.open('file:///a.params.json', '{"params": {}}', 'json');
        await server.open('file:///other.flux', 'x = 1\n');
        expect(server.published.map((params) => params.uri)).not.toContain('file:///a.params.json');
        expect(await server.hover('file:///a.params.json', { line: 0, character: 1 })).toBeNull();
    });

    it('says nothing beside the protocol', () => {
        expect(server.errorOutput).toBe('');
    });
});

describe('the process', () => {
    it('ends with code 0 when it is told to', async () => {
        const server = await ServerProcess.start('stdio');
        await server.open('file:///a.flux', 'x = 1\n');
        expect(await server.stop()).toBe(0);
    });

    it('says how to start it when it is started wrongly', async () => {
        const file = path.resolve(import.meta.dirname, '../../../dist/server.js');
        const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
        const code = await new Promise((resolve) => child.once('close', resolve));
        expect([code, text]).toEqual([1, expect.stringContaining('--stdio')]);
    });
});
