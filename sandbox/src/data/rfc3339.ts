/** Times as RFC 3339 writes them, with up to nine digits of fraction and `Z` or an offset. */
const form =
    /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

export const nanosecondsPerSecond = 1_000_000_000n;
export const nanosecondsPerMinute = 60n * nanosecondsPerSecond;
export const nanosecondsPerDay = 24n * 60n * nanosecondsPerMinute;

/** Nanoseconds since 1970 of a time such as `2021-10-25T21:10:01.810564864Z`; undefined when it is none. */
export function parseRfc3339(text: string): bigint | undefined {
    const match = form.exec(text);
    if (!match) return undefined;
    const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] = match;
    const numbers = [year, month, day, hour, minute, second].map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
    ];
    const date = new Date(0);
    // Not Date.UTC: it reads the years 0 to 99 as 1900 to 1999.
    date.setUTCFullYear(numbers[0], numbers[1] - 1, numbers[2]);
    date.setUTCHours(numbers[3], numbers[4], numbers[5]);
    // A 30th of February or a 25th hour would roll over silently.
    const same =
        date.getUTCMonth() === numbers[1] - 1 &&
        date.getUTCDate() === numbers[2] &&
        date.getUTCHours() === numbers[3] &&
        date.getUTCMinutes() === numbers[4] &&
        date.getUTCSeconds() === numbers[5];
    if (!same) return undefined;
    const offset =
        sign === undefined
            ? 0n
            : BigInt(Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1n : 1n);
    return (
        BigInt(date.getTime()) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) - offset * nanosecondsPerMinute
    );
}
