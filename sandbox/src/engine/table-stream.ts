import type { Table } from './table';
import { StreamValue } from './values';

/** The time range of a query: from `start` to before `stop`, nanoseconds since 1970. */
export interface Bounds {
    readonly start: bigint;
    readonly stop: bigint;
}

export function intersect(a: Bounds, b: Bounds | undefined): Bounds {
    if (!b) return a;
    return {
        start: a.start > b.start ? a.start : b.start,
        stop: a.stop < b.stop ? a.stop : b.stop,
    };
}

/**
 * The bounds of a stream that is made of several: from the first start to the last stop, and nothing when one of them
 * is empty, as the official planner has it. Streams without bounds do not count.
 */
export function cover(streams: readonly TableStream[]): Bounds | undefined {
    const all = streams.flatMap(({ bounds }) => bounds ?? []);
    const [first] = all;
    if (!first) return undefined;
    if (all.some(({ start, stop }) => start >= stop)) return { start: 0n, stop: 0n };
    return all.reduce((a, b) => ({
        start: a.start < b.start ? a.start : b.start,
        stop: a.stop > b.stop ? a.stop : b.stop,
    }));
}

/** Where a stream begins: a bucket, which is read within bounds only. */
export interface BucketSource {
    /** Names it in messages. */
    readonly bucket: string;
    /** Throws a FluxError when there is no such bucket. Called before anything runs. */
    check(): void;
    read(bounds: Bounds): Table[];
}

export interface StreamStep {
    readonly parents: readonly TableStream[];
    /** The bounds that `range` set, which windows are clipped to. */
    readonly bounds: Bounds | undefined;
    /** Only for `from`. */
    readonly source?: BucketSource;
    /** Whether this step sets the bounds that its parent, a `from`, is read in. */
    readonly bindsSource?: boolean;
    readonly compute: () => readonly Table[];
    /** While it answers true, a step that is computed keeps its parents, by which results are told apart later. */
    readonly keepsParents?: () => boolean;
}

/**
 * A step of a query. Nothing is computed until a result needs it, and each step is computed once, also when several
 * results share it. Steps that were computed let go of what they came from.
 */
export class TableStream extends StreamValue {
    /** Empty once the step is computed for a result. */
    parents: readonly TableStream[];
    readonly bounds: Bounds | undefined;
    readonly source: BucketSource | undefined;
    readonly bindsSource: boolean;
    private compute: (() => readonly Table[]) | undefined;
    private computed: readonly Table[] = [];
    private readonly keepsParents: (() => boolean) | undefined;

    constructor(step: StreamStep) {
        super();
        this.parents = step.parents;
        this.bounds = step.bounds;
        this.source = step.source;
        this.bindsSource = step.bindsSource ?? false;
        this.compute = step.compute;
        this.keepsParents = step.keepsParents;
    }

    /** The tables, in the order of their group keys. No two share a key. */
    tables(): readonly Table[] {
        if (this.compute) {
            this.computed = this.compute();
            this.compute = undefined;
            if (this.keepsParents?.() !== true) this.parents = [];
        }
        return this.computed;
    }
}
