import { EngineFailure } from '@flux-scripts/flux/engine/port';
import type { FluxEngine } from '@flux-scripts/flux/engine/port';
import { maximumScriptBytes } from '@flux-scripts/flux/engine/start-engine';
import type { BucketData } from '../data/bucket-data';
import type { Caps } from './budget';
import { defaultCaps } from './budget';
import { checkScript } from './check-script';
import type { Evaluator, RunOutcome } from './evaluator';
import { FluxError } from './flux-error';
import { WorkerPool } from './worker-pool';

export interface EvaluatorSettings {
    /** The bundled worker, an absolute path. */
    readonly workerFile: string;
    /** Parses and type-checks. The evaluator does not dispose of it. */
    readonly engine: FluxEngine;
    /** All buckets as they are now. Asked once per run; an object that did not change is not sent again. */
    readonly buckets: () => readonly BucketData[];
    readonly caps?: Partial<Caps>;
}

/** Runs Flux in workers of its own; the thread that calls it only parses, checks and passes chunks on. */
export function startEvaluator(settings: EvaluatorSettings): Evaluator {
    const caps = { ...defaultCaps, ...settings.caps };
    const pool = new WorkerPool(settings.workerFile);
    return {
        run: async (request, write, signal) => {
            try {
                const file = await checkScript(settings.engine, request, signal);
                if (isAborted(signal)) return { kind: 'cancelled' };
                const { paramsText, now, dialect } = request;
                const job = { file, paramsText, now, dialect, caps, buckets: settings.buckets() };
                return await pool.run(job, write, signal);
            } catch (error) {
                return isAborted(signal) ? { kind: 'cancelled' } : outcomeOf(error);
            }
        },
        dispose: () => pool.dispose(),
    };
}

/** A function, because a signal changes between two looks. */
function isAborted(signal: AbortSignal): boolean {
    return signal.aborted;
}

const tooLarge = `the sandbox runs scripts of up to ${maximumScriptBytes / 1_000_000} MB, and this one is larger`;

function outcomeOf(error: unknown): RunOutcome {
    if (error instanceof FluxError) {
        return { kind: 'failed', code: error.code, message: error.message, startedAnswer: false };
    }
    if (error instanceof EngineFailure) {
        // The engine's own words are for an editor: there a script that is too large is only not checked.
        const words = error.kind === 'too-large' ? tooLarge : error.message;
        const message = `compilation failed: ${words}`;
        return { kind: 'failed', code: 'invalid', message, startedAnswer: false };
    }
    const message = `internal error of the sandbox: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: 'failed', code: 'internal error', message, startedAnswer: false };
}
