import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { ResultsStore } from './results-store';
import { Runs, type Run, type RunError } from './runs';

// A real server, the real client and the real worker: nothing between them is made up.
const closers: (() => unknown)[] = [];
afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
});

type Answer = (response: http.ServerResponse, request: http.IncomingMessage) => void;

async function setup(answer: Answer) {
    const server = http.createServer((request, response) => {
        request.resume();
        request.once('end', () => answer(response, request));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closers.push(() => {
        server.closeAllConnections();
        server.close();
    });
    const { port } = server.address() as AddressInfo;
    const api = createScriptsApi({ url: `http://127.0.0.1:${port}`, token: 'secret' });
    const store = new ResultsStore(path.resolve('dist/results-worker.js'));
    closers.push(() => store.dispose());
    const runs = new Runs(store);
    const start = (signal: AbortSignal) =>
        api.invoke('085138a111448000', '{}', { signal, idleTimeoutMilliseconds: 5000 });
    return { runs, start };
}
const request = { script: 's', connection: 'c', paramsText: '{"n": 1.0}', rowLimit: 100 };
const explain = (error: unknown): Promise<RunError> => Promise.resolve({ message: String(error) });

/** Resolves with the first change for which the condition holds. */
function changed(runs: Runs, condition: (run: Run) => boolean): Promise<Run> {
    return new Promise((resolve) => {
        const subscription = runs.onDidChange((run) => {
            if (!condition(run)) return;
            subscription.dispose();
            resolve(run);
        });
    });
}
const good = ',result,table,a\r\n,_result,0,1\r\n,_result,0,2\r\n';

describe('a run', () => {
    it('succeeds, and its rows can be read', async () => {
        const { runs, start } = await setup((response) => response.end(good));
        const run = runs.add(request);
        expect(run.view()).toMatchObject({ state: 'running', params: '{"n": 1.0}', rows: 0, bytes: 0 });
        await run.read(start, explain);
        expect(run.view()).toMatchObject({ state: 'succeeded', rows: 2, bytes: good.length });
        expect(run.view().error).toBeUndefined();
        expect((await run.page({ table: 0, row: 0 })).slices[0]!.rows).toEqual([['1'], ['2']]);
    });
    it('that fails after its first rows keeps them beside the server’s words', async () => {
        const text = `${good}\r\nerror,reference\r\nruntime error @2:8: boom,897\r\n`;
        const { runs, start } = await setup((response) => response.end(text));
        const run = runs.add(request);
        await run.read(start, explain);
        expect(run.view()).toMatchObject({
            state: 'failed',
            error: {
                message: 'The script failed while it ran; the 2 rows that came before are shown.',
                serverMessage: 'runtime error @2:8: boom',
            },
            summary: { keptRows: 2 },
        });
        expect((await run.page({ table: 0, row: 0 })).slices[0]!.rows).toHaveLength(2);
    });
    it('that the server refuses is explained', async () => {
        const { runs, start } = await setup((response) =>
            response.writeHead(400).end('{"code":"invalid","message":"invalid parameters provided"}'),
        );
        const run = runs.add(request);
        await run.read(start, explain);
        expect(run.state).toBe('failed');
        expect(run.error?.message).toMatch(/invalid parameters provided/);
    });
    it('that is no CSV says so', async () => {
        const { runs, start } = await setup((response) => response.end('{"a": 1}'));
        const run = runs.add(request);
        await run.read(start, explain);
        expect(run.error?.message).toMatch(/no annotated CSV\. Line 1: expected annotated CSV, found JSON/);
    });
    it('whose connection breaks in the middle keeps the rows that came', async () => {
        const { runs, start } = await setup((response) => {
            response.writeHead(200, { 'content-length': '1000' });
            response.write(`${good},_resu`, () => response.destroy());
        });
        const run = runs.add(request);
        await run.read(start, explain);
        expect(run.view()).toMatchObject({ state: 'failed', summary: { keptRows: 2 } });
        expect(run.view().summary?.unreadable).toBeUndefined();
    });
    it('can be cancelled: the socket closes, the rows stay', async () => {
        let closed: Promise<unknown> | undefined;
        const { runs, start } = await setup((response) => {
            closed = once(response, 'close');
            response.write(good);
        });
        const run = runs.add(request);
        const arrived = changed(runs, () => run.view().bytes > 0);
        const done = run.read(start, explain);
        await arrived;
        run.cancel();
        await done;
        await closed;
        expect(run.view()).toMatchObject({ state: 'cancelled', rows: 2 });
        expect(run.error).toBeUndefined();
    });
    it('can be cancelled before the server answers', async () => {
        const { runs, start } = await setup(() => undefined);
        const run = runs.add(request);
        const done = run.read(start, explain);
        run.cancel();
        await done;
        expect(run.state).toBe('cancelled');
    });
    it('stops reading what is no CSV, however long it is', async () => {
        const { runs, start } = await setup((response) => {
            const more = (): void => {
                while (response.write('x'.repeat(64 * 1024)));
                response.once('drain', more);
            };
            response.write('time,value\n');
            more();
        });
        const run = runs.add(request);
        await run.read(start, explain);
        expect(run.error?.message).toMatch(/expected a header row/);
    });
});

describe('runs', () => {
    it('do not wait for each other', async () => {
        const waiting: http.ServerResponse[] = [];
        const { runs, start } = await setup((response) => {
            waiting.push(response);
            if (waiting.length === 2) response.end(good);
        });
        const slow = runs.add(request);
        const slowDone = slow.read(start, explain);
        const quick = runs.add(request);
        await quick.read(start, explain);
        expect([slow.state, quick.state]).toEqual(['running', 'succeeded']);
        expect(runs.all).toEqual([quick, slow]);
        waiting[0]!.end(good);
        await slowDone;
        expect(slow.state).toBe('succeeded');
    });
    it('are kept up to a limit, the running one always', async () => {
        const { runs, start } = await setup((response) => response.end(good));
        const running = runs.add(request);
        const old = runs.add(request);
        await old.read(start, explain);
        for (let count = 0; count < 8; count++) await runs.add(request).read(start, explain);
        expect(runs.all).toContain(running);
        expect(runs.all).not.toContain(old);
        expect(runs.all).toHaveLength(9);
        await expect(old.page({ table: 0, row: 0 })).rejects.toThrow(/newer runs/);
    });
});
