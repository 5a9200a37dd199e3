import type { AstLocation } from '@flux-scripts/flux/ast/ast';
import type { BucketData } from '../data/bucket-data';
import type { Budget } from './budget';
import { FluxError } from './flux-error';
import { ancestorsOf, checkSources } from './sources';
import type { Table } from './table';
import { TableStream } from './table-stream';
import type { StreamStep } from './table-stream';
import type { FunctionValue } from './values';
import { Time } from './values';

/** What one run shares: its clock, data, limits and the results that it produces. */
export class Runtime {
    readonly yields: { readonly name: string; readonly stream: TableStream }[] = [];
    /** `evaluate` while the script's statements run, `execute` while tables are computed. */
    phase: 'evaluate' | 'execute' = 'evaluate';
    private looking = false;
    private clock: FunctionValue | undefined;

    constructor(
        private readonly startedAt: bigint,
        readonly buckets: readonly BucketData[],
        readonly budget: Budget,
    ) {}

    /** What `now()` answers, in nanoseconds: the request's time, or what the script's `option now` gives. */
    now(): bigint {
        if (!this.clock) return this.startedAt;
        const time = this.clock.call(new Map());
        if (!(time instanceof Time)) throw new FluxError('option now must be a function that gives a time');
        return time.nanoseconds;
    }

    /**
     * Computes tables while the statements still run, because the script asks what stands in them. The buckets that they
     * are read from are held against the planner's rules first.
     */
    look(stream: TableStream): readonly Table[] {
        checkSources(new Set([stream, ...ancestorsOf([stream])]), new Set([stream]));
        const { phase, looking } = this;
        this.phase = 'execute';
        this.looking = true;
        try {
            return stream.tables();
        } finally {
            this.phase = phase;
            this.looking = looking;
        }
    }

    get isLooking(): boolean {
        return this.looking;
    }

    /** From here on `now()` answers what the function gives, also for the functions of the standard library. */
    setClock(clock: FunctionValue): void {
        this.clock = clock;
    }
}

/** Where a function is called. */
export class CallSite {
    constructor(
        readonly runtime: Runtime,
        /** As written: `range`, `array.from`. */
        readonly name: string,
        readonly location: AstLocation,
    ) {}

    /**
     * A step of the query. What fails while it is computed says `runtime error @L:C-L:C: name: …`, as the server does;
     * what it gives is held against the caps.
     */
    stream(step: StreamStep): TableStream {
        const { budget } = this.runtime;
        const compute = () => {
            for (const parent of step.parents) if (!step.bindsSource) parent.tables();
            try {
                const tables = step.compute();
                budget.look();
                budget.windows(tables.length);
                budget.rows(tables.reduce((sum, table) => sum + table.rowCount, 0));
                return tables;
            } catch (error) {
                throw error instanceof FluxError
                    ? error.within(`runtime error @${positions(this.location)}: ${this.name}`)
                    : error;
            }
        };
        return new TableStream({ ...step, compute, keepsParents: () => this.runtime.isLooking });
    }
}

/** `1:8-1:20`, 1-based, columns in UTF-8 bytes, as libflux counts. */
export function positions({ start, end }: AstLocation): string {
    return `${String(start.line)}:${String(start.column)}-${String(end.line)}:${String(end.column)}`;
}
