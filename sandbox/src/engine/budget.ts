import { LimitReached, RunCancelled } from './flux-error';

/** What one run may use up. */
export interface Caps {
    /** Rows in one step of a script. */
    readonly rows: number;
    /** Windows, and tables in one step. */
    readonly windows: number;
    /** Milliseconds of computing. */
    readonly milliseconds: number;
}

/** The limits of the sandbox. Flux has no loops, so the danger is size. */
export const defaultCaps: Caps = { rows: 1_000_000, windows: 100_000, milliseconds: 10_000 };

/** The flag in the shared control word that asks a run to stop. */
export const stopRequested = 1;

const ticksPerLook = 1024;

/** Counts what a run uses and stops it at a cap. Loops over rows call `tick` once per row. */
export class Budget {
    private ticks = 0;
    private deadline: number;

    /** @param control one shared word; it holds `stopRequested` once the run shall stop */
    constructor(
        private readonly caps: Caps,
        private readonly control: Int32Array,
        now = performance.now(),
    ) {
        this.deadline = now + caps.milliseconds;
    }

    /** Throws RunCancelled or LimitReached when the run has to stop. */
    tick(): void {
        if (++this.ticks % ticksPerLook === 0) this.look();
    }

    look(): void {
        if (Atomics.load(this.control, 0) === stopRequested) throw new RunCancelled();
        if (performance.now() > this.deadline) throw new LimitReached(timeMessage(this.caps));
    }

    /** Time in which the run waited for its reader does not count. */
    waited(milliseconds: number): void {
        this.deadline += milliseconds;
        this.look();
    }

    rows(count: number): void {
        if (count > this.caps.rows) {
            throw new LimitReached(
                `the sandbox stops at ${String(this.caps.rows)} rows; narrow the range or filter first`,
            );
        }
    }

    /** Takes an estimate too, so that the windows need not be made to be counted. */
    windows(count: number | bigint): void {
        if (count > this.caps.windows) {
            throw new LimitReached(
                `the sandbox stops at ${String(this.caps.windows)} windows or tables; ` +
                    'make "every" longer or narrow the range',
            );
        }
    }
}

export function timeMessage(caps: Caps): string {
    return `the sandbox stops a run after ${String(caps.milliseconds / 1000)} s of computing; narrow the range or filter first`;
}
