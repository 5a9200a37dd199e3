/** One request on its way through the routes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FluxEngine } from '@flux-scripts/flux/engine/port';
import type { BucketCatalog } from '../data/bucket-catalog';
import type { Clock } from '../data/clock';
import type { Evaluator } from '../engine/evaluator';
import type { BucketFiles } from '../store/bucket-files';
import type { ScriptStore } from '../store/script-store';
import type { Switches } from './switches';

export interface Call {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    /** The path's variable parts by name, decoded. */
    readonly path: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    /** Aborted when the client goes away or the server stops. */
    readonly signal: AbortSignal;
}

/** What the handlers work with. */
export interface Services {
    readonly scripts: ScriptStore;
    readonly buckets: BucketCatalog;
    /** Undefined when nothing is kept. */
    readonly bucketFiles: BucketFiles | undefined;
    readonly engine: Pick<FluxEngine, 'analyze'>;
    readonly evaluator: Pick<Evaluator, 'run'>;
    readonly clock: Clock;
    readonly switches: Switches;
}

/** A status with an optional JSON body, or `sent` when the handler wrote the response itself. */
export type Answer = { readonly status: number; readonly json?: unknown } | 'sent';

/** Throws ApiError for whatever the client did wrong. */
export type Handler = (call: Call, services: Services) => Answer | Promise<Answer>;
