import type { HttpAnswer, HttpRequest } from './transport';

/**
 * Sends with the global `fetch`. VS Code patches that one for its proxy and certificate settings; a client library of
 * our own would bypass them.
 */
export async function fetchTransport(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        signal: request.signal,
        redirect: 'error',
        ...(request.body === undefined ? {} : { body: request.body }),
    });
    return {
        status: answer.status,
        header: (name) => answer.headers.get(name),
        body: answer.body,
    };
}
