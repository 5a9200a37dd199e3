/**
 * How a run becomes an answer: status, stream, backpressure, disconnect. The evaluators in here stand in for moments that
 * cannot be brought about from outside, such as a failure after exactly one chunk.
 */
import { once } from 'node:events';
import { request } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { Evaluator, RunOutcome, RunRequest } from '../engine/evaluator';
import { startTestServer } from './start-test-server';
import type { TestServer } from './start-test-server';

type Run = Evaluator['run'];
const invoke = '/api/v2/scripts/084d693d93048000/invoke';
const bytes = (words: string) => new TextEncoder().encode(words);

let server: TestServer;
afterEach(() => server.stop());

async function start(run: Run): Promise<TestServer> {
    server = await startTestServer({ evaluator: { run } });
    return server;
}
function failed(startedAnswer: boolean, code: 'invalid' | 'not found' = 'invalid'): RunOutcome {
    return { kind: 'failed', code, message: `because ${code}`, startedAnswer };
}
/** Begins an invocation that the test reads, or leaves, by itself. */
function begin(): ClientRequest {
    const headers = { Authorization: `Token ${server.token}`, 'Content-Type': 'application/json' };
    const outgoing = request(`${server.url}${invoke}`, { method: 'POST', headers, agent: false });
    outgoing.on('error', () => undefined);
    outgoing.end('{}');
    return outgoing;
}

describe('the status', () => {
    it.each([
        ['invalid', 400],
        ['not found', 404],
    ] as const)('of a run that fails with "%s" before a byte came is %i', async (code, status) => {
        await start(() => Promise.resolve(failed(false, code)));
        const answer = await server.send({ method: 'POST', path: invoke, body: {} });
        expect(answer).toMatchObject({ status, json: { code, message: `because ${code}` } });
        expect(answer.headers['x-platform-error-code']).toBe(code);
    });

    it('stays 200 when the run fails after its first chunk', async () => {
        await start(async (_, write) => {
            await write(bytes('rows\r\n'));
            await write(bytes('\r\nerror,reference\r\nbecause,897\r\n'));
            return failed(true);
        });
        const answer = await server.send({ method: 'POST', path: invoke, body: {} });
        expect(answer).toMatchObject({ status: 200, text: 'rows\r\n\r\nerror,reference\r\nbecause,897\r\n' });
        expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    });

    it('is 200 with an empty body when nothing came out', async () => {
        await start(() => Promise.resolve({ kind: 'done' }));
        const answer = await server.send({ method: 'POST', path: invoke, body: {} });
        expect(answer).toMatchObject({ status: 200, text: '' });
    });

    it('is 500 when the evaluator breaks its promise, and the reason is logged', async () => {
        await start(() => Promise.reject(new Error('boom')));
        const answer = await server.send({ method: 'POST', path: invoke, body: {} });
        expect(answer).toMatchObject({ status: 500, json: { code: 'internal error' } });
        expect(server.log.join()).toContain('boom');
        expect(server.log.join()).not.toContain(server.token);
    });
});

describe('the stream', () => {
    it('hands out the first rows while the run goes on', async () => {
        let finish!: () => void;
        const goOn = new Promise<void>((resolve) => (finish = resolve));
        await start(async (_, write) => {
            await write(bytes('first,'));
            await goOn;
            await write(bytes('last'));
            return { kind: 'done' };
        });
        const [response] = (await once(begin(), 'response')) as [IncomingMessage];
        const [chunk] = (await once(response, 'data')) as [Buffer];
        expect(chunk.toString()).toBe('first,');
        finish();
        expect(await text(response)).toBe('last');
    });

    it('waits for a client that does not read', async () => {
        const chunk = new Uint8Array(1024 * 1024);
        const chunks = 64;
        let written = 0;
        await start(async (_, write) => {
            for (; written < chunks; written++) await write(chunk);
            return { kind: 'done' };
        });
        const [response] = (await once(begin(), 'response')) as [IncomingMessage];
        response.pause();
        // Far more turns of the event loop than there are chunks: without a pause all would be written by then.
        for (let turn = 0; turn < 20 * chunks; turn++) await nextTurn();
        expect(written).toBeLessThan(chunks);
        let size = 0;
        for await (const data of response) size += (data as Buffer).length;
        expect(size).toBe(chunks * chunk.length);
    });
});

