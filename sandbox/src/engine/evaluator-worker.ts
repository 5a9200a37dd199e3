import { Worker } from 'node:worker_threads';
import { AnnotatedCsvWriter } from '@flux-scripts/csv/writer';
import type { BucketData } from '../data/bucket-data';
import { stopRequested, timeMessage } from './budget';
import type { RunOutcome } from './evaluator';
import type { Job, Write } from './job';
import type { FromWorker, ToWorker } from './worker-messages';

/** How long a worker that was asked to stop may take until it is ended, in ms. */
const grace = 300;
/** A worker stops itself at the time cap; this much later it is taken for stuck, in ms. */
const slack = 1000;

/** A worker thread and the run that it is busy with. Ends the thread when it does not stop by itself. */
export class EvaluatorWorker {
    private readonly worker: Worker;
    /** What the thread has been sent, by id, so that it is not sent again. */
    private readonly sent = new Map<string, BucketData>();
    private readonly control = new Int32Array(new SharedArrayBuffer(4));
    alive = true;

    constructor(workerFile: string) {
        this.worker = new Worker(workerFile, {
            resourceLimits: { maxOldGenerationSizeMb: 2048 },
            // Nothing that a script does may reach the process's output.
            stdout: true,
            stderr: true,
        });
        this.worker.unref();
    }

    /** Runs one job. Chunks reach `write` in order; the thread goes on when its promise is kept. Never rejects. */
    run(job: Job, write: Write, signal: AbortSignal): Promise<RunOutcome> {
        return new Promise((resolve) => {
            new Run(this.worker, job, write, signal, this.control, (outcome, healthy) => {
                if (!healthy) void this.end();
                resolve(outcome);
            }).start(this.message(job));
        });
    }

    async end(): Promise<void> {
        this.alive = false;
        await this.worker.terminate();
    }

    private message({ buckets, ...job }: Job): ToWorker {
        Atomics.store(this.control, 0, 0);
        const changed = buckets.filter((bucket) => this.sent.get(bucket.id) !== bucket);
        for (const bucket of changed) this.sent.set(bucket.id, bucket);
        const bucketIds = buckets.map(({ id }) => id);
        for (const id of this.sent.keys()) if (!bucketIds.includes(id)) this.sent.delete(id);
        return { kind: 'run', ...job, changed, bucketIds, control: this.control };
    }
}

type Finished = (outcome: RunOutcome, healthy: boolean) => void;

class Run {
    private timer: NodeJS.Timeout | undefined;
    private started = false;
    private stopping: RunOutcome | undefined;
    private over = false;
    /** Whether the thread itself has put the error table into the answer. */
    private errorWritten = false;

    constructor(
        private readonly worker: Worker,
        private readonly job: Job,
        private readonly write: Write,
        private readonly signal: AbortSignal,
        private readonly control: Int32Array,
        private readonly finished: Finished,
    ) {}

    start(message: ToWorker): void {
        this.worker.on('message', this.onMessage);
        this.worker.on('error', this.onError);
        this.worker.on('exit', this.onExit);
        this.signal.addEventListener('abort', this.onAbort, { once: true });
        this.worker.ref();
        this.worker.postMessage(message);
        this.watch();
        if (this.signal.aborted) this.onAbort();
    }

    private readonly onMessage = (message: FromWorker): void => {
        if (message.kind === 'outcome') {
            this.errorWritten = !this.stopping;
            this.finish(this.stopping ?? message.outcome, true);
            return;
        }
        clearTimeout(this.timer);
        void this.pass(message.bytes);
    };

    private async pass(bytes: Uint8Array): Promise<void> {
        try {
            if (!this.stopping) {
                this.started = true;
                await this.write(bytes);
            }
        } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            this.stop(this.failure('internal error', `the answer could not be passed on: ${why}`));
        }
        if (this.over) return;
        this.worker.postMessage({ kind: 'next' } satisfies ToWorker);
        if (!this.stopping) this.watch();
    }

    private readonly onAbort = (): void => this.stop({ kind: 'cancelled' });
    private readonly onError = (error: Error): void => {
        const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        const message = memory
            ? 'the sandbox ran out of memory; narrow the range or filter first'
            : `the sandbox's evaluator stopped: ${error.message}`;
        this.finish(
            this.stopping ?? this.failure(memory ? 'unprocessable entity' : 'internal error', message),
            false,
        );
    };
    private readonly onExit = (): void =>
        this.finish(
            this.stopping ?? this.failure('internal error', "the sandbox's evaluator stopped"),
            false,
        );

    /** From now on the thread computes; it has its time cap and a little more. */
    private watch(): void {
        clearTimeout(this.timer);
        const { caps } = this.job;
        this.timer = setTimeout(() => {
            this.stop(this.failure('unprocessable entity', timeMessage(caps)));
        }, caps.milliseconds + slack);
    }

    /** Asks the thread to stop, and ends it when it does not. */
    private stop(outcome: RunOutcome): void {
        if (this.over || this.stopping) return;
        this.stopping = outcome;
        Atomics.store(this.control, 0, stopRequested);
        clearTimeout(this.timer);
        this.timer = setTimeout(() => {
            this.finish(outcome, false);
        }, grace);
    }

    private failure(code: 'internal error' | 'unprocessable entity', message: string): RunOutcome {
        return { kind: 'failed', code, message, startedAnswer: this.started };
    }

    private finish(outcome: RunOutcome, healthy: boolean): void {
        if (this.over) return;
        this.over = true;
        void this.closeAnswer(outcome).then(() => {
            this.finished(outcome, healthy);
        });
        clearTimeout(this.timer);
        this.signal.removeEventListener('abort', this.onAbort);
        this.worker.off('message', this.onMessage);
        this.worker.off('error', this.onError);
        this.worker.off('exit', this.onExit);
        if (healthy) this.worker.unref();
    }

    /** A thread that could not write its error table itself leaves that to this side. */
    private async closeAnswer(outcome: RunOutcome): Promise<void> {
        if (outcome.kind !== 'failed' || !outcome.startedAnswer || this.errorWritten) return;
        const table = `\r\n${new AnnotatedCsvWriter(this.job.dialect).error(outcome.message)}`;
        try {
            await this.write(new TextEncoder().encode(table));
        } catch {
            // Whoever reads the answer is gone; the outcome says the rest.
        }
    }
}
