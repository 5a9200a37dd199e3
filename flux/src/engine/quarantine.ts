import { createHash } from 'node:crypto';

/** What a text is kept away from: everything, or only one kind of question that it survives otherwise. */
export type QuarantineScope = 'everything' | 'typeAt' | 'extra';

interface Entry {
    readonly reason: 'crashed' | 'timeout';
    /** On the clock that `now` reads, in ms; undefined means for good. */
    readonly until: number | undefined;
}

/** Entries kept; the oldest goes first. An entry is about 100 bytes. */
const capacity = 500;

/**
 * Remembers the texts that killed the engine, by their hash. A crash comes back with the same text, so it is remembered
 * until the text differs. A timeout can be the fault of a busy machine, so it is forgotten after a while.
 */
export class Quarantine {
    private readonly entries = new Map<string, Entry>();

    /**
     * @param timeoutMemory how long a timeout is remembered, in ms
     * @param now a clock in ms
     */
    constructor(
        private readonly timeoutMemory: number,
        private readonly now: () => number = () => performance.now(),
    ) {}

    add(text: string, scope: QuarantineScope, reason: Entry['reason']): void {
        const key = keyOf(text, scope);
        this.entries.delete(key);
        this.entries.set(key, {
            reason,
            until: reason === 'timeout' ? this.now() + this.timeoutMemory : undefined,
        });
        const oldest = this.entries.keys().next();
        if (this.entries.size > capacity && oldest.done !== true) this.entries.delete(oldest.value);
    }

    /** Why the text is kept away from this scope, or undefined when it may be tried. */
    reasonFor(text: string, scope: QuarantineScope): Entry['reason'] | undefined {
        if (this.entries.size === 0) return undefined;
        for (const key of [keyOf(text, 'everything'), keyOf(text, scope)]) {
            const entry = this.entries.get(key);
            if (entry === undefined) continue;
            if (entry.until === undefined || entry.until > this.now()) return entry.reason;
            this.entries.delete(key);
        }
        return undefined;
    }
}

function keyOf(text: string, scope: QuarantineScope): string {
    return `${scope}:${createHash('sha256').update(text).digest('base64')}`;
}
