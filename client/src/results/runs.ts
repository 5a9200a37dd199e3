/** The runs that the results panel can show: what was asked, how far it is, what came. No `vscode` in here. */
import type {
    AnswerPage,
    AnswerSummary,
    Cursor,
    RunState,
    RunView,
} from '@flux-scripts/contracts/results-messages';
import { ChangeEmitter } from '../change-emitter';
import { InfluxDbError } from '../influxdb/scripts-api';
import type { ResultsStore, StoredAnswer } from './results-store';

/** Runs that are kept with their rows. One that is still going on is never dropped. */
const keptRuns = 8;

/** What a person asked for. */
export interface RunRequest {
    readonly script: string;
    readonly connection: string;
    readonly paramsText: string;
    /** Rows that are kept. */
    readonly rowLimit: number;
    readonly notices?: readonly string[];
}

/** Starts the request of a run. Aborting the signal has to close the socket. */
export type StartRequest = (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;

/** How a run ended badly, for a message and the panel. */
export interface RunError {
    readonly message: string;
    readonly serverMessage?: string;
}

export class Runs {
    readonly #store: Pick<ResultsStore, 'open'>;
    readonly #changed = new ChangeEmitter<Run>();
    #runs: readonly Run[] = [];
    #lastId = 0;
    /** Fires whenever something of a run changed, while it is read with every piece that arrives. */
    readonly onDidChange = this.#changed.event;

    constructor(store: Pick<ResultsStore, 'open'>) {
        this.#store = store;
    }

    /** Newest first. */
    get all(): readonly Run[] {
        return this.#runs;
    }

    find(id: number): Run | undefined {
        return this.#runs.find((run) => run.id === id);
    }

    /** A new run, already shown as running. Its request begins with `read`. */
    add(request: RunRequest): Run {
        const answer = this.#store.open(request.rowLimit);
        const run = new Run(++this.#lastId, request, answer, (changed) => this.#changed.fire(changed));
        const kept = [run, ...this.#runs];
        const dropped = kept.filter((old, at) => at >= keptRuns && old.state !== 'running');
        for (const old of dropped) old.drop();
        this.#runs = kept.filter((old) => !dropped.includes(old));
        this.#changed.fire(run);
        return run;
    }
}

export class Run {
    readonly #controller = new AbortController();
    readonly #startedAt = Date.now();
    readonly #begin = performance.now();
    #end: number | undefined;
    #state: RunState = 'running';
    #bytes = 0;
    #error: RunError | undefined;
    #summary: AnswerSummary | undefined;

    constructor(
        readonly id: number,
        readonly request: RunRequest,
        private readonly answer: StoredAnswer,
        private readonly changed: (run: Run) => void,
    ) {}

    get state(): RunState {
        return this.#state;
    }

    get error(): RunError | undefined {
        return this.#error;
    }

    get elapsedMilliseconds(): number {
        return (this.#end ?? performance.now()) - this.#begin;
    }

    get rows(): number {
        return this.#summary?.rows ?? this.answer.rows;
    }

    /**
     * Sends the request and reads the answer to its end, or as far as it comes. Never rejects: what went wrong is the
     * run's state and error.
     * @param explain puts a failed request into words
     */
    async read(start: StartRequest, explain: (error: unknown) => Promise<RunError>): Promise<void> {
        let complete = false;
        let failed: unknown;
        try {
            await this.#pump(await start(this.#controller.signal));
            complete = true;
        } catch (error) {
            failed = error;
        }
        try {
            this.#summary = await this.answer.finish(complete);
        } catch (error) {
            failed ??= error;
        }
        // By the controller alone: a request that ends by itself while somebody cancels is a finished run.
        if (this.#controller.signal.aborted && !complete) this.#over('cancelled');
        else if (failed !== undefined) this.#over('failed', await explain(failed));
        else this.#conclude(this.#summary);
    }

    /** Closes the socket of a run that is going on. */
    cancel(): void {
        if (this.#state === 'running') this.#controller.abort(new InfluxDbError('cancelled', 'Cancelled.'));
    }

    /** Rows from a place on, once the run is over. Rejects with ResultsLostError. */
    page(from: Cursor): Promise<AnswerPage> {
        return this.answer.page(from);
    }

    drop(): void {
        this.answer.drop();
    }

    view(): RunView {
        const { script, connection, paramsText, notices } = this.request;
        return {
            id: this.id,
            script,
            connection,
            params: paramsText,
            startedAt: this.#startedAt,
            elapsedMilliseconds: this.elapsedMilliseconds,
            state: this.#state,
            bytes: this.#bytes,
            rows: this.rows,
            notices: [...(notices ?? [])],
            ...(this.#error && { error: this.#error }),
            ...(this.#summary && { summary: this.#summary }),
        };
    }

    async #pump(stream: ReadableStream<Uint8Array>): Promise<void> {
        const reader = stream.getReader();
        for (;;) {
            const { done, value } = await reader.read();
            if (done) return;
            this.#bytes += value.byteLength;
            await this.answer.write(value);
            this.changed(this);
            if (!this.answer.unreadable) continue;
            // The rest of a web page is of no use to anybody.
            await reader.cancel();
            return;
        }
    }

    #conclude(summary: AnswerSummary | undefined): void {
        if (summary?.failure) {
            const { message } = summary.failure;
            this.#over('failed', {
                message: `The script failed while it ran${afterRows(summary.rows)}.`,
                serverMessage: message === '' ? 'The server did not say why.' : message,
            });
        } else if (summary?.unreadable !== undefined) {
            this.#over('failed', {
                message: `The answer is no annotated CSV. ${summary.unreadable} Check the connection's URL; a proxy may stand in between.`,
            });
        } else this.#over('succeeded');
    }

    #over(state: RunState, error?: RunError): void {
        this.#end = performance.now();
        this.#state = state;
        this.#error = error;
        this.changed(this);
    }
}

function afterRows(rows: number): string {
    if (rows === 0) return '';
    return rows === 1
        ? '; the one row that came before is shown'
        : `; the ${rows} rows that came before are shown`;
}
