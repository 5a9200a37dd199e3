/** The package `date`. Wherever a time is taken, a duration is one too: relative to now. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinConstant, BuiltinFunction } from '../../engine/builtin';
import { addDuration, Duration, floorDivide } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { requireUtc } from '../../engine/location';
import type { CallSite } from '../../engine/runtime';
import { typeName } from '../../engine/value-types';
import { Null, Time } from '../../engine/values';
import { Windows } from '../universe/window-bounds';

const locationParameter = '?location: {offset: duration, zone: string}';
/** No time that fits 64 bits of nanoseconds lies further away. */
const mostMonths = 12n * 1000n;

function dateFunction(
    name: string,
    signature: string,
    summary: string,
    run: BuiltinFunction['run'],
): BuiltinFunction {
    return { package: 'date', name, signature, summary, run };
}

/** @throws {FluxError} for what is neither a time nor a duration. */
function timeArgument(args: Arguments, name: string, { runtime }: CallSite): bigint {
    const value = args.value(name);
    if (value instanceof Time) return value.nanoseconds;
    if (value instanceof Duration) return moved(runtime.now(), value);
    throw new FluxError(
        `${value instanceof Null ? 'null' : typeName(value)} is not Timeable`,
        'internal error',
    );
}

function moved(time: bigint, duration: Duration): bigint {
    if (duration.months > mostMonths || duration.months < -mostMonths) {
        throw new FluxError(
            `a duration of ${String(duration.months)} months leads to no time that Flux can hold`,
        );
    }
    return BigInt.asIntN(64, addDuration(time, duration));
}

function checkLocation(args: Arguments): void {
    if (args.has('location')) requireUtc(args.value('location'));
}

/** A part of the clock or calendar in UTC. */
function part(name: string, summary: string, read: (date: Date, time: bigint) => number): BuiltinFunction {
    return dateFunction(name, `(t: A, ${locationParameter}) => int`, summary, (args, site) => {
        checkLocation(args);
        const time = timeArgument(args, 't', site);
        return BigInt(read(new Date(Number(floorDivide(time, 1_000_000n))), time));
    });
}

/** A part that is the same everywhere. */
function fraction(name: string, summary: string, read: (time: bigint) => bigint): BuiltinFunction {
    return dateFunction(name, '(t: A) => int', summary, (args, site) => read(timeArgument(args, 't', site)));
}

function restOf(time: bigint, unit: bigint): bigint {
    return time - floorDivide(time, unit) * unit;
}

const millisecondsPerDay = 86_400_000;

function dayOfYear(date: Date): number {
    const begin = Date.UTC(date.getUTCFullYear(), 0, 1);
    return Math.floor((date.getTime() - begin) / millisecondsPerDay) + 1;
}

/** ISO 8601: weeks begin on Monday and belong to the year of their Thursday. */
function isoWeek(date: Date): number {
    const toThursday = 4 - (date.getUTCDay() || 7);
    return Math.ceil(dayOfYear(new Date(date.getTime() + toThursday * millisecondsPerDay)) / 7);
}

/** `date.add` and `date.sub`: `parameter` takes the time. */
function moving(name: string, parameter: string, sign: bigint, summary: string): BuiltinFunction {
    const signature = `(d: duration, ${parameter}: A, ${locationParameter}) => time`;
    return dateFunction(name, signature, summary, (args, site) => {
        checkLocation(args);
        const duration = args.duration('d').times(sign);
        return new Time(moved(timeArgument(args, parameter, site), duration));
    });
}

/** The begin of the unit that a time lies in. Units are counted from 1970, so weeks begin on Thursday. */
export function truncateTime(time: bigint, unit: Duration): bigint {
    return new Windows(unit, unit, new Duration(0n, 0n)).latest(time).start;
}

export const dateFunctions: readonly BuiltinFunction[] = [
    moving('add', 'to', 1n, 'A time that is a duration later; months keep the day where they have it.'),
    moving('sub', 'from', -1n, 'A time that is a duration earlier; months keep the day where they have it.'),
    part('year', 'The year.', (date) => date.getUTCFullYear()),
    part('quarter', 'The quarter of the year, 1 to 4.', (date) => Math.floor(date.getUTCMonth() / 3) + 1),
    part('month', 'The month, 1 to 12.', (date) => date.getUTCMonth() + 1),
    part('week', 'The week of the year by ISO 8601.', isoWeek),
    part('yearDay', 'The day of the year, from 1.', dayOfYear),
    part('monthDay', 'The day of the month.', (date) => date.getUTCDate()),
    part('weekDay', 'The day of the week, Sunday is 0.', (date) => date.getUTCDay()),
    part('hour', 'The hour.', (date) => date.getUTCHours()),
    part('minute', 'The minute.', (date) => date.getUTCMinutes()),
    fraction('second', 'The second.', (time) => restOf(time, 60_000_000_000n) / 1_000_000_000n),
    fraction(
        'millisecond',
        'The milliseconds within the second.',
        (time) => restOf(time, 1_000_000_000n) / 1_000_000n,
    ),
    fraction(
        'microsecond',
        'The microseconds within the second.',
        (time) => restOf(time, 1_000_000_000n) / 1_000n,
    ),
    fraction('nanosecond', 'The nanoseconds within the second.', (time) => restOf(time, 1_000_000_000n)),
    dateFunction(
        'time',
        `(t: A, ${locationParameter}) => time`,
        'A time, also of a duration relative to now.',
        (args, site) => {
            checkLocation(args);
            return new Time(timeArgument(args, 't', site));
        },
    ),
    dateFunction(
        'truncate',
        `(t: A, unit: duration, ${locationParameter}) => time`,
        'The begin of the unit that a time lies in.',
        (args, site) => {
            checkLocation(args);
            return new Time(truncateTime(timeArgument(args, 't', site), args.duration('unit')));
        },
    ),
    dateFunction('scale', '(d: duration, n: int) => duration', 'A duration so many times.', (args) =>
        args.duration('d').times(args.int('n')),
    ),
];

function numbered(first: bigint, ...names: readonly string[]): BuiltinConstant[] {
    return names.map((name, i) => ({
        package: 'date',
        name,
        signature: 'int',
        summary: `${name} as a number.`,
        value: first + BigInt(i),
    }));
}

export const dateConstants: readonly BuiltinConstant[] = [
    ...numbered(0n, 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'),
    ...numbered(1n, 'January', 'February', 'March', 'April', 'May', 'June'),
    ...numbered(7n, 'July', 'August', 'September', 'October', 'November', 'December'),
];
