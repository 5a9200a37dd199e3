import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestBody } from './body';
import { startTestServer } from './start-test-server';
import type { TestServer } from './start-test-server';
import { newToken } from './token';

const scripts = '/api/v2/scripts';
let server: TestServer;
beforeAll(async () => {
    server = await startTestServer();
});
afterAll(() => server.stop());

/** Sends bytes as they are and gives all that comes back. */
async function sendRaw(request: string): Promise<string> {
    const socket = connect(server.port, '127.0.0.1');
    socket.end(request);
    return text(socket);
}

describe('who is let in', () => {
    it('takes the token as Token and as Bearer', async () => {
        for (const scheme of ['Token', 'Bearer', 'token']) {
            const headers = { Authorization: `${scheme} ${server.token}` };
            expect(await server.send({ path: scripts, headers })).toMatchObject({ status: 200 });
        }
    });

    it.each([
        ['none', undefined],
        ['an empty one', ''],
        ['another', `Token ${newToken()}`],
        ['another scheme', `Basic ${newToken()}`],
        ['the scheme alone', 'Token'],
    ])('refuses a request with this token: %s', async (_, authorization) => {
        for (const request of [{ path: scripts }, { path: scripts, method: 'POST', body: {} }]) {
            const answer = await server.send({ ...request, headers: { Authorization: authorization } });
            expect(answer).toMatchObject({
                status: 401,
                json: { code: 'unauthorized', message: 'unauthorized access' },
            });
            expect(answer.headers['x-platform-error-code']).toBe('unauthorized');
        }
    });

    it('refuses the token with anything before or behind it', async () => {
        for (const token of [`${server.token}x`, `x${server.token}`, server.token.slice(0, -1)]) {
            const headers = { Authorization: `Token ${token}` };
            expect(await server.send({ path: scripts, headers })).toMatchObject({ status: 401 });
        }
    });

    it('answers to its own two names only', async () => {
        for (const host of [`127.0.0.1:${server.port}`, `localhost:${server.port}`]) {
            expect(await server.send({ path: scripts, headers: { Host: host } })).toMatchObject({
                status: 200,
            });
        }
        const others = [
            'localhost',
            '127.0.0.1',
            'evil.example',
            `evil.example:${server.port}`,
            `localhost:1`,
        ];
        for (const host of others) {
            for (const path of [scripts, '/health', '/ping']) {
                const answer = await server.send({ path, headers: { Host: host } });
                expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
            }
        }
    });

    it('refuses two Host headers and none', async () => {
        const host = `Host: 127.0.0.1:${server.port}\r\n`;
        const rest = `Authorization: Token ${server.token}\r\nConnection: close\r\n\r\n`;
        const status = async (hosts: string, version = '1.1') =>
            (await sendRaw(`GET ${scripts} HTTP/${version}\r\n${hosts}${rest}`)).split(' ')[1];
        expect(await status(host)).toBe('200');
        expect(await status(host + host)).toBe('403');
        expect(await status(`Host: evil.example\r\n${host}`)).toBe('403');
        expect(await status('')).toBe('400');
        expect(await status('', '1.0')).toBe('403');
    });

    it('refuses every Origin, its own too, and never allows one', async () => {
        for (const origin of ['null', 'https://evil.example', server.url]) {
            for (const method of ['GET', 'OPTIONS']) {
                const answer = await server.send({ method, path: scripts, headers: { Origin: origin } });
                expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
                expect(
                    Object.keys(answer.headers).filter((name) => name.startsWith('access-control')),
                ).toEqual([]);
            }
        }
    });

    it('listens on the loopback address alone', async () => {
        const others = Object.values(networkInterfaces())
            .flat()
            .filter((address) => address?.family === 'IPv4' && !address.internal)
            .map((address) => address!.address);
        for (const address of [...others, '127.0.0.2']) {
            const refused = await new Promise((resolve) => {
                const socket = connect(server.port, address, () => resolve(false));
                socket.on('error', () => resolve(true));
            });
            expect(refused, address).toBe(true);
        }
    });
});

