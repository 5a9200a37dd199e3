import type { RunOutcome } from './evaluator';
import { EvaluatorWorker } from './evaluator-worker';
import type { Job, Write } from './job';

/** So many scripts run at the same time; further ones wait their turn. */
const mostWorkers = 4;

/** Workers, each for one run at a time. They start when they are needed; one stays for the next run. */
export class WorkerPool {
    private readonly idle: EvaluatorWorker[] = [];
    private readonly waiting: (() => void)[] = [];
    private running = 0;
    private readonly all = new Set<EvaluatorWorker>();
    private disposed = false;

    constructor(private readonly workerFile: string) {}

    /** Runs a job, or ends as cancelled while it waits for its turn. */
    async run(job: Job, write: Write, signal: AbortSignal): Promise<RunOutcome> {
        if (!(await this.turn(signal))) return { kind: 'cancelled' };
        this.running++;
        const worker = this.idle.pop() ?? this.start();
        try {
            return await worker.run(job, write, signal);
        } finally {
            this.running--;
            this.release(worker);
            this.waiting.shift()?.();
        }
    }

    async dispose(): Promise<void> {
        this.disposed = true;
        for (const go of this.waiting.splice(0)) go();
        await Promise.all([...this.all].map((worker) => worker.end()));
    }

    private async turn(signal: AbortSignal): Promise<boolean> {
        while (this.running >= mostWorkers && !this.disposed && !signal.aborted) {
            await new Promise<void>((resolve) => {
                this.waiting.push(resolve);
                signal.addEventListener('abort', () => resolve(), { once: true });
            });
        }
        return !this.disposed && !signal.aborted;
    }

    private start(): EvaluatorWorker {
        const worker = new EvaluatorWorker(this.workerFile);
        this.all.add(worker);
        return worker;
    }

    private release(worker: EvaluatorWorker): void {
        if (worker.alive && this.idle.length === 0 && !this.disposed) {
            this.idle.push(worker);
            return;
        }
        this.all.delete(worker);
        void worker.end();
    }
}
