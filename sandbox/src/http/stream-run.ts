import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { RunRequest } from '../engine/evaluator';
import { ApiError } from './api-error';
import type { Answer, Call, Services } from './call';

/**
 * Runs a query and streams its CSV, no faster than the client reads. The first chunk decides the status: a failure
 * before it throws an ApiError, one after it ends the 200 answer, whose last table then is the evaluator's error table.
 * A client that goes away ends the run.
 */
export async function streamRun(
    { response, signal }: Call,
    { evaluator }: Services,
    request: RunRequest,
): Promise<Answer> {
    const write = (chunk: Uint8Array): void | Promise<void> => {
        begin(response);
        if (!response.write(chunk)) return drained(response, signal);
    };
    const outcome = await evaluator.run(request, write, signal);
    if (outcome.kind === 'cancelled') {
        // An answer that was cut must not look whole.
        response.destroy();
        return 'sent';
    }
    if (outcome.kind === 'failed' && !response.headersSent) throw new ApiError(outcome.code, outcome.message);
    begin(response);
    response.end();
    return 'sent';
}

function begin(response: ServerResponse): void {
    if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' });
}

async function drained(response: ServerResponse, signal: AbortSignal): Promise<void> {
    try {
        await once(response, 'drain', { signal });
    } catch {
        // The client is gone; the aborted signal ends the run.
    }
}
