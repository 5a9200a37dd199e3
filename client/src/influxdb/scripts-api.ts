/** What the extension needs of a server that speaks the scripts API. No `vscode` in here. */
import type { CreateScriptBody, Script, UpdateScriptBody } from '@flux-scripts/contracts/scripts-api';

export interface ScriptsApi {
    /** All scripts, every page read, sorted by name. Rejects as a whole when one page fails. */
    list(signal?: AbortSignal): Promise<readonly Script[]>;
    get(id: string, signal?: AbortSignal): Promise<Script>;
    create(body: CreateScriptBody, signal?: AbortSignal): Promise<Script>;
    update(id: string, body: UpdateScriptBody, signal?: AbortSignal): Promise<Script>;
    delete(id: string, signal?: AbortSignal): Promise<void>;
    /** Parameter name to type as the server knows it, in the server's order. */
    params(id: string, signal?: AbortSignal): Promise<Readonly<Record<string, string>>>;
    /**
     * Invokes a script. `paramsText` is the JSON text of the params object and is sent as it is written, inside
     * `{"params": …}`. Resolves when the status is 200 and the body begins; the body is annotated CSV in UTF-8.
     * Aborting the signal closes the socket, also while the body is read.
     */
    invoke(id: string, paramsText: string, options: InvokeOptions): Promise<ReadableStream<Uint8Array>>;
}

export interface InvokeOptions {
    readonly signal?: AbortSignal;
    /** Give up when nothing arrives for so long, before the headers or between two pieces of the body. */
    readonly idleTimeoutMilliseconds: number;
}

/** Why a request did not give what was asked. The message is for the person: what happened and what to do. */
export class InfluxDbError extends Error {
    /** The connection that was asked, so that a message can offer what fits it. Set by whoever knows. */
    connectionId: string | undefined;

    constructor(
        readonly kind: InfluxDbErrorKind,
        message: string,
        readonly details: {
            readonly status?: number;
            /** The server's own words, unchanged. */
            readonly serverMessage?: string;
            readonly retryAfterSeconds?: number;
        } = {},
    ) {
        super(message);
        this.name = 'InfluxDbError';
    }
}

export type InfluxDbErrorKind =
    | 'offline' // no connection: refused, unknown host, reset
    | 'tls' // certificate not accepted
    | 'timeout'
    | 'cancelled'
    | 'redirect' // redirects are refused
    | 'unauthorized' // 401, 403
    | 'no-scripts-api' // 404 on the collection
    | 'script-not-found'
    | 'bucket-not-found'
    | 'name-taken' // 422 or 409 on create or rename
    | 'invalid' // 400 and other refusals
    | 'rate-limited' // 429
    | 'unavailable' // 5xx
    | 'not-influxdb'; // 200 with HTML, broken JSON, another shape
