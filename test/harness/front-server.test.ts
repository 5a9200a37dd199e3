import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stableKey, startFrontServer } from './front-server.mjs';

let folder = '';
let behind: http.Server;
let front: Awaited<ReturnType<typeof startFrontServer>>;

beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'flux-front-'));
    const socketPath = path.join(folder, 'server.sock');
    behind = http.createServer((request, response) => response.end(`${request.method} ${request.url}`));
    await new Promise<void>((resolve) => behind.listen(socketPath, resolve));
    front = await startFrontServer({ port: 0, socketPath, key: stableKey(path.join(folder, 'key')) });
});

afterEach(async () => {
    await front.close();
    behind.close();
    await rm(folder, { recursive: true });
});

function ask(method: string, url: string, host: string): Promise<{ status: number; body: Buffer }> {
    return new Promise((resolve, reject) => {
        const request = http.request(
            { port: front.port, host: '127.0.0.1', method, path: url, headers: { host } },
            (response) => {
                const chunks: Buffer[] = [];
                response.on('data', (chunk: Buffer) => chunks.push(chunk));
                response.on('end', () => {
                    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
                });
            },
        );
        request.on('error', reject);
        request.end();
    });
}

describe("the address in front of VS Code's server", () => {
    it('answers /mint-key with 32 bytes, the same after a new start', async () => {
        const own = `127.0.0.1:${front.port}`;
        const { body } = await ask('POST', '/mint-key', own);
        expect(body).toHaveLength(32);
        expect(stableKey(path.join(folder, 'key'))).toEqual(body);
    });

    it('passes everything else on', async () => {
        const { body } = await ask('GET', '/a?b=c', `localhost:${front.port}`);
        expect(body.toString()).toBe('GET /a?b=c');
    });

    it('refuses a page that gives this address another name', async () => {
        for (const [method, url] of [
            ['GET', '/'],
            ['POST', '/mint-key'],
        ] as const) {
            const { status, body } = await ask(method, url, 'rebound.example');
            expect(status).toBe(403);
            expect(body).toHaveLength(0);
        }
    });

    it('says that the port is taken', async () => {
        const again = startFrontServer({ port: front.port, socketPath: '', key: Buffer.alloc(32) });
        await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
    });
});
