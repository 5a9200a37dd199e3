/**
 * How InfluxDB writes values as text in annotated CSV.
 * Sources: the annotated CSV specification; Go's `strconv.FormatFloat(v, 'f', -1, 64)` and `time.RFC3339Nano`.
 */
import type { ColumnType, CsvDuration, CsvValue } from './column-types';

/** The shortest text that reads back as the same double, never with an exponent: `0.0000001`, `+Inf`, `NaN`, `-0`. */
export function formatFloat(value: number): string {
    if (Number.isNaN(value)) return 'NaN';
    if (value === Infinity) return '+Inf';
    if (value === -Infinity) return '-Inf';
    if (Object.is(value, -0)) return '-0';
    const text = String(value);
    return text.includes('e') ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] =
        /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
    const digits = whole + fraction;
    const point = whole.length + Number(exponent);
    if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
    if (point >= digits.length) return sign + digits.padEnd(point, '0');
    return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

const nanosecondsPerSecond = 1_000_000_000n;
const secondsPerDay = 86_400;
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** The day that was written last, because neighbouring times mostly share it. */
let lastDay = { number: 0, text: '1970-01-01T' };

function dayText(number: number): string {
    if (number !== lastDay.number) {
        lastDay = { number, text: new Date(number * secondsPerDay * 1000).toISOString().slice(0, 11) };
    }
    return lastDay.text;
}

/** RFC 3339 in UTC from nanoseconds since 1970, trailing zeros of the fraction left out: `2021-09-28T16:13:05.5Z`. */
export function formatTime(nanoseconds: bigint): string {
    let seconds = Number(nanoseconds / nanosecondsPerSecond);
    let rest = Number(nanoseconds % nanosecondsPerSecond);
    if (rest < 0) {
        rest += 1_000_000_000;
        seconds -= 1;
    }
    const day = Math.floor(seconds / secondsPerDay);
    const inDay = seconds - day * secondsPerDay;
    const hour = twoDigits[Math.floor(inDay / 3600)] ?? '';
    const minute = twoDigits[Math.floor(inDay / 60) % 60] ?? '';
    const clock = `${dayText(day)}${hour}:${minute}:${twoDigits[inDay % 60] ?? ''}`;
    if (rest === 0) return `${clock}Z`;
    const fraction = String(rest).padStart(9, '0');
    let end = fraction.length;
    while (fraction.charCodeAt(end - 1) === 48) end--;
    return `${clock}.${fraction.slice(0, end)}Z`;
}

/** The units below a month that a duration is written with, largest first, in nanoseconds. */
const units: readonly (readonly [string, bigint])[] = [
    ['w', 604_800_000_000_000n],
    ['d', 86_400_000_000_000n],
    ['h', 3_600_000_000_000n],
    ['m', 60_000_000_000n],
    ['s', 1_000_000_000n],
    ['ms', 1_000_000n],
    ['us', 1_000n],
    ['ns', 1n],
];

/** A duration as a Flux literal, largest units first: `1y2mo`, `-1h30m`, `0ns`. */
export function formatDuration({ months, nanoseconds }: CsvDuration): string {
    if (months === 0n && nanoseconds === 0n) return '0ns';
    const negative = months < 0n || nanoseconds < 0n;
    const allMonths = months < 0n ? -months : months;
    let rest = nanoseconds < 0n ? -nanoseconds : nanoseconds;
    let text = negative ? '-' : '';
    if (allMonths >= 12n) text += `${String(allMonths / 12n)}y`;
    if (allMonths % 12n > 0n) text += `${String(allMonths % 12n)}mo`;
    for (const [unit, size] of units) {
        if (rest < size) continue;
        text += `${String(rest / size)}${unit}`;
        rest %= size;
    }
    return text;
}

/** Standard base64 with padding. */
export function formatBytes(bytes: Uint8Array): string {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * One cell as text, not yet quoted. A null is the empty text. Throws a TypeError when the value does not fit the
 * column's type, which is a mistake of the caller.
 */
export function formatValue(value: CsvValue, type: ColumnType): string {
    if (value === null) return '';
    switch (typeof value) {
        case 'string':
            if (type === 'string') return value;
            break;
        case 'bigint':
            if (type === 'long' || type === 'unsignedLong') return value.toString();
            if (type === 'dateTime:RFC3339') return formatTime(value);
            break;
        case 'number':
            if (type === 'double') return formatFloat(value);
            break;
        case 'boolean':
            if (type === 'boolean') return value ? 'true' : 'false';
            break;
        default:
            if (value instanceof Uint8Array) {
                if (type === 'base64Binary') return formatBytes(value);
            } else if (type === 'duration') return formatDuration(value);
    }
    throw new TypeError(`a ${typeof value} does not fit a column of type ${type}`);
}
