/** One value of one field at one time. A line of line protocol gives one point for each of its fields. */
export interface Point {
    readonly measurement: string;
    /** Tag key to value. */
    readonly tags: Readonly<Record<string, string>>;
    readonly field: string;
    /** Nanoseconds since 1970. */
    readonly time: bigint;
    readonly value: FieldValue;
}

export type FieldValue =
    | { readonly type: 'float'; readonly value: number }
    | { readonly type: 'int'; readonly value: bigint }
    | { readonly type: 'uint'; readonly value: bigint }
    | { readonly type: 'bool'; readonly value: boolean }
    | { readonly type: 'string'; readonly value: string };
