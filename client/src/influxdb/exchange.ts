import { explainFailure } from './explain-failure';
import { IdleGuard } from './idle-guard';
import type { HttpAnswer, HttpRequest, Transport } from './transport';

export interface ExchangeOptions {
    readonly signal?: AbortSignal | undefined;
    readonly idleTimeoutMilliseconds: number;
}

/** An answer whose body rejects with InfluxDbError and closes the socket when it is cancelled. */
export interface Exchange extends Omit<HttpAnswer, 'body'> {
    readonly body: ReadableStream<Uint8Array>;
}

/**
 * Sends one request and watches over it until its body has ended. Rejects with InfluxDbError: offline, tls, timeout,
 * cancelled, redirect, not-influxdb. Any status is an answer.
 */
export async function exchange(
    transport: Transport,
    request: Omit<HttpRequest, 'signal'>,
    options: ExchangeOptions,
): Promise<Exchange> {
    const { origin } = new URL(request.url);
    const guard = new IdleGuard(options.idleTimeoutMilliseconds, options.signal);
    const explain = (error: unknown) => guard.explain(origin) ?? explainFailure(error, origin);
    try {
        guard.signal.throwIfAborted();
        const answer = await guard.waitFor(transport({ ...request, signal: guard.signal }));
        return {
            status: answer.status,
            header: (name) => answer.header(name),
            body: guardedBody(answer.body, guard, explain),
        };
    } catch (error) {
        guard.finish();
        throw explain(error);
    }
}

function guardedBody(
    body: ReadableStream<Uint8Array> | null,
    guard: IdleGuard,
    explain: (error: unknown) => Error,
): ReadableStream<Uint8Array> {
    const reader = body?.getReader();
    return new ReadableStream<Uint8Array>(
        {
            async pull(controller) {
                try {
                    const piece = await (reader && guard.waitFor(reader.read()));
                    if (piece?.value) {
                        controller.enqueue(piece.value);
                        return;
                    }
                    guard.finish();
                    controller.close();
                } catch (error) {
                    guard.finish();
                    controller.error(explain(error));
                }
            },
            async cancel() {
                guard.finish();
                // Closes the socket.
                await reader?.cancel().catch(() => undefined);
            },
        },
        // Nothing is read ahead: the idle clock must run only while somebody waits.
        { highWaterMark: 0 },
    );
}
