import { describe, expect, test } from 'vitest';
import { createScriptsApi, type ScriptsApiOptions } from './create-scripts-api';
import { json, startFaultServer, text, type Answer } from './fault-server';
import { InfluxDbError, type ScriptsApi } from './scripts-api';

const token = 'canary-5b0c1f';
const id = '0123456789abcdef';
const script = { id, name: 'a', description: 'd', script: 'buckets()', language: 'flux' };

function apiOf(url: string, options: Partial<ScriptsApiOptions> = {}): ScriptsApi {
    return createScriptsApi({ url, token, ...options });
}

async function failure(run: Promise<unknown>): Promise<InfluxDbError> {
    const error = await run.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InfluxDbError);
    expect((error as Error).message).not.toContain(token);
    expect(JSON.stringify((error as InfluxDbError).details)).not.toContain(token);
    return error as InfluxDbError;
}

async function failureOf(answer: Answer, call: (api: ScriptsApi) => Promise<unknown>) {
    await using server = await startFaultServer(answer);
    const error = await failure(call(apiOf(server.url)));
    return { error, requests: server.received.length };
}

describe('what is sent', () => {
    test('list sends the token, page size and organization, and reads every page', async () => {
        const all = Array.from({ length: 501 }, (_, index) => ({
            ...script,
            id: index.toString(16).padStart(16, '0'),
            name: `n${String(500 - index).padStart(3, '0')}`,
        }));
        await using server = await startFaultServer((response, request, count) => {
            const offset = Number(new URL(request.url, 'http://x').searchParams.get('offset'));
            json(200, { scripts: all.slice(offset, offset + 500) })(response, request, count);
        });
        const scripts = await apiOf(server.url, { organization: 'my org' }).list();
        expect(scripts.map((one) => one.name)).toEqual(all.map((one) => one.name).reverse());
        expect(server.received.map((request) => request.url)).toEqual([
            '/api/v2/scripts?limit=500&offset=0&org=my+org',
            '/api/v2/scripts?limit=500&offset=500&org=my+org',
        ]);
        expect(server.received[0]?.headers.authorization).toBe(`Token ${token}`);
    });

    test('an organization id goes as orgID, on list and on create', async () => {
        await using server = await startFaultServer((response, request, count) => {
            if (request.method === 'GET') json(200, { scripts: [] })(response, request, count);
            else json(201, script)(response, request, count);
        });
        const api = apiOf(server.url, { organization: id });
        await api.list();
        await api.create({ name: 'a', description: 'd', script: '', language: 'flux' });
        expect(server.received[0]?.url).toContain(`orgID=${id}`);
        expect(JSON.parse(server.received[1]!.body)).toMatchObject({ orgID: id, language: 'flux' });
    });

    test('invoke sends the params as they were written', async () => {
        await using server = await startFaultServer(
            text(200, 'result,table\r\n', { 'content-type': 'text/csv' }),
        );
        const params = '{ "a": 1.0,\n "big": 9007199254740993 }';
        const body = await apiOf(server.url).invoke(id, params, { idleTimeoutMilliseconds: 5000 });
        expect(await new Response(body).text()).toBe('result,table\r\n');
        expect(server.received[0]).toMatchObject({
            method: 'POST',
            url: `/api/v2/scripts/${id}/invoke`,
            body: `{"params":${params}}`,
        });
        expect(server.received[0]?.headers.accept).toBe('application/csv');
    });

    test.each(['../buckets', 'ABCDEF0123456789', '0123', '', '0123456789abcdef?x'])(
        'the id %j is never put into a URL',
        async (bad) => {
            await using server = await startFaultServer(json(200, script));
            const api = apiOf(server.url);
            const calls = [
                api.get(bad),
                api.update(bad, { script: '' }),
                api.delete(bad),
                api.params(bad),
                api.invoke(bad, '{}', { idleTimeoutMilliseconds: 1000 }),
            ];
            for (const call of calls) expect((await failure(call)).kind).toBe('invalid');
            expect(server.received).toEqual([]);
        },
    );

    test.each(['', 'not json', '[1]', 'null', '"text"', '{}, "org": {}', '{"a":1}}'])(
        'params %j are refused before sending',
        async (params) => {
            await using server = await startFaultServer(text(200, ''));
            const call = apiOf(server.url).invoke(id, params, { idleTimeoutMilliseconds: 1000 });
            const error = await failure(call);
            expect(error.kind).toBe('invalid');
            expect(error.message).toMatch(/Nothing was sent|nothing was sent/);
            expect(server.received).toEqual([]);
        },
    );

    test.each([
        ['a line break', `${token}\nx`, 'line break'],
        ['a carriage return', `${token}\r`, 'line break'],
        ['an accent', `${token}é`, 'no API token has'],
        ['an invisible character', `${token}\u200b`, 'no API token has'],
        ['a space', `Token ${token}`, 'without the word'],
        ['nothing', ' ', 'empty'],
    ])('a token with %s is refused before sending', async (_, bad, words) => {
        await using server = await startFaultServer(json(200, { scripts: [] }));
        const error = await failure(createScriptsApi({ url: server.url, token: bad }).list());
        expect(error.kind).toBe('unauthorized');
        expect(error.message).toContain(words);
        expect(server.received).toEqual([]);
    });
});

