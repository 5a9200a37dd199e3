import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../harness/paths.mjs';

/** A server that speaks the scripts API, somewhere on this machine: the extension is told nothing but its address. */
export interface OwnServer {
    readonly url: string;
    readonly token: string;
    /** One request with the token; throws unless the status is good. */
    request(method: string, route: string, body: unknown, contentType?: string): Promise<Response>;
    stop(): void;
}

/** Starts `dist/sandbox.js` as anybody would by hand, with a pinned clock. @param now RFC 3339 */
export async function startOwnServer(now: string): Promise<OwnServer> {
    const child = spawn(process.execPath, [path.join(projectFolder, 'dist/sandbox.js'), '--now', now], {
        stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    const first = await new Promise<string>((resolve, reject) => {
        lines.once('line', resolve);
        child.once('exit', (code) => reject(new Error(`The server ended with ${String(code)}.`)));
    });
    const { url, token } = JSON.parse(first) as { url: string; token: string };
    return {
        url,
        token,
        request: async (method, route, body, contentType = 'application/json') => {
            const response = await fetch(url + route, {
                method,
                headers: { authorization: `Token ${token}`, 'content-type': contentType },
                body: typeof body === 'string' ? body : JSON.stringify(body),
            });
            if (!response.ok)
                throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
            return response;
        },
        stop: () => child.kill('SIGTERM'),
    };
}
