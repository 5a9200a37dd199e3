/** One HTTP exchange, without knowing how it travels. */
export interface HttpRequest {
    readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Aborting closes the socket, before the headers and while the body is read. */
    readonly signal: AbortSignal;
}

export interface HttpAnswer {
    readonly status: number;
    /** A header's value, or null. The name is not case sensitive. */
    header(name: string): string | null;
    readonly body: ReadableStream<Uint8Array> | null;
}

/**
 * Sends a request; resolves when the headers are there. Never follows a redirect. Rejects with whatever the platform
 * throws; `explainFailure` puts it into words.
 */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;
