import https from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { HttpAnswer, HttpRequest } from './transport';

/**
 * Sends over TLS and accepts a certificate that no known authority signed. The choice is part of this request's own
 * options and reaches nothing else in the process. `fetch` has no such option. VS Code's proxy settings reach this
 * module as they reach `fetch`.
 */
export function selfSignedTransport(request: HttpRequest): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
        const { body } = request;
        const outgoing = https.request(request.url, {
            method: request.method,
            headers:
                body === undefined
                    ? request.headers
                    : { ...request.headers, 'content-length': Buffer.byteLength(body) },
            signal: request.signal,
            rejectUnauthorized: false,
        });
        outgoing.on('error', reject);
        outgoing.on('response', (incoming) => {
            // This module follows no redirect: its status is explained like any other.
            resolve({
                status: incoming.statusCode ?? 0,
                header: (name) => {
                    const value = incoming.headers[name.toLowerCase()];
                    return Array.isArray(value) ? value.join(', ') : (value ?? null);
                },
                body: webStream(incoming),
            });
        });
        outgoing.end(body);
    });
}

/** Node's own stream type and the global one are the same class under two declarations. */
function webStream(incoming: Readable): ReadableStream<Uint8Array> {
    const stream: NodeReadableStream = Readable.toWeb(incoming);
    return stream as ReadableStream<Uint8Array>;
}
