import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error';

/**
 * Refuses what no honest client of a loopback server sends, before anything of the request is looked at: another
 * `Host` (a name that was pointed at 127.0.0.1) and any `Origin` (a web page). Throws ApiError.
 */
export function checkSource(
    { headers, rawHeaders }: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
    port: number,
): void {
    const allowed = [`127.0.0.1:${port}`, `localhost:${port}`];
    if (countOf(rawHeaders, 'host') !== 1 || !allowed.includes(headers.host ?? '')) {
        throw new ApiError('forbidden', `the Host header must be ${allowed.join(' or ')}`);
    }
    if (headers.origin !== undefined) {
        throw new ApiError('forbidden', 'requests from web pages are refused (an Origin header was sent)');
    }
}

function countOf(rawHeaders: readonly string[], name: string): number {
    return rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === name).length;
}
