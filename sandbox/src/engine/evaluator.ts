/** What the HTTP side asks of the evaluator. The evaluator runs in a worker; nothing of HTTP is known in it. */
export interface RunRequest {
    /** The Flux text. */
    readonly query: string;
    /**
     * The JSON text of the params object exactly as it was posted, so that `1.0` and 64-bit integers survive;
     * undefined when the request had none.
     */
    readonly paramsText: string | undefined;
    /** What `now()` answers, in nanoseconds since 1970. */
    readonly now: bigint;
    readonly dialect: Dialect;
}

export interface Dialect {
    readonly annotations: readonly ('datatype' | 'group' | 'default')[];
    readonly header: boolean;
    readonly delimiter: string;
}

/**
 * How a run ended. `failed` carries the code and message that an InfluxDB server would answer with; `startedAnswer`
 * tells whether bytes were already handed out (then the error was written into the stream as an `error,reference`
 * table, and the HTTP status stays 200).
 */
export type RunOutcome =
    | { readonly kind: 'done' }
    | { readonly kind: 'cancelled' }
    | {
          readonly kind: 'failed';
          readonly code: 'invalid' | 'not found' | 'internal error' | 'unprocessable entity';
          readonly message: string;
          readonly startedAnswer: boolean;
      };

export interface Evaluator {
    /**
     * Checks and runs one query. Chunks of annotated CSV (UTF-8) reach `write` in order; a promise that it returns is
     * awaited before the next chunk. Never rejects: whatever happens is an outcome.
     */
    run(
        request: RunRequest,
        write: (chunk: Uint8Array) => void | Promise<void>,
        signal: AbortSignal,
    ): Promise<RunOutcome>;
    dispose(): Promise<void>;
}
