import { Worker } from 'node:worker_threads';
import type { EngineReplies, EngineRequest, WorkerMessage } from './messages';

/** The worker is gone, or had to be ended. */
export class WorkerDeath extends Error {
    constructor(
        readonly kind: 'crashed' | 'timeout',
        message: string,
    ) {
        super(message);
    }
}

/** The worker refused a request for the request's own fault. */
export class RefusedByWorker extends Error {}

interface Waiting {
    resolve(message: WorkerMessage): void;
    reject(death: WorkerDeath): void;
}

/** Heap limits of the thread in MB. They do not cover WebAssembly memory, which limits itself. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** One life of the engine's worker. It answers one request at a time; once dead it stays dead. */
export class WorkerHost {
    private readonly worker: Worker;
    private waiting: Waiting | undefined;
    private death: WorkerDeath | undefined;

    private constructor(workerFile: string) {
        // Its output is taken and thrown away: ours may be a protocol.
        this.worker = new Worker(workerFile, {
            stdout: true,
            stderr: true,
            resourceLimits,
            name: 'flux engine',
        });
        this.worker.stdout.resume();
        this.worker.stderr.resume();
        this.worker.on('message', (message: WorkerMessage) => this.receive(message));
        this.worker.on('error', (error) =>
            this.die('crashed', error instanceof Error ? error.message : String(error)),
        );
        this.worker.on('messageerror', (error) => this.die('crashed', error.message));
        this.worker.on('exit', (code) => this.die('crashed', `the worker ended with code ${code}`));
        // Only a request under way keeps the process alive.
        this.worker.unref();
    }

    /**
     * Starts a worker.
     * @param timeout in ms
     * @throws WorkerDeath when it does not come up
     */
    static async start(workerFile: string, timeout: number): Promise<WorkerHost> {
        const host = new WorkerHost(workerFile);
        await host.next(timeout);
        return host;
    }

    get alive(): boolean {
        return this.death === undefined;
    }

    /**
     * @param timeout in ms; the worker is ended when it is over
     * @throws WorkerDeath, RefusedByWorker
     */
    async ask<K extends EngineRequest['kind']>(
        request: Extract<EngineRequest, { kind: K }>,
        timeout: number,
    ): Promise<EngineReplies[K]> {
        if (this.death !== undefined) throw this.death;
        const answer = this.next(timeout);
        this.worker.postMessage(request);
        const message = await answer;
        if (message.kind === 'refused') throw new RefusedByWorker(message.message);
        if (message.kind !== 'reply') throw new Error(`The engine's worker answered with ${message.kind}.`);
        return message.reply as EngineReplies[K];
    }

    /** Ends the worker, whatever it is doing; resolves when its thread is gone. */
    async end(): Promise<void> {
        this.die('crashed', 'the engine was stopped');
        await this.worker.terminate();
    }

    private next(timeout: number): Promise<WorkerMessage> {
        this.worker.ref();
        return new Promise<WorkerMessage>((resolve, reject) => {
            const watchdog = setTimeout(() => this.die('timeout', 'the time was over'), timeout);
            const settled = () => {
                clearTimeout(watchdog);
                this.waiting = undefined;
                this.worker.unref();
            };
            this.waiting = {
                resolve: (message) => {
                    settled();
                    resolve(message);
                },
                reject: (death) => {
                    settled();
                    reject(death);
                },
            };
        });
    }

    private receive(message: WorkerMessage): void {
        if (message.kind === 'died') this.die('crashed', message.message);
        else this.waiting?.resolve(message);
    }

    private die(kind: WorkerDeath['kind'], message: string): void {
        if (this.death !== undefined) return;
        this.death = new WorkerDeath(kind, message);
        void this.worker.terminate();
        this.waiting?.reject(this.death);
    }
}
