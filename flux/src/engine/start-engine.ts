import type { FluxFile } from '../ast/ast';
import type { TextPosition } from '../text/position';
import { scanParameterNames } from '../params/scan';
import { analysisWithoutEngine } from './failure-diagnostic';
import type { AnalyzeReply, EngineReplies, EngineRequest, Refinement } from './messages';
import type { Analysis, AnalyzeOptions, EngineOptions, FluxEngine } from './port';
import { EngineFailure } from './port';
import type { QuarantineScope } from './quarantine';
import { Quarantine } from './quarantine';
import { RefusedByWorker, WorkerDeath, WorkerHost } from './worker-host';

export interface EngineSettings {
    /** The bundled worker, an absolute path; libflux's wasm lies beside it. */
    readonly workerFile: string;
    /** The longest that one request may take, in ms; 2,400 unless told. Short texts get half of it. */
    readonly requestTimeout?: number;
    /** The longest that the worker may take to come up, in ms. */
    readonly startTimeout?: number;
    /** How long a text that took too long is not tried again, in ms. */
    readonly timeoutMemory?: number;
}

/** The largest script that is given to libflux, in bytes of UTF-8. */
export const maximumScriptBytes = 1_000_000;
/** Inference is cubic in the number of distinct parameters: 300 take 0.1 s, 2,000 more than 25 s. */
export const maximumParameters = 500;

/** In UTF-16 units. Beyond it the types are asked for on their own, so that no question takes the watchdog's time. */
const largestAtOnce = 50_000;
/** The largest script, in UTF-16 units, whose answer is refined: the extras cost as much again as the answer. */
const largestToRefine = 8_000;
const mostToRefine = 100;

/** libflux in a worker that starts with the first request. See FluxEngine; nothing else knows of the worker. */
export function startFluxEngine(settings: EngineSettings): FluxEngine {
    return new WorkerEngine(settings);
}

interface Job {
    readonly run: () => Promise<void>;
    readonly drop: (failure: EngineFailure) => void;
}

class WorkerEngine implements FluxEngine {
    private readonly workerFile: string;
    private readonly requestTimeout: number;
    private readonly startTimeout: number;
    private readonly quarantine: Quarantine;
    private readonly queue: Job[] = [];
    private host: Promise<WorkerHost> | undefined;
    private busy = false;
    private disposed = false;

    constructor(settings: EngineSettings) {
        this.workerFile = settings.workerFile;
        this.requestTimeout = settings.requestTimeout ?? 2400;
        this.startTimeout = settings.startTimeout ?? 10_000;
        this.quarantine = new Quarantine(settings.timeoutMemory ?? 30_000);
    }

    async analyze(text: string, options: AnalyzeOptions = {}): Promise<Analysis> {
        try {
            const names = text.length > maximumScriptBytes ? [] : scanParameterNames(text);
            if (names.length > maximumParameters) throw tooManyParameters(names.length);
            const { paramsType, signal } = options;
            const withTypes = text.length <= largestAtOnce;
            const reply = await this.ask(
                { kind: 'analyze', text, paramsType, withTypes },
                'everything',
                signal,
            );
            if (!withTypes && reply.params.parameters.length > 0)
                return await this.addTypes(text, reply, signal);
            const small = text.length <= largestToRefine && names.length <= mostToRefine;
            const refined =
                reply.refinable && small ? await this.askExtra({ kind: 'refine', text }, signal) : undefined;
            return merged(reply, refined);
        } catch (error) {
            if (!(error instanceof EngineFailure) || error.kind === 'disposed') throw error;
            return analysisWithoutEngine(text, error);
        }
    }

    async parse(text: string, options: EngineOptions = {}): Promise<FluxFile> {
        return this.ask({ kind: 'parse', text }, 'everything', options.signal);
    }

    async typeAt(
        text: string,
        position: TextPosition,
        options: EngineOptions = {},
    ): Promise<string | undefined> {
        return this.ask({ kind: 'typeAt', text, position }, 'typeAt', options.signal);
    }

    async dispose(): Promise<void> {
        this.disposed = true;
        for (const job of this.queue.splice(0)) job.drop(stopped());
        const host = await this.host?.catch(() => undefined);
        await host?.end();
    }

    private async addTypes(
        text: string,
        { diagnostics, params }: AnalyzeReply,
        signal: AbortSignal | undefined,
    ): Promise<Analysis> {
        const request = { kind: 'analyze', text, paramsType: undefined, withTypes: true } as const;
        const typed = await this.askExtra(request, signal);
        return { diagnostics, params: typed?.params ?? params };
    }

