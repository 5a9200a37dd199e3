import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error';
import type { Answer, Services } from './call';
import { checkSource } from './gate';
import { findRoute } from './routes';
import { tokenCheck } from './token';

export interface HttpServerOptions {
    readonly services: Services;
    readonly token: string;
    /** 0 takes any free port. */
    readonly port: number;
    /** Gets a line for every failure that is the server's own. It holds nothing of the request but method and path. */
    readonly log: (message: string) => void;
}

export interface HttpServer {
    /** `http://127.0.0.1:PORT`. */
    readonly url: string;
    /** Ends every run and closes every connection. */
    stop(): Promise<void>;
}

/** In UTF-16 units. A script nested too deep has thousands of errors; the first ones say what is wrong. */
const longestMessage = 10_000;

/** Listens on 127.0.0.1 alone. Rejects when the port is taken. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
    const running = new Set<AbortController>();
    const isAuthorized = tokenCheck(options.token);
    const server = createServer((request, response) => {
        void respond(request, response);
    });
    const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const gone = new AbortController();
        running.add(gone);
        response.once('close', () => {
            gone.abort();
            running.delete(gone);
        });
        try {
            checkSource(request, portOf(server));
            const url = readUrl(request);
            const { handler, path, open } = findRoute(request.method ?? '', url.pathname);
            if (!open && !isAuthorized(request.headers.authorization)) {
                throw new ApiError('unauthorized', 'unauthorized access');
            }
            const call = { request, response, path, query: url.searchParams, signal: gone.signal };
            send(response, await handler(call, options.services));
        } catch (error) {
            if (!(error instanceof ApiError) && !gone.signal.aborted) options.log(describe(request, error));
            sendError(response, error);
        }
    };
    await listen(server, options.port);
    return {
        url: `http://127.0.0.1:${portOf(server)}`,
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                for (const call of running) call.abort();
                server.closeAllConnections();
            }),
    };
}

function listen(server: Server, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
            server.off('error', reject);
            resolve();
        });
    });
}

function portOf(server: Server): number {
    return (server.address() as AddressInfo | null)?.port ?? 0;
}

function readUrl(request: IncomingMessage): URL {
    const target = request.url ?? '';
    // "//host/path" would be read as another host.
    if (!/^\/(?!\/)/.test(target)) throw new ApiError('not found', 'path not found');
    return new URL(target, 'http://127.0.0.1');
}

function send(response: ServerResponse, answer: Answer): void {
    if (answer === 'sent') return;
    if (answer.json === undefined) response.writeHead(answer.status).end();
    else sendJson(response, answer.status, answer.json);
}

function sendJson(response: ServerResponse, status: number, json: unknown): void {
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.writeHead(status).end(JSON.stringify(json));
}

function sendError(response: ServerResponse, error: unknown): void {
    if (response.headersSent || response.destroyed) {
        response.destroy();
        return;
    }
    const known = error instanceof ApiError ? error : new ApiError('internal error', internalMessage(error));
    const body = known.options.body ?? { code: known.code, message: known.message.slice(0, longestMessage) };
    response.setHeaders(new Map(Object.entries(known.options.headers ?? {})));
    response.setHeader('X-Platform-Error-Code', known.code);
    sendJson(response, known.status, body);
}

function internalMessage(error: unknown): string {
    return `the sandbox failed: ${error instanceof Error ? error.message : String(error)}`;
}

function describe(request: IncomingMessage, error: unknown): string {
    const path = (request.url ?? '').split('?')[0];
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `${request.method ?? ''} ${path ?? ''}: ${reason}`;
}
