import { InfluxDbError } from './scripts-api';

/**
 * Ends a request when nothing arrives for too long, or when the caller's signal is aborted; says which of them it was.
 * The clock runs only while somebody waits for the server: a slow reader of the body is not the server's fault.
 */
export class IdleGuard {
    readonly #controller = new AbortController();
    readonly #outer: AbortSignal | undefined;
    readonly #idleMilliseconds: number;
    #timer: NodeJS.Timeout | undefined;
    #reason: 'cancelled' | 'timeout' | undefined;

    constructor(idleMilliseconds: number, outer: AbortSignal | undefined) {
        this.#idleMilliseconds = idleMilliseconds;
        this.#outer = outer;
        if (outer?.aborted) this.cancel();
        else outer?.addEventListener('abort', this.cancel);
    }

    /** To give to the transport. */
    get signal(): AbortSignal {
        return this.#controller.signal;
    }

    /** Waits for one thing of the server, with the clock running. Rejects as the thing itself does. */
    async waitFor<T>(something: Promise<T>): Promise<T> {
        this.#timer = setTimeout(() => {
            this.#end('timeout');
        }, this.#idleMilliseconds);
        try {
            return await something;
        } finally {
            clearTimeout(this.#timer);
        }
    }

    /** Closes the socket. */
    readonly cancel = (): void => {
        this.#end('cancelled');
    };

    /** The exchange is over: lets go of the caller's signal. */
    finish(): void {
        clearTimeout(this.#timer);
        this.#outer?.removeEventListener('abort', this.cancel);
    }

    /** Why this guard ended the request, or undefined when it did not. */
    explain(origin: string): InfluxDbError | undefined {
        if (this.#reason === 'cancelled') return new InfluxDbError('cancelled', 'Cancelled.');
        if (this.#reason === 'timeout') {
            const seconds = Math.round(this.#idleMilliseconds / 100) / 10;
            return new InfluxDbError(
                'timeout',
                `${origin} sent nothing for ${seconds} seconds, so the request was given up. Try again; after a change, look first whether it was made.`,
            );
        }
        return undefined;
    }

    #end(reason: 'cancelled' | 'timeout'): void {
        if (this.#reason) return;
        this.#reason = reason;
        this.finish();
        this.#controller.abort();
    }
}
