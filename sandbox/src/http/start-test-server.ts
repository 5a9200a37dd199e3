/** For tests: the real HTTP server on a free port, and requests to it with nothing added. */
import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { BucketCatalog } from '../data/bucket-catalog';
import { startClock } from '../data/clock';
import { openScriptStore } from '../store/script-store';
import type { Services } from './call';
import { startHttpServer } from './server';
import { defaultSwitches } from './switches';
import { newToken } from './token';

export interface Sent {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly text: string;
    readonly json: unknown;
}

export interface Request {
    readonly method?: string;
    readonly path: string;
    /** Undefined leaves a header out that is sent otherwise. */
    readonly headers?: Readonly<Record<string, string | undefined>>;
    /** An object is sent as JSON. */
    readonly body?: string | Uint8Array | object;
}

export interface TestServer {
    readonly url: string;
    readonly port: number;
    readonly token: string;
    readonly log: readonly string[];
    send(request: Request): Promise<Sent>;
    stop(): Promise<void>;
}

const notUsed = (): never => {
    throw new TypeError('this test does not run scripts');
};

/** Starts a server whose store is in memory. Without an engine and an evaluator of its own it runs no scripts. */
export async function startTestServer(services: Partial<Services> = {}): Promise<TestServer> {
    const token = newToken();
    const log: string[] = [];
    const clock = services.clock ?? startClock();
    const server = await startHttpServer({
        services: {
            scripts: await openScriptStore(undefined, notUsed),
            buckets: new BucketCatalog(clock),
            bucketFiles: undefined,
            engine: { analyze: notUsed },
            evaluator: { run: notUsed },
            clock,
            switches: defaultSwitches,
            ...services,
        },
        token,
        port: 0,
        log: (message) => log.push(message),
    });
    const port = Number(new URL(server.url).port);
    return {
        url: server.url,
        port,
        token,
        log,
        send: (sent) => send(port, token, sent),
        stop: () => server.stop(),
    };
}

function send(port: number, token: string, { method = 'GET', path, headers, body }: Request): Promise<Sent> {
    const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
    const bytes = isJson ? JSON.stringify(body) : body;
    const all: Record<string, string | undefined> = {
        Authorization: `Token ${token}`,
        ...(bytes === undefined ? {} : bodyHeaders(bytes, headers)),
        ...headers,
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return new Promise((resolve, reject) => {
        const outgoing = request({ host: '127.0.0.1', port, method, path, headers: given, agent: false });
        outgoing.on('error', reject);
        outgoing.on('response', (response) => {
            buffer(response).then((content) => {
                const text = content.toString();
                const isAnswerJson = response.headers['content-type']?.includes('json') ?? false;
                const json: unknown = isAnswerJson ? JSON.parse(text) : undefined;
                resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
            }, reject);
        });
        outgoing.end(bytes);
    });
}

function bodyHeaders(body: string | Uint8Array, headers: Request['headers']): Record<string, string> {
    const type = { 'Content-Type': 'application/json' };
    if (headers?.['Transfer-Encoding'] !== undefined) return type;
    return { ...type, 'Content-Length': String(Buffer.byteLength(body)) };
}
