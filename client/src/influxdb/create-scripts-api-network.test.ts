import net from 'node:net';
import { describe, expect, test } from 'vitest';
import { createScriptsApi } from './create-scripts-api';
import { json, startFaultServer } from './fault-server';
import { InfluxDbError } from './scripts-api';

const token = 'canary-77aa02';
const id = '0123456789abcdef';

async function failure(run: Promise<unknown>): Promise<InfluxDbError> {
    const error = await run.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InfluxDbError);
    expect((error as Error).message).not.toContain(token);
    return error as InfluxDbError;
}

async function closedPort(): Promise<number> {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
}

describe.each([
    ['fetch', false],
    ['https with a self-signed certificate accepted', true],
])('over %s', (_, secure) => {
    const apiOf = (url: string, idleTimeoutMilliseconds?: number) =>
        createScriptsApi({ url, token, acceptSelfSignedCertificate: secure, idleTimeoutMilliseconds });
    const scheme = secure ? 'https' : 'http';

    test('a plain answer', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }), secure);
        expect(await apiOf(server.url).list()).toEqual([]);
    });

    test('a body is sent whole', async () => {
        const script = `// é\n${'x'.repeat(1_000_000)}`;
        const answer = json(200, { id, name: 'n' });
        await using server = await startFaultServer(answer, secure);
        await apiOf(server.url).update(id, { script });
        expect(JSON.parse(server.received[0]!.body)).toEqual({ script });
    });

    test('nobody listens', async () => {
        const error = await failure(apiOf(`${scheme}://127.0.0.1:${await closedPort()}`).list());
        expect(error.kind).toBe('offline');
        expect(error.message).toMatch(/Nothing accepts connections/);
    });

    test('a name that does not exist', async () => {
        const error = await failure(apiOf(`${scheme}://no-such-host.invalid`).list());
        expect(error.kind).toBe('offline');
        expect(error.message).toMatch(/could not be found/);
    });

    test('a redirect is not followed, and the second server receives nothing', async () => {
        await using second = await startFaultServer(json(200, { scripts: [] }));
        await using first = await startFaultServer((response) => {
            response.writeHead(307, { location: `${second.url}/api/v2/scripts` }).end();
        }, secure);
        const error = await failure(apiOf(first.url).list());
        expect(error.kind).toBe('redirect');
        expect(second.received).toEqual([]);
    });

    test('a reset before the headers', async () => {
        await using server = await startFaultServer((response) => response.destroy(), secure);
        expect((await failure(apiOf(server.url).list())).kind).toBe('offline');
    });

    test('a cut in the middle of the body', async () => {
        await using server = await startFaultServer((response) => {
            response.writeHead(200, { 'content-length': '1000' });
            response.write('{"scripts":', () => response.destroy());
        }, secure);
        expect((await failure(apiOf(server.url).list())).kind).toBe('offline');
    });

    test('something that is not HTTP', async () => {
        await using server = await startFaultServer((response) => {
            response.socket?.end('SSH-2.0-OpenSSH\r\n');
        }, secure);
        expect((await failure(apiOf(server.url).list())).kind).toBe('not-influxdb');
    });

    test('a stall before the headers ends in time, with the socket closed', async () => {
        await using server = await startFaultServer(() => undefined, secure);
        const error = await failure(apiOf(server.url, 100).list());
        expect(error.kind).toBe('timeout');
        expect(error.message).toMatch(/sent nothing for 0.1 seconds/);
        await server.untilClosed();
    });

    test('a stall in the middle of the body ends in time, with the socket closed', async () => {
        await using server = await startFaultServer((response) => {
            response.writeHead(200);
            response.write('a,b\r\n');
        }, secure);
        const body = await apiOf(server.url).invoke(id, '{}', { idleTimeoutMilliseconds: 1000 });
        expect((await failure(new Response(body).text())).kind).toBe('timeout');
        await server.untilClosed();
    });

    test('drops that keep coming are no stall', async () => {
        await using server = await startFaultServer((response) => {
            response.writeHead(200);
            let rows = 0;
            const drip = setInterval(() => {
                response.write('1,2\r\n');
                if (++rows < 14) return;
                clearInterval(drip);
                response.end();
            }, 100);
        }, secure);
        const body = await apiOf(server.url).invoke(id, '{}', { idleTimeoutMilliseconds: 1000 });
        expect(await new Response(body).text()).toBe('1,2\r\n'.repeat(14));
    });

    test('a reader that takes its time is no stall', async () => {
        let wasSent = (): void => undefined;
        const sent = new Promise<void>((resolve) => (wasSent = resolve));
        await using server = await startFaultServer((response) => {
            response.writeHead(200);
            response.write('first');
            setTimeout(() => response.end('second', wasSent), 1300);
        }, secure);
        const body = await apiOf(server.url).invoke(id, '{}', { idleTimeoutMilliseconds: 1000 });
        const reader = body.getReader();
        await reader.read();
        await sent;
        expect(new TextDecoder().decode((await reader.read()).value)).toBe('second');
        expect((await reader.read()).done).toBe(true);
    });

    test('cancel before the headers closes the socket within a second', async () => {
        await using server = await startFaultServer(() => undefined, secure);
        const controller = new AbortController();
        const next = server.nextRequest();
        const call = apiOf(server.url).list(controller.signal);
        await next;
        const started = Date.now();
        controller.abort();
        expect((await failure(call)).kind).toBe('cancelled');
        await server.untilClosed();
        expect(Date.now() - started).toBeLessThan(1000);
    });

    test('cancel while the body is read closes the socket within a second', async () => {
        await using server = await startFaultServer((response) => {
            response.writeHead(200);
            response.write('a,b\r\n');
        }, secure);
        const controller = new AbortController();
        const options = { signal: controller.signal, idleTimeoutMilliseconds: 60_000 };
        const body = await apiOf(server.url).invoke(id, '{}', options);
        const reader = body.getReader();
        await reader.read();
        const pending = failure(reader.read());
        const started = Date.now();
        controller.abort();
        expect((await pending).kind).toBe('cancelled');
        await server.untilClosed();
        expect(Date.now() - started).toBeLessThan(1000);
    });

    test('a reader that goes away closes the socket', async () => {
        await using server = await startFaultServer((response) => {
            response.writeHead(200);
            response.write('a,b\r\n');
        }, secure);
        const body = await apiOf(server.url).invoke(id, '{}', { idleTimeoutMilliseconds: 60_000 });
        await body.cancel();
        await server.untilClosed();
    });

    test('a signal that is aborted already sends nothing', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }), secure);
        expect((await failure(apiOf(server.url).list(AbortSignal.abort()))).kind).toBe('cancelled');
        expect(server.received).toEqual([]);
    });
});

describe('certificates', () => {
    test('one that signs itself is refused unless it was accepted, and nothing is sent', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }), true);
        const error = await failure(createScriptsApi({ url: server.url, token }).list());
        expect(error.kind).toBe('tls');
        expect(server.received).toEqual([]);
    });

    test('accepting it for one connection accepts it for no other', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }), true);
        await createScriptsApi({ url: server.url, token, acceptSelfSignedCertificate: true }).list();
        const error = await failure(createScriptsApi({ url: server.url, token }).list());
        expect(error.kind).toBe('tls');
        expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBeUndefined();
    });

    test('https against a server that speaks plain HTTP', async () => {
        await using server = await startFaultServer(json(200, { scripts: [] }));
        const url = server.url.replace('http:', 'https:');
        const error = await failure(createScriptsApi({ url, token }).list());
        expect(error.kind).toBe('not-influxdb');
        expect(error.message).toMatch(/does not speak TLS/);
    });
});
