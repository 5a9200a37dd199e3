/** Real servers for tests: they answer, stall, cut and redirect as they are told. */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** A key and a certificate that signs itself, for tests on loopback only: public, and protecting nothing. */
const keyPair = readFileSync(new URL('./test-certificate.pem', import.meta.url));

export interface Received {
    readonly method: string;
    readonly url: string;
    readonly headers: http.IncomingHttpHeaders;
    readonly body: string;
}

export interface FaultServer extends AsyncDisposable {
    readonly url: string;
    /** Every request that came in completely, in order. */
    readonly received: Received[];
    /**
     * Resolves as soon as no request is open any more: answered, or its socket closed. It looks at requests and not at
     * sockets, because Node 20's fetch opens an idle socket in place of one that it closed.
     */
    untilClosed(): Promise<void>;
    /** Resolves with the next request, as soon as it came in completely. */
    nextRequest(): Promise<Received>;
}

export type Answer = (response: http.ServerResponse, request: Received, count: number) => void;

/** Starts a server on a free loopback port. `count` is 1 for the first request. */
export async function startFaultServer(answer: Answer, secure = false): Promise<FaultServer> {
    const received: Received[] = [];
    const sockets = new Set<Socket>();
    const open = new Set<http.ServerResponse>();
    let closed: (() => void)[] = [];
    let waiting: ((request: Received) => void)[] = [];
    const listener: http.RequestListener = (request, response) => {
        const pieces: Buffer[] = [];
        open.add(response);
        response.on('close', () => {
            open.delete(response);
            if (open.size === 0) closed.splice(0).forEach((resolve) => resolve());
        });
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => {
            const { method = '', url = '', headers } = request;
            const whole = { method, url, headers, body: Buffer.concat(pieces).toString() };
            received.push(whole);
            waiting.splice(0).forEach((resolve) => resolve(whole));
            answer(response, whole, received.length);
        });
    };
    const server = secure
        ? https.createServer({ key: keyPair, cert: keyPair }, listener)
        : http.createServer(listener);
    server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
        socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
        url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
        received,
        untilClosed: () =>
            open.size === 0 ? Promise.resolve() : new Promise((resolve) => closed.push(resolve)),
        nextRequest: () => new Promise((resolve) => waiting.push(resolve)),
        async [Symbol.asyncDispose]() {
            closed = [];
            waiting = [];
            sockets.forEach((socket) => socket.destroy());
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

/** Answers with a status and JSON. */
export function json(status: number, value: unknown, headers: http.OutgoingHttpHeaders = {}): Answer {
    return (response) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(value));
    };
}

/** Answers with a status and any text. */
export function text(status: number, body: string, headers: http.OutgoingHttpHeaders = {}): Answer {
    return (response) => {
        response.writeHead(status, headers);
        response.end(body);
    };
}
