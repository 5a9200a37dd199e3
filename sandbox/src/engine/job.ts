import type { FluxFile } from '@flux-scripts/flux/ast/ast';
import type { BucketData } from '../data/bucket-data';
import type { Caps } from './budget';
import type { Dialect } from './evaluator';

/** One checked script and what it needs to run. */
export interface Job {
    readonly file: FluxFile;
    readonly paramsText: string | undefined;
    readonly now: bigint;
    readonly dialect: Dialect;
    readonly caps: Caps;
    readonly buckets: readonly BucketData[];
}

/** Takes a chunk of the answer; a promise is kept before the next chunk comes. */
export type Write = (chunk: Uint8Array) => void | Promise<void>;
