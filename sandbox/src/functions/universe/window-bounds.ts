/**
 * Where windows lie. The n-th begins at `offset + n * every` from the epoch and lasts `period`, which may be longer
 * (overlapping), shorter, or negative (the window ends where it would begin). `every` is either whole months or
 * nanoseconds, never both.
 * Source: Flux documentation of `window` and the specification's "Time intervals".
 */
import { addDuration, floorDivide, monthsSinceEpoch, nanosecondsIntoMonth } from '../../engine/duration';
import type { Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import type { Bounds } from '../../engine/table-stream';

export class Windows {
    private readonly zero: bigint;

    constructor(
        private readonly every: Duration,
        private readonly period: Duration,
        offset: Duration,
    ) {
        if (every.isZero) throw new FluxError('duration used as an interval cannot be zero');
        if (every.isMixed) {
            throw new FluxError('duration used as an interval cannot mix month and nanosecond units');
        }
        if (every.isNegative) throw new FluxError('duration used as an interval cannot be negative');
        this.zero = addDuration(0n, offset);
    }

    /** Windows neither overlap nor leave gaps: each time lies in exactly one. */
    get tiles(): boolean {
        return this.every.months === this.period.months && this.every.nanoseconds === this.period.nanoseconds;
    }

    /** How many windows lie within bounds, roughly; for caps. */
    estimate({ start, stop }: Bounds): bigint {
        return (stop - start) / this.every.approximateNanoseconds() + 1n;
    }

    at(index: bigint): Bounds {
        const begin = addDuration(this.zero, this.every.times(index));
        const end = addDuration(begin, this.period);
        return end < begin ? { start: end, stop: begin } : { start: begin, stop: end };
    }

    /** The last window that begins no later than a time. */
    latest(time: bigint): Bounds {
        return this.at(this.indexAt(time));
    }

    /**
     * Every window that has a time in common with the bounds, in ascending order, not clipped. `each` is called once
     * per window that is looked at, and may throw to stop.
     */
    overlapping(bounds: Bounds, each: () => void): Bounds[] {
        const reach = this.period.approximateNanoseconds();
        const before = reach > 0n ? reach : 0n;
        const after = reach < 0n ? -reach : 0n;
        // Months are counted roughly here, so look a little further on both sides and test exactly.
        const first = this.indexAt(bounds.start - before) - 2n;
        const last = this.indexAt(bounds.stop + after) + 2n;
        const windows: Bounds[] = [];
        for (let index = first; index <= last; index++) {
            each();
            const window = this.at(index);
            if (window.start < bounds.stop && window.stop > bounds.start) windows.push(window);
        }
        return windows;
    }

    /** The last window whose begin is not after the time. */
    private indexAt(time: bigint): bigint {
        if (this.every.months === 0n) return floorDivide(time - this.zero, this.every.nanoseconds);
        const early = nanosecondsIntoMonth(time) < nanosecondsIntoMonth(this.zero) ? 1n : 0n;
        const months = monthsSinceEpoch(time) - early - monthsSinceEpoch(this.zero);
        return floorDivide(months, this.every.months);
    }
}