    /** The extras must not cost the answer: whatever happens to them, it stands without. */
    private async askExtra<R extends EngineRequest>(
        request: R,
        signal: AbortSignal | undefined,
    ): Promise<EngineReplies[R['kind']] | undefined> {
        try {
            return await this.ask(request, 'extra', signal);
        } catch (error) {
            if (error instanceof EngineFailure && error.kind !== 'disposed') return undefined;
            throw error;
        }
    }

    private async ask<R extends EngineRequest>(
        request: R,
        scope: QuarantineScope,
        signal: AbortSignal | undefined,
    ): Promise<EngineReplies[R['kind']]> {
        if (this.disposed) throw stopped();
        signal?.throwIfAborted();
        const size = Buffer.byteLength(request.text, 'utf8');
        if (size > maximumScriptBytes) throw tooLarge(size);
        return new Promise((resolve, reject) => {
            const abort = () => reject(signal?.reason as Error);
            signal?.addEventListener('abort', abort, { once: true });
            this.queue.push({
                run: async () => {
                    if (signal?.aborted === true) return;
                    await this.attempt(request, scope).then(resolve, reject);
                    signal?.removeEventListener('abort', abort);
                },
                drop: reject,
            });
            void this.work();
        });
    }

    private async work(): Promise<void> {
        if (this.busy) return;
        this.busy = true;
        for (let job = this.queue.shift(); job !== undefined; job = this.queue.shift()) await job.run();
        this.busy = false;
    }

    private async attempt<R extends EngineRequest>(
        request: R,
        scope: QuarantineScope,
    ): Promise<EngineReplies[R['kind']]> {
        const known = this.quarantine.reasonFor(quarantineText(request), scope);
        if (known !== undefined) throw new EngineFailure('quarantined', explain(known));
        const host = await this.liveHost();
        try {
            return await host.ask(request as never, this.watchdog(request.text));
        } catch (error) {
            if (error instanceof RefusedByWorker) throw new TypeError(error.message, { cause: error });
            if (!(error instanceof WorkerDeath)) throw error;
            if (this.disposed) throw stopped();
            this.quarantine.add(quarantineText(request), scope, error.kind);
            // The next question finds an engine that is already up. It is not tried again if that fails.
            this.host = this.start();
            throw new EngineFailure(error.kind, explain(error.kind), { cause: error });
        }
    }

    private async liveHost(): Promise<WorkerHost> {
        this.host ??= this.start();
        try {
            const host = await this.host;
            if (host.alive) return host;
            this.host = this.start();
            return await this.host;
        } catch (error) {
            this.host = undefined;
            if (this.disposed) throw stopped();
            const reason = error instanceof Error ? error.message : String(error);
            throw new EngineFailure(
                'crashed',
                `The Flux checker could not be started: ${reason}. It is tried again with the next change.`,
                { cause: error },
            );
        }
    }

    private start(): Promise<WorkerHost> {
        const host = WorkerHost.start(this.workerFile, this.startTimeout);
        // Whoever needs it hears of the failure; nobody may need it.
        host.catch(() => undefined);
        return host;
    }

    /**
     * How long a text may take, in ms: some thirty times what a healthy one of its size takes, so that a hang costs
     * no more than it must and the next answer comes within three seconds.
     */
    private watchdog(text: string): number {
        return Math.min(this.requestTimeout, this.requestTimeout / 2 + text.length / 150);
    }
}

function quarantineText(request: EngineRequest): string {
    const withType = request.kind === 'analyze' && request.paramsType !== undefined;
    return withType ? `${request.paramsType}\n${request.text}` : request.text;
}

function merged(reply: AnalyzeReply, refinement: Refinement | undefined): Analysis {
    const { diagnostics, params } = reply;
    if (refinement === undefined) return { diagnostics, params };
    const parameters = params.parameters.map((parameter) => ({
        ...parameter,
        constraints: refinement.constraints.get(parameter.name) ?? [],
    }));
    return { diagnostics: [...diagnostics, ...refinement.lints], params: { ...params, parameters } };
}

function explain(kind: 'crashed' | 'timeout'): string {
    const what = kind === 'crashed' ? 'it crashes on it' : 'it takes too long over it';
    return `Flux's own parser cannot digest this text (${what}). Everything is checked again as soon as the text changes.`;
}

function tooLarge(bytes: number): EngineFailure {
    const size = (bytes / 1_000_000).toFixed(2);
    return new EngineFailure(
        'too-large',
        `This script is too large to be checked: ${size} MB, and at most 1 MB is. It can still be pushed and invoked.`,
    );
}

function tooManyParameters(count: number): EngineFailure {
    return new EngineFailure(
        'too-large',
        `This script uses ${count} different parameters. With more than ${maximumParameters} it is not checked. It can still be pushed and invoked.`,
    );
}

function stopped(): EngineFailure {
    return new EngineFailure('disposed', 'The Flux checker was stopped.');
}
