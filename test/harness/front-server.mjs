// The address that the browser opens. VS Code's server itself listens on a Unix socket that only this user can reach;
// this passes everything on to it and answers the one request that it cannot: `POST …/mint-key`. The workbench mixes
// that key into the encryption of SecretStorage, so the key must be the same at each start for secrets to survive.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

const KEY_BYTES = 32;

/**
 * @param {string} file where the key is kept; made with random bytes when missing or damaged
 * @returns {Buffer} 32 bytes
 */
export function stableKey(file) {
    try {
        const key = readFileSync(file);
        if (key.length === KEY_BYTES) return key;
    } catch {
        // Not there yet.
    }
    const key = randomBytes(KEY_BYTES);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
}

/**
 * Listens on one loopback port.
 * @param {http.Server} server
 * @param {number} port 0 for any free one
 * @returns {Promise<number>} the port
 * @throws with `code: 'EADDRINUSE'` when somebody else listens there
 */
function listen(server, port) {
    return new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
            server.off('error', reject);
            resolve(/** @type {net.AddressInfo} */ (server.address()).port);
        });
    });
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {string} socketPath
 */
function forward(request, response, socketPath) {
    const onward = http.request(
        { socketPath, path: request.url, method: request.method, headers: request.headers },
        (answer) => {
            response.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(response);
        },
    );
    onward.on('error', (error) => {
        if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
        response.end(`VS Code's server does not answer: ${error.message}`);
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
}

/**
 * A WebSocket: its request is repeated as it came, then both sides are joined.
 * @param {http.IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {Buffer} head
 * @param {string} socketPath
 */
function forwardUpgrade(request, socket, head, socketPath) {
    const onward = net.connect(socketPath, () => {
        const lines = [`${request.method} ${request.url} HTTP/1.1`];
        for (let i = 0; i < request.rawHeaders.length; i += 2) {
            lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
        }
        onward.write(`${lines.join('\r\n')}\r\n\r\n`);
        onward.write(head);
        socket.pipe(onward).pipe(socket);
    });
    const close = () => {
        socket.destroy();
        onward.destroy();
    };
    for (const side of [socket, onward]) {
        side.on('error', close);
        side.on('close', close);
    }
}

/**
 * @param {{ port: number, socketPath: string, key: Buffer }} options port 0 takes any free one
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 * @throws with `code: 'EADDRINUSE'` when the port is taken
 */
export async function startFrontServer({ port, socketPath, key }) {
    /** @type {Set<import('node:stream').Duplex>} */
    const sockets = new Set();
    let ownHosts = /** @type {string[]} */ ([]);
    // A page elsewhere that gives this address a name of its own (DNS rebinding) is told apart by its Host header.
    const isOwn = (/** @type {http.IncomingMessage} */ request) =>
        ownHosts.includes(request.headers.host ?? '');

    const server = http.createServer((request, response) => {
        if (!isOwn(request)) {
            response.writeHead(403).end();
        } else if (
            request.method === 'POST' &&
            new URL(request.url ?? '', 'http://x').pathname.endsWith('/mint-key')
        ) {
            request.resume();
            response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(key);
        } else {
            forward(request, response, socketPath);
        }
    });
    server.on('upgrade', (request, socket, head) => {
        if (isOwn(request)) forwardUpgrade(request, socket, head, socketPath);
        else socket.destroy();
    });
    server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
    });

    const actualPort = await listen(server, port);
    ownHosts = [`127.0.0.1:${actualPort}`, `localhost:${actualPort}`];
    return {
        port: actualPort,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                for (const socket of sockets) socket.destroy();
            }),
    };
}