describe('a client that goes away', () => {
    /** Runs until it is told to end, and tells how it ended. */
    function endless(beforeFirstChunk: boolean) {
        let ended!: (reason: string) => void;
        const reason = new Promise<string>((resolve) => (ended = resolve));
        let started!: () => void;
        const isRunning = new Promise<void>((resolve) => (started = resolve));
        const run: Run = async (_, write, signal) => {
            if (!beforeFirstChunk) await write(bytes('rows'));
            started();
            if (!signal.aborted) await once(signal, 'abort');
            ended('aborted');
            return { kind: 'cancelled' };
        };
        return { run, reason, isRunning };
    }

    it.each([true, false])(
        'ends the run (before the first chunk: %s), and others are answered',
        async (before) => {
            const { run, reason, isRunning } = endless(before);
            await start(run);
            const outgoing = begin();
            await isRunning;
            expect(await server.send({ path: '/api/v2/scripts' })).toMatchObject({ status: 200 });
            outgoing.destroy();
            expect(await reason).toBe('aborted');
            expect(server.log).toEqual([]);
        },
    );

    it('ends a run that waits for it to read', async () => {
        let ended!: (signal: AbortSignal) => void;
        const end = new Promise<AbortSignal>((resolve) => (ended = resolve));
        await start(async (_, write, signal) => {
            for (let n = 0; n < 100 && !signal.aborted; n++) await write(new Uint8Array(1024 * 1024));
            ended(signal);
            return { kind: 'cancelled' };
        });
        const outgoing = begin();
        const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
        response.on('error', () => undefined);
        response.pause();
        await once(response, 'readable');
        outgoing.destroy();
        expect((await end).aborted).toBe(true);
    });

    it('is also ended when the server stops; the answer does not look whole', async () => {
        const { run, isRunning } = endless(false);
        await start(run);
        const [response] = (await once(begin(), 'response')) as [IncomingMessage];
        await isRunning;
        const read = text(response);
        await server.stop();
        await expect(read).rejects.toThrow();
    });
});

describe('what the evaluator gets', () => {
    async function requestOf(path: string, body: string): Promise<RunRequest | undefined> {
        let got: RunRequest | undefined;
        await start((sent) => {
            got = sent;
            return Promise.resolve({ kind: 'done' });
        });
        await server.send({ method: 'POST', path, body });
        return got;
    }

    it('is the text of the params as it was posted', async () => {
        const params = '{"a": 1.0, "b":9007199254740993,"__proto__":{"x":1}, "c" : "\\u00e9"}';
        expect(await requestOf(invoke, `{"params" : ${params} }`)).toMatchObject({
            query: 'from(bucket: params.mybucket)\n    |> range(start: -7d)\n    |> limit(n:1)',
            paramsText: params,
            dialect: { annotations: [], header: true, delimiter: ',' },
        });
    });

    it.each(['{}', '{"params":null}', ''])('is no params for the body %j', async (body) => {
        expect(await requestOf(invoke, body)).toMatchObject({ paramsText: undefined });
    });

    it('is the query, its time and its dialect', async () => {
        const body = {
            query: 'x',
            type: 'flux',
            params: { a: 1 },
            now: '2021-10-25T21:10:01.810564864Z',
            dialect: {
                annotations: ['datatype', 'group'],
                header: false,
                delimiter: ';',
                commentPrefix: '#',
            },
        };
        expect(await requestOf('/api/v2/query?org=sandbox', JSON.stringify(body))).toMatchObject({
            query: 'x',
            paramsText: '{"a":1}',
            now: 1_635_196_201_810_564_864n,
            dialect: { annotations: ['datatype', 'group'], header: false, delimiter: ';' },
        });
    });

    it('is a header row without annotations when a query names no dialect', async () => {
        expect(await requestOf('/api/v2/query', '{"query":"x"}')).toMatchObject({
            paramsText: undefined,
            dialect: { annotations: [], header: true, delimiter: ',' },
        });
    });
});

describe('a request that is refused before it runs', () => {
    it.each([
        [invoke, '{"params":[]}', 400, 'params: must be a JSON object'],
        [invoke, '{"params":"x"}', 400, 'params: must be a JSON object'],
        ['/api/v2/query', '{}', 400, 'query'],
        ['/api/v2/query', '{"query":""}', 400, 'query: must not be empty'],
        ['/api/v2/query', '{"query":"x","type":"influxql"}', 400, 'influxql'],
        ['/api/v2/query', '{"query":"x","now":"today"}', 400, 'now: must be a time as in RFC 3339'],
        [
            '/api/v2/query',
            '{"query":"x","dialect":{"delimiter":"ab"}}',
            400,
            'dialect.delimiter: must be one',
        ],
        ['/api/v2/query', '{"query":"x","dialect":{"annotations":["x"]}}', 400, 'dialect.annotations.0'],
        [
            '/api/v2/query',
            '{"query":"x","extern":{},"params":{}}',
            400,
            'params and extern exclude each other',
        ],
        ['/api/v2/query', '{"query":"x","extern":{}}', 400, 'extern is not supported here'],
        ['/api/v2/query?org=other', '{"query":"x"}', 404, 'organization name'],
    ])('%s with %s', async (path, body, status, words) => {
        await start(() => Promise.reject(new Error('must not run')));
        const answer = await server.send({ method: 'POST', path, body });
        expect(answer.status).toBe(status);
        expect((answer.json as { message: string }).message).toContain(words);
    });
});
