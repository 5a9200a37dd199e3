/**
 * Flux durations: calendar months and nanoseconds are kept apart, because a month has no fixed length.
 * Source: the Flux specification, "Duration types" and "Time", whose rules for adding months clamp the day.
 */
import { nanosecondsPerDay } from '../data/rfc3339';
import { FluxError } from './flux-error';

export const nanosecondsPerUnit: ReadonlyMap<string, bigint> = new Map([
    ['ns', 1n],
    ['us', 1_000n],
    ['µs', 1_000n],
    ['ms', 1_000_000n],
    ['s', 1_000_000_000n],
    ['m', 60_000_000_000n],
    ['h', 3_600_000_000_000n],
    ['d', nanosecondsPerDay],
    ['w', 604_800_000_000_000n],
]);
const monthsPerUnit: ReadonlyMap<string, bigint> = new Map([
    ['mo', 1n],
    ['y', 12n],
]);

/** Months and nanoseconds never have opposite signs. */
export class Duration {
    readonly kind = 'duration';
    constructor(
        readonly months: bigint,
        readonly nanoseconds: bigint,
    ) {}

    get isZero(): boolean {
        return this.months === 0n && this.nanoseconds === 0n;
    }
    get isNegative(): boolean {
        return this.months < 0n || this.nanoseconds < 0n;
    }
    /** Months and nanoseconds at once: no interval can be made of it. */
    get isMixed(): boolean {
        return this.months !== 0n && this.nanoseconds !== 0n;
    }

    times(factor: bigint): Duration {
        return new Duration(this.months * factor, this.nanoseconds * factor);
    }

    /** One number of nanoseconds; a month counts as a twelfth of 365.25 days, as the official engine counts it. */
    approximateNanoseconds(): bigint {
        return this.nanoseconds + this.months * 2_629_800_000_000_000n;
    }
}

/** What `inf` is: longer than any query. */
export const infinite = new Duration(0n, 2n ** 63n - 1n);

/** Puts a literal's parts together. Throws a FluxError for a unit that Flux does not know and for mixed signs. */
export function durationFromParts(parts: readonly { magnitude: bigint; unit: string }[]): Duration {
    let months = 0n;
    let nanoseconds = 0n;
    for (const { magnitude, unit } of parts) {
        const inMonths = monthsPerUnit.get(unit);
        const inNanoseconds = nanosecondsPerUnit.get(unit);
        if (inMonths !== undefined) months += magnitude * inMonths;
        else if (inNanoseconds !== undefined) nanoseconds += magnitude * inNanoseconds;
        else throw new FluxError(`unknown duration unit "${unit}"`);
    }
    if ((months < 0n && nanoseconds > 0n) || (months > 0n && nanoseconds < 0n)) {
        throw new FluxError('duration magnitudes must be the same sign');
    }
    return new Duration(months, nanoseconds);
}

/** Reads `1h30m`, `-1mo`; undefined when the text is no duration. */
export function parseDuration(text: string): Duration | undefined {
    const match = /^(-?)((?:\d+(?:y|mo|w|d|h|ms|m|s|us|µs|ns))+)$/.exec(text);
    if (!match) return undefined;
    const sign = match[1] === '-' ? -1n : 1n;
    const parts = [...(match[2] ?? '').matchAll(/(\d+)(\D+)/g)];
    return durationFromParts(
        parts.map(([, digits = '0', unit = 'ns']) => ({ magnitude: sign * BigInt(digits), unit })),
    );
}

/** A time plus a duration; adding months keeps the day, or takes the month's last when it is shorter. */
export function addDuration(time: bigint, duration: Duration): bigint {
    const moved = duration.months === 0n ? time : addMonths(time, Number(duration.months));
    return moved + duration.nanoseconds;
}

function addMonths(time: bigint, months: number): bigint {
    const day = floorDivide(time, nanosecondsPerDay);
    const date = new Date(Number(day) * 86_400_000);
    const target = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
    const year = Math.floor(target / 12);
    const month = target - year * 12;
    const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const moved = Date.UTC(year, month, Math.min(date.getUTCDate(), lastDay));
    return BigInt(moved / 86_400_000) * nanosecondsPerDay + (time - day * nanosecondsPerDay);
}

/** Whole months since 1970-01. */
export function monthsSinceEpoch(time: bigint): bigint {
    const date = new Date(Number(floorDivide(time, nanosecondsPerDay)) * 86_400_000);
    return BigInt((date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth());
}

/** Nanoseconds since the begin of the time's own month. */
export function nanosecondsIntoMonth(time: bigint): bigint {
    const day = floorDivide(time, nanosecondsPerDay);
    const date = new Date(Number(day) * 86_400_000);
    return BigInt(date.getUTCDate() - 1) * nanosecondsPerDay + (time - day * nanosecondsPerDay);
}

/** Division that rounds down, also for negative numbers. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
    const quotient = dividend / divisor;
    return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}