describe('what is taken', () => {
    const good = { name: 'taken', description: 'd', script: 'x = 1', language: 'flux' };
    it.each([
        undefined,
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/json; charset=latin1',
    ])('refuses a body of the content type %s', async (type) => {
        const headers = { 'Content-Type': type };
        const answer = await server.send({ method: 'POST', path: scripts, body: good, headers });
        expect(answer).toMatchObject({ status: 415, json: { code: 'unsupported media type' } });
    });

    it('takes JSON with a charset, and packed', async () => {
        for (const [name, headers, pack] of [
            [
                'packed-not',
                { 'Content-Type': 'Application/JSON; charset=UTF-8' },
                (text: string) => Buffer.from(text),
            ],
            ['packed', { 'Content-Encoding': 'gzip' }, gzipSync],
        ] as const) {
            const body = pack(JSON.stringify({ ...good, name }));
            expect(await server.send({ method: 'POST', path: scripts, body, headers })).toMatchObject({
                status: 201,
            });
        }
    });

    it('refuses a body above the limit, however it comes, and answers on', async () => {
        const large = `{"script":"${'x'.repeat(largestBody)}"}`;
        for (const request of [
            { body: large },
            { body: large, headers: { 'Transfer-Encoding': 'chunked' } },
            { body: gzipSync(large), headers: { 'Content-Encoding': 'gzip' } },
        ]) {
            const answer = await server.send({ method: 'POST', path: scripts, ...request });
            expect(answer).toMatchObject({ status: 413, json: { code: 'request too large' } });
        }
        expect(await server.send({ path: scripts })).toMatchObject({ status: 200 });
    });

    it.each([
        ['{"name":', 'JSON'],
        ['[]', 'array'],
        ['"x"', 'Object'],
        ['null', 'Object'],
        [Buffer.from([0x22, 0xff, 0x22]), 'UTF-8'],
        ['', 'name'],
    ])('says what is wrong with the body %j', async (body, word) => {
        const answer = await server.send({ method: 'POST', path: scripts, body });
        expect(answer).toMatchObject({ status: 400, json: { code: 'invalid' } });
        expect(answer.text).toContain('failed to decode request body');
        expect(answer.text).toContain(word);
    });

    it('takes a megabyte of script and gives it back as it was', async () => {
        const script = `// ${'é😀\t"\\'.repeat(120_000)}`;
        const created = await server.send({
            method: 'POST',
            path: scripts,
            body: { ...good, name: 'large', script },
        });
        expect(created.json).toMatchObject({ script });
    });
});

describe('paths and methods', () => {
    it.each([
        '/',
        '/api/v2',
        '/api/v2/script',
        '/api/v2/scripts/',
        '/api/v2/scripts/%E0%A4%A',
        '//evil/x',
        '/api/v2/scripts/a/b/c',
    ])('answers 404 to %s', async (path) => {
        expect(await server.send({ path })).toMatchObject({
            status: 404,
            json: { code: 'not found', message: 'path not found' },
        });
    });

    it('names the methods there are', async () => {
        const answer = await server.send({ method: 'PUT', path: `${scripts}/0123456789abcdef` });
        expect(answer).toMatchObject({ status: 405, json: { code: 'method not allowed' } });
        expect(answer.headers.allow).toBe('GET, PATCH, DELETE');
    });

    it('tells without a token that it is there', async () => {
        const headers = { Authorization: undefined };
        expect(await server.send({ path: '/health', headers })).toMatchObject({
            status: 200,
            json: { status: 'pass' },
        });
        expect(await server.send({ path: '/ping', headers })).toMatchObject({ status: 204, text: '' });
    });

    it('keeps an error short enough to be read, however long the path is that it quotes', async () => {
        const path = `${scripts}/${'x'.repeat(12_000)}`;
        const { status, text } = await server.send({ path });
        expect(status).toBe(404);
        expect((JSON.parse(text) as { message: string }).message).toHaveLength(10_000);
    });

    it('logs nothing about refused requests', () => {
        expect(server.log).toEqual([]);
    });
});
