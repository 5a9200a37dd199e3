/**
 * What a bucket of the sandbox holds: series in columns. Numeric columns lie in SharedArrayBuffers, so that the
 * evaluator's worker reads them without a copy.
 */
export interface Series {
    readonly measurement: string;
    readonly field: string;
    /** Tag key to value. */
    readonly tags: Readonly<Record<string, string>>;
    /** Nanoseconds since 1970, ascending. */
    readonly times: BigInt64Array;
    readonly values: SeriesValues;
}

/** One value per time. Booleans are 0 and 1. */
export type SeriesValues =
    | { readonly type: 'float'; readonly data: Float64Array }
    | { readonly type: 'int'; readonly data: BigInt64Array }
    | { readonly type: 'uint'; readonly data: BigUint64Array }
    | { readonly type: 'bool'; readonly data: Uint8Array }
    | { readonly type: 'string'; readonly data: readonly string[] };

export interface BucketData {
    /** 16 hexadecimal digits. */
    readonly id: string;
    readonly name: string;
    readonly series: readonly Series[];
}
