/** The extension host's side of the results worker. No `vscode` in here. */
import { Worker } from 'node:worker_threads';
import type { AnswerPage, AnswerSummary, Cursor } from '@flux-scripts/contracts/results-messages';
import type { FromWorker, ToWorker } from './worker/worker-messages';

/** So many bytes may wait for the worker; then the reader of the socket waits, and TCP slows the server down. */
const maximumWaiting = 4 * 1024 * 1024;
const workerMemory = 768;

interface Pending<T> {
    resolve(value: T): void;
    reject(error: Error): void;
}

/** What the worker keeps is gone. */
export class ResultsLostError extends Error {
    constructor(reason: string) {
        super(`The rows of this run are no longer kept: ${reason}. Invoke the script again to see them.`);
        this.name = 'ResultsLostError';
    }
}

/** Starts the worker with the first answer, and a new one after its death: that loses the answers that it kept. */
export class ResultsStore {
    #worker: Worker | undefined;
    #answers = new Map<number, StoredAnswer>();
    #pages = new Map<number, Pending<AnswerPage>>();
    #lastNumber = 0;

    /** @param workerFile the worker's bundle, an absolute path */
    constructor(private readonly workerFile: string) {}

    /** Room for one answer. @param rowLimit rows that are kept; the others are counted */
    open(rowLimit: number): StoredAnswer {
        const answer = new StoredAnswer(++this.#lastNumber, this);
        this.#worker ??= this.#start();
        this.#answers.set(answer.number, answer);
        this.send({ type: 'open', answer: answer.number, rowLimit });
        return answer;
    }

    /** Ends the worker; resolves when it is gone. */
    async dispose(): Promise<void> {
        const worker = this.#worker;
        this.#lose('the window is closing');
        await worker?.terminate();
    }

    /** For answers only. */
    send(message: ToWorker, transfer: readonly ArrayBuffer[] = []): void {
        this.#worker?.postMessage(message, transfer);
    }

    /** For answers only. Rejects with ResultsLostError. */
    page(answer: number, from: Cursor): Promise<AnswerPage> {
        const request = ++this.#lastNumber;
        return new Promise((resolve, reject) => {
            this.#pages.set(request, { resolve, reject });
            this.send({ type: 'page', answer, request, from });
        });
    }

    /** For answers only. */
    drop(answer: number): void {
        this.#answers.delete(answer);
        this.send({ type: 'drop', answer });
    }

    #start(): Worker {
        const worker = new Worker(this.workerFile, {
            resourceLimits: { maxOldGenerationSizeMb: workerMemory },
            stdout: true,
            stderr: true,
        });
        worker.stdout.resume();
        worker.stderr.resume();
        worker.unref();
        worker.on('message', (message: FromWorker) => this.#receive(message));
        const died = (reason: string): void => {
            if (this.#worker === worker) this.#lose(reason);
        };
        worker.on('error', (error) => died(error.message));
        worker.on('exit', () => died('the process that keeps them ended'));
        return worker;
    }

    #receive(message: FromWorker): void {
        switch (message.type) {
            case 'read':
                this.#answers.get(message.answer)?.wasRead(message.bytes, message.rows, message.unreadable);
                break;
            case 'finished':
                this.#answers.get(message.answer)?.wasFinished(message.summary);
                break;
            case 'page':
                this.#pages.get(message.request)?.resolve(message.page);
                this.#pages.delete(message.request);
                break;
        }
    }

    #lose(reason: string): void {
        this.#worker = undefined;
        const error = new ResultsLostError(reason);
        for (const answer of this.#answers.values()) answer.wasLost(error);
        for (const pending of this.#pages.values()) pending.reject(error);
        this.#answers.clear();
        this.#pages.clear();
    }
}

/** The answer of one run, kept in the worker. */
export class StoredAnswer {
    /** Rows that were parsed so far. */
    rows = 0;
    /** Whether what arrived is no annotated CSV, so that reading on is pointless. */
    unreadable = false;
    #waiting = 0;
    #room: Pending<void> | undefined;
    #finish: Pending<AnswerSummary> | undefined;
    #lost: ResultsLostError | undefined;

    constructor(
        readonly number: number,
        private readonly store: ResultsStore,
    ) {}

    /**
     * Hands bytes over; they may not be used afterwards. Resolves when more may come. Rejects with ResultsLostError.
     * One call at a time.
     */
    async write(bytes: Uint8Array): Promise<void> {
        if (this.#lost) throw this.#lost;
        // A piece of a larger buffer would take its neighbours along.
        const { buffer } = bytes;
        const isWhole = buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
        const own = isWhole ? buffer : bytes.slice().buffer;
        this.#waiting += own.byteLength;
        this.store.send({ type: 'bytes', answer: this.number, bytes: own }, [own]);
        if (this.#waiting <= maximumWaiting) return;
        await new Promise<void>((resolve, reject) => (this.#room = { resolve, reject }));
    }

    /**
     * No more bytes. Resolves when all are parsed.
     * @param complete false when the run was ended early
     */
    async finish(complete: boolean): Promise<AnswerSummary> {
        if (this.#lost) throw this.#lost;
        this.store.send({ type: 'finish', answer: this.number, complete });
        return new Promise((resolve, reject) => (this.#finish = { resolve, reject }));
    }

    /** Rows from a place on, after `finish`. Rejects with ResultsLostError. */
    page(from: Cursor): Promise<AnswerPage> {
        return this.#lost ? Promise.reject(this.#lost) : this.store.page(this.number, from);
    }

    /** The rows are not needed any more. */
    drop(): void {
        this.store.drop(this.number);
        this.wasLost(new ResultsLostError('newer runs took their place'));
    }

    /** For the store only. */
    wasRead(bytes: number, rows: number, unreadable: boolean): void {
        this.rows = rows;
        this.unreadable = unreadable;
        this.#waiting -= bytes;
        if (this.#waiting > maximumWaiting) return;
        this.#room?.resolve();
        this.#room = undefined;
    }

    /** For the store only. */
    wasFinished(summary: AnswerSummary): void {
        this.#finish?.resolve(summary);
        this.#finish = undefined;
    }

    /** For the store only. */
    wasLost(error: ResultsLostError): void {
        this.#lost = error;
        this.#room?.reject(error);
        this.#finish?.reject(error);
    }
}
