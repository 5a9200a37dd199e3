/** The evaluator's worker: one script at a time, answers in chunks, the next one only when the last was taken. */
import { parentPort } from 'node:worker_threads';
import { AnnotatedCsvWriter } from '@flux-scripts/csv/writer';
import type { BucketData } from '../data/bucket-data';
import { resultText } from './answer';
import { Budget } from './budget';
import type { RunOutcome } from './evaluator';
import { FluxError, RunCancelled } from './flux-error';
import { evaluate } from './program';
import { readParams } from './read-params';
import { Runtime } from './runtime';
import type { FromWorker, ToWorker } from './worker-messages';

type RunMessage = Extract<ToWorker, { kind: 'run' }>;

const buckets = new Map<string, BucketData>();
let taken: (() => void) | undefined;

parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'next') {
        taken?.();
        return;
    }
    void run(message).then((outcome) => {
        send({ kind: 'outcome', outcome });
    });
});

function send(message: FromWorker): void {
    parentPort?.postMessage(message);
}

async function run(message: RunMessage): Promise<RunOutcome> {
    for (const bucket of message.changed) buckets.set(bucket.id, bucket);
    for (const id of buckets.keys()) if (!message.bucketIds.includes(id)) buckets.delete(id);
    const writer = new AnnotatedCsvWriter(message.dialect);
    const answer = new Answer(new Budget(message.caps, message.control));
    try {
        const { paramsText } = message;
        const runtime = new Runtime(message.now, [...buckets.values()], answer.budget);
        const params = paramsText === undefined ? undefined : readParams(paramsText).record;
        const results = evaluate(message.file, runtime, params);
        runtime.phase = 'execute';
        const tick = () => {
            answer.budget.tick();
        };
        for (const result of results) {
            for (const text of resultText(result, writer, tick)) await answer.write(text);
        }
        return { kind: 'done' };
    } catch (error) {
        return failed(error, writer, answer);
    }
}

async function failed(error: unknown, writer: AnnotatedCsvWriter, answer: Answer): Promise<RunOutcome> {
    if (error instanceof RunCancelled) return { kind: 'cancelled' };
    const { code, message } = describe(error);
    const startedAnswer = answer.started;
    if (startedAnswer) await answer.write(writer.error(message));
    return { kind: 'failed', code, message, startedAnswer };
}

function describe(error: unknown): Pick<FluxError, 'code' | 'message'> {
    if (error instanceof FluxError) return error;
    if (error instanceof RangeError) {
        // Too long a string, too deep a recursion, too large an array: the script's doing, and it ends only this run.
        return new FluxError(`the sandbox cannot run this: ${error.message}`, 'unprocessable entity');
    }
    const message = error instanceof Error ? error.message : String(error);
    return new FluxError(`internal error of the sandbox: ${message}`, 'internal error');
}

/** What goes out. Time spent waiting for the reader is not the script's. */
class Answer {
    started = false;
    private readonly encoder = new TextEncoder();

    constructor(readonly budget: Budget) {}

    async write(text: string): Promise<void> {
        const bytes = this.encoder.encode(text);
        const before = performance.now();
        await new Promise<void>((resolve) => {
            taken = resolve;
            send({ kind: 'chunk', bytes });
        });
        this.started = true;
        this.budget.waited(performance.now() - before);
    }
}
