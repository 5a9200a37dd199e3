/** Counts crashes within a moving period, to tell a one-off from a loop. */
export class CrashCounter {
    readonly #times: number[] = [];

    /** @param allowed crashes within the period that are no loop yet. @param periodMilliseconds its length. */
    constructor(
        readonly allowed: number,
        readonly periodMilliseconds: number,
    ) {}

    /** Counts a crash at this time (Unix ms) and tells whether there were too many within the period. */
    isTooMany(now: number): boolean {
        this.#times.push(now);
        while (this.#times[0] !== undefined && this.#times[0] <= now - this.periodMilliseconds) {
            this.#times.shift();
        }
        return this.#times.length > this.allowed;
    }
}
