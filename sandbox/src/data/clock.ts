/** What time it is for the sandbox: the machine's, or pinned. */
export interface Clock {
    /** Nanoseconds since 1970. */
    now(): bigint;
    /** Whether the time never moves. Sample data then keeps its original dates. */
    readonly pinned: boolean;
}

/** The machine's clock, or one that always answers `nanoseconds` since 1970. */
export function startClock(nanoseconds?: bigint): Clock {
    if (nanoseconds !== undefined) return { now: () => nanoseconds, pinned: true };
    return { now: () => BigInt(Date.now()) * 1_000_000n, pinned: false };
}
