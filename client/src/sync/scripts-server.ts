/**
 * For tests: a real HTTP server that keeps scripts, and whose scripts can be changed behind the client's back.
 * Statuses and bodies are those of InfluxDB's scripts API.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Script } from '@flux-scripts/contracts/scripts-api';

/** A request that came in completely; `url` is path and query. */
export interface Received {
    readonly method: string;
    readonly url: string;
    readonly body: string;
}

export interface ScriptsServer extends AsyncDisposable {
    readonly url: string;
    /** The server's scripts by id; change them freely. */
    readonly scripts: Map<string, Script>;
    /** `METHOD path` of every request, without `/api/v2`. */
    requests(): string[];
    /** Runs before a request is handled: the moment of somebody else's edit. */
    before: ((request: Received) => void) | undefined;
    /** What happens to the answer: `answer` it; do the work and `stall` or `cut` instead; `ignore` what was sent; refuse with a status. */
    fate: (request: Received) => 'answer' | 'stall' | 'cut' | 'stall-undone' | 'ignore' | number;
    add(script: Partial<Script>): Script;
}

export const orgID = 'aaaabbbbccccdddd';

export async function startScriptsServer(): Promise<ScriptsServer> {
    const scripts = new Map<string, Script>();
    let lastId = 0;
    const add = (script: Partial<Script>): Script => {
        const id = script.id ?? (++lastId).toString(16).padStart(16, '0');
        const whole = {
            name: `script ${id}`,
            description: 'd',
            script: 's()',
            language: 'flux',
            orgID,
            ...script,
            id,
        };
        scripts.set(id, whole);
        return whole;
    };
    const received: Received[] = [];
    const answer = (request: Received, response: http.ServerResponse): void => {
        received.push(request);
        server.before?.(request);
        const fate = server.fate(request);
        if (typeof fate === 'number') {
            send(response, fate, { code: 'x', message: `refused with ${fate}` });
            return;
        }
        if (fate === 'stall-undone') return;
        const [status, body] = handle(scripts, add, fate === 'ignore' ? { ...request, body: '' } : request);
        if (fate === 'cut') response.destroy();
        if (fate === 'answer' || fate === 'ignore') send(response, status, body);
    };
    const listener = http.createServer((request, response) => {
        const { method = '', url = '' } = request;
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => answer({ method, url, body: Buffer.concat(pieces).toString() }, response));
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const server: ScriptsServer = {
        url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
        scripts,
        add,
        before: undefined,
        fate: () => 'answer',
        requests: () => received.map(({ method, url }) => `${method} ${url.slice(7).split('?')[0] ?? ''}`),
        async [Symbol.asyncDispose]() {
            const closed = new Promise((resolve) => listener.close(resolve));
            listener.closeAllConnections();
            await closed;
        },
    };
    return server;
}

function send(response: http.ServerResponse, status: number, body: unknown): void {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
}

type Handled = [status: number, body: unknown];

function handle(
    scripts: Map<string, Script>,
    add: (script: Partial<Script>) => Script,
    request: Received,
): Handled {
    const { pathname, searchParams } = new URL(request.url, 'http://server');
    const id = /^\/api\/v2\/scripts\/([0-9a-f]{16})$/.exec(pathname)?.[1];
    const sent = request.body === '' ? {} : (JSON.parse(request.body) as Partial<Script>);
    if (id === undefined) {
        if (request.method === 'POST') return create(scripts, add, sent);
        const [offset, limit] = ['offset', 'limit'].map((key) => Number(searchParams.get(key)));
        return [200, { scripts: [...scripts.values()].slice(offset, (offset ?? 0) + (limit ?? 100)) }];
    }
    const script = scripts.get(id);
    if (!script) return [404, { code: 'not found', message: `script "${id}" not found` }];
    switch (request.method) {
        case 'PATCH':
            scripts.set(id, { ...script, ...sent, id });
            return [200, scripts.get(id)];
        case 'DELETE':
            scripts.delete(id);
            return [204, undefined];
        default:
            return [200, script];
    }
}

function create(
    scripts: Map<string, Script>,
    add: (script: Partial<Script>) => Script,
    sent: Partial<Script>,
): Handled {
    if ([...scripts.values()].some(({ name }) => name === sent.name)) {
        return [422, { code: 'conflict', message: 'uniqueness violation' }];
    }
    if (!sent.description) return [400, { code: 'invalid', message: 'description is required' }];
    return [201, add(sent)];
}