describe('a server that refuses', () => {
    const notFound = { code: 'not found', message: `script "${id}" not found` };
    const noBucket = {
        code: 'not found',
        message: 'failed to initialize execute state: could not find bucket "air"',
    };
    const invoke = (api: ScriptsApi) => api.invoke(id, '{}', { idleTimeoutMilliseconds: 5000 });
    const create = (api: ScriptsApi) =>
        api.create({ name: 'a', description: 'd', script: '', language: 'flux' });
    const list = (api: ScriptsApi) => api.list();
    const get = (api: ScriptsApi) => api.get(id);

    test.each<[string, Answer, (api: ScriptsApi) => Promise<unknown>, string, RegExp]>([
        [
            '401',
            json(401, { code: 'unauthorized', message: 'unauthorized access' }),
            list,
            'unauthorized',
            /Enter a new token.*unauthorized access/,
        ],
        ['403', json(403, { code: 'forbidden', message: 'no' }), get, 'unauthorized', /status 403/],
        [
            '401 on a write',
            json(401, { code: 'unauthorized', message: 'x' }),
            create,
            'unauthorized',
            /lacks this permission.*kept/,
        ],
        [
            '404 on the collection',
            json(404, { code: 'not found', message: 'path not found' }),
            list,
            'no-scripts-api',
            /OSS/,
        ],
        [
            '404 with HTML on the collection',
            text(404, '<html>'),
            create,
            'no-scripts-api',
            /no API for invokable scripts/,
        ],
        ['404 with text on a script', text(404, '404 page not found'), get, 'no-scripts-api', /no API/],
        ['404 for a script', json(404, notFound), get, 'script-not-found', /not on the server any more/],
        ['404 for a script on invoke', json(404, notFound), invoke, 'script-not-found', /Refresh/],
        ['404 for a bucket', json(404, noBucket), invoke, 'bucket-not-found', /"air"/],
        [
            '422 for a taken name',
            json(422, { code: 'conflict', message: 'uniqueness violation' }),
            create,
            'name-taken',
            /already/,
        ],
        ['409', json(409, { code: 'conflict', message: 'x' }), create, 'name-taken', /already/],
        [
            '422 for something else',
            json(422, { code: 'unprocessable entity', message: 'bad' }),
            create,
            'invalid',
            /bad/,
        ],
        [
            '400',
            json(400, { code: 'invalid', message: 'invalid parameters provided' }),
            invoke,
            'invalid',
            /invalid parameters provided/,
        ],
        [
            '400 with a numeric code',
            json(400, { code: 3, message: 'parsing field "limit"', details: [] }),
            list,
            'invalid',
            /parsing field/,
        ],
        ['400 without a word', text(400, ''), list, 'invalid', /did not say why/],
        ['500', json(500, { code: 'internal error', message: 'panic' }), list, 'unavailable', /panic/],
        ['502 with HTML', text(502, '<html>bad gateway</html>'), list, 'unavailable', /502/],
        ['304', text(304, ''), list, 'redirect', /redirect/],
        [
            'the token in its answer',
            json(400, { code: 'invalid', message: `what is ${token}?` }),
            invoke,
            'invalid',
            /what is \(token\)\?/,
        ],
    ])('%s', async (_, answer, call, kind, words) => {
        const { error, requests } = await failureOf(answer, call);
        expect(error.kind).toBe(kind);
        expect(error.message).toMatch(words);
        expect(requests).toBe(1);
    });

    test("the server's own words are handed on unchanged", async () => {
        const said = 'invalid parameters provided';
        const { error } = await failureOf(json(400, { code: 'invalid', message: said }), invoke);
        expect(error.details).toEqual({ status: 400, serverMessage: said });
    });
});

