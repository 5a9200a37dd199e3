import type { FluxFile } from '@flux-scripts/flux/ast/ast';
import type { BucketData } from '../data/bucket-data';
import type { Caps } from './budget';
import type { Dialect, RunOutcome } from './evaluator';

/** What the main thread asks of an evaluator worker. It runs one script at a time. */
export type ToWorker =
    | {
          readonly kind: 'run';
          readonly file: FluxFile;
          readonly paramsText: string | undefined;
          readonly now: bigint;
          readonly dialect: Dialect;
          /** Buckets that changed since the last run; the worker keeps the others by id. */
          readonly changed: readonly BucketData[];
          /** The ids of all buckets there are. */
          readonly bucketIds: readonly string[];
          readonly caps: Caps;
          /** One word, shared: see Budget. */
          readonly control: Int32Array;
      }
    /** The last chunk was written; the next one may come. */
    | { readonly kind: 'next' };

export type FromWorker =
    | { readonly kind: 'chunk'; readonly bytes: Uint8Array }
    | { readonly kind: 'outcome'; readonly outcome: RunOutcome };
