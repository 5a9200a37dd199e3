/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @param now Unix time in ms, to measure a date against.
 * @returns whole seconds to wait, at least 0; undefined when there is no readable value.
 */
export function retryAfterSeconds(header: string | null, now: number): number | undefined {
    const value = header?.trim() ?? '';
    if (/^\d{1,9}$/.test(value)) return Number(value);
    // Only the form that RFC 9110 asks for: Date.parse alone would read "-1" as a year.
    if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
    const time = Date.parse(value);
    return Number.isNaN(time) ? undefined : Math.max(0, Math.ceil((time - now) / 1000));
}

/** The longest time that a read waits by itself before it asks again. */
export const longestWaitSeconds = 20;

/**
 * How long a read waits before it asks again: what the server asked for and up to a quarter more, so that many clients
 * do not come back at once. Undefined when the server asked for more than we wait.
 * @param random between 0 and 1.
 * @returns milliseconds.
 */
export function waitBeforeRetry(seconds: number | undefined, random: number): number | undefined {
    if (seconds === undefined || seconds > longestWaitSeconds) return undefined;
    return Math.round((seconds + random * Math.max(0.25, seconds / 4)) * 1000);
}