describe('Retry-After', () => {
    test('a read waits and asks again', async () => {
        await using server = await startFaultServer((response, request, count) => {
            if (count === 1) json(429, { message: 'slow' }, { 'retry-after': '0' })(response, request, count);
            else json(200, { scripts: [script] })(response, request, count);
        });
        expect(await apiOf(server.url).list()).toHaveLength(1);
        expect(server.received).toHaveLength(2);
    });

    test('a read gives up after three tries and says how long to wait', async () => {
        const busy = json(503, { code: 'unavailable', message: 'busy' }, { 'retry-after': '0' });
        const { error, requests } = await failureOf(busy, (api) => api.list());
        expect(error).toMatchObject({ kind: 'unavailable', details: { retryAfterSeconds: 0, status: 503 } });
        expect(requests).toBe(3);
    });

    test('a read does not wait for hours', async () => {
        const date = new Date(Date.now() + 3_600_000).toUTCString();
        const { error, requests } = await failureOf(
            json(429, { message: 'slow' }, { 'retry-after': date }),
            (api) => api.list(),
        );
        expect(error.kind).toBe('rate-limited');
        expect(error.message).toMatch(/Try again in 3[56]\d\d seconds/);
        expect(requests).toBe(1);
    });

    test('cancelling ends the waiting', async () => {
        await using server = await startFaultServer(json(429, { message: 'slow' }, { 'retry-after': '15' }));
        const controller = new AbortController();
        const next = server.nextRequest();
        const call = apiOf(server.url).list(controller.signal);
        await next;
        controller.abort();
        expect((await failure(call)).kind).toBe('cancelled');
    });

    test.each<[string, (api: ScriptsApi) => Promise<unknown>]>([
        ['create', (api) => api.create({ name: 'a', description: 'd', script: '', language: 'flux' })],
        ['update', (api) => api.update(id, { script: '' })],
        ['delete', (api) => api.delete(id)],
        ['invoke', (api) => api.invoke(id, '{}', { idleTimeoutMilliseconds: 5000 })],
    ])('%s is never repeated', async (_, call) => {
        const answer = json(503, { message: 'busy' }, { 'retry-after': '0' });
        const { error, requests } = await failureOf(answer, call);
        expect(error.kind).toBe('unavailable');
        expect(requests).toBe(1);
    });
});

describe('an answer of another kind', () => {
    const page = '<!doctype html><title>Log in</title>';
    test.each<[string, Answer, RegExp]>([
        ['HTML', text(200, page, { 'content-type': 'text/html; charset=utf-8' }), /web page/],
        ['HTML without a type', text(200, page), /web page/],
        ['truncated JSON', text(200, '{"scripts":[{"id":"01'), /cut off/],
        ['nothing', text(200, ''), /empty/],
        ['words', text(200, 'pong'), /not JSON/],
        ['another shape', json(200, { buckets: [] }), /scripts is not/],
        ['an id that is none', json(200, { scripts: [{ ...script, id: '../x' }] }), /scripts\.0\.id/],
    ])('%s', async (_, answer, words) => {
        const { error } = await failureOf(answer, (api) => api.list());
        expect(error.kind).toBe('not-influxdb');
        expect(error.message).toMatch(words);
    });

    test('a byte order mark is read over', async () => {
        await using server = await startFaultServer(
            text(200, `\uFEFF${JSON.stringify({ scripts: [script] })}`),
        );
        expect(await apiOf(server.url).list()).toEqual([script]);
    });

    test('HTML instead of CSV', async () => {
        const answer = text(200, page, { 'content-type': 'text/html' });
        const { error } = await failureOf(answer, (api) =>
            api.invoke(id, '{}', { idleTimeoutMilliseconds: 5000 }),
        );
        expect(error.kind).toBe('not-influxdb');
    });

    test('pages that repeat themselves do not go on for ever', async () => {
        const full = Array.from({ length: 500 }, (_, index) => ({
            ...script,
            id: index.toString(16).padStart(16, '0'),
        }));
        const { error, requests } = await failureOf(json(200, { scripts: full }), (api) => api.list());
        expect(error.kind).toBe('not-influxdb');
        expect(requests).toBe(2);
    });

    test('new pages without an end do not go on for ever', async () => {
        const page = (count: number) =>
            Array.from({ length: 500 }, (_, index) => ({
                ...script,
                id: (count * 500 + index).toString(16).padStart(16, '0'),
            }));
        const { error, requests } = await failureOf(
            (response, request, count) => {
                // The 102nd page ends the list, so that this test ends without the limit too.
                const scripts = count > 101 ? [] : page(count);
                json(200, { scripts })(response, request, count);
            },
            (api) => api.list(),
        );
        expect(error.kind).toBe('not-influxdb');
        expect(requests).toBe(100);
    });

    test('the second page failing fails the whole list', async () => {
        const full = Array.from({ length: 500 }, (_, index) => ({
            ...script,
            id: index.toString(16).padStart(16, '0'),
        }));
        const { error } = await failureOf(
            (response, request, count) => {
                if (count === 1) json(200, { scripts: full })(response, request, count);
                else response.destroy();
            },
            (api) => api.list(),
        );
        expect(error.kind).toBe('offline');
    });
});
