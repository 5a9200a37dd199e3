/**
 * Reads InfluxDB's line protocol: `measurement,tag=value field=1.5,other=2i 1632845585000000000`.
 * Source: the line protocol reference of the InfluxDB documentation (escapes, types, comments, precision).
 */
import { parseFieldValue } from './field-value';
import type { FieldValue, Point } from './point';

/** How many nanoseconds one unit of a timestamp is. */
export const precisions = { ns: 1n, us: 1_000n, ms: 1_000_000n, s: 1_000_000_000n } as const;
export type Precision = keyof typeof precisions;

export interface ReadLine {
    /** 1-based number of the line on which it begins. */
    readonly line: number;
    /** The line as it was written. */
    readonly text: string;
    readonly points: readonly Point[];
}

export interface BadLine {
    /** 1-based. */
    readonly line: number;
    readonly text: string;
    readonly reason: string;
}

export interface LineProtocol {
    readonly good: readonly ReadLine[];
    readonly bad: readonly BadLine[];
}

/**
 * Reads every line; bad ones are named and the others kept. A line without a timestamp gets `now` (nanoseconds since
 * 1970). Never throws.
 */
export function readLineProtocol(text: string, precision: Precision, now: bigint): LineProtocol {
    const good: ReadLine[] = [];
    const bad: BadLine[] = [];
    const scanner = new LineScanner(text, precisions[precision], now);
    for (let line = 1; scanner.position < text.length;) {
        const start = scanner.position;
        try {
            const points = scanner.readLine();
            const read = text.slice(start, scanner.position);
            if (points.length > 0) good.push({ line, text: read.trimEnd(), points });
            line += count(read, '\n');
        } catch (error) {
            if (!(error instanceof LineFault)) throw error;
            // A text without its closing quote would swallow all that follows: go on after the line where it began.
            scanner.skipLineAt(start);
            bad.push({ line, text: text.slice(start, scanner.position).trim(), reason: error.message });
            line += 1;
        }
    }
    return { good, bad };
}

function count(text: string, character: string): number {
    return text.split(character).length - 1;
}

class LineFault extends Error {}

const smallestTime = -(2n ** 63n) + 2n;
const largestTime = 2n ** 63n - 2n;
const reservedTags = new Set(['time', '_measurement', '_field']);

class LineScanner {
    position = 0;
    readonly #text: string;
    readonly #unit: bigint;
    readonly #now: bigint;

    constructor(text: string, unit: bigint, now: bigint) {
        this.#text = text;
        this.#unit = unit;
        this.#now = now;
    }

    /** Reads one line with its end. Empty lines and comments give no points. Throws LineFault. */
    readLine(): Point[] {
        this.#skip(' \t');
        const first = this.#text[this.position];
        if (first === '#' || this.#atEnd()) {
            this.skipLineAt(this.position);
            return [];
        }
        const measurement = this.#name(', ', ', ');
        if (measurement === '') throw new LineFault('missing measurement');
        const tags = this.#tags();
        const fields = this.#fields();
        const time = this.#time();
        return fields.map(([field, value]) => ({ measurement, tags, field, time, value }));
    }

    /** Goes behind the end of the line that holds `position`. */
    skipLineAt(position: number): void {
        const end = this.#text.indexOf('\n', position);
        this.position = end < 0 ? this.#text.length : end + 1;
    }

    #tags(): Record<string, string> {
        const tags: [string, string][] = [];
        while (this.#text[this.position] === ',') {
            this.position++;
            const key = this.#name('=, ', ',= ');
            if (this.#text[this.position] !== '=') throw new LineFault('missing tag value');
            this.position++;
            const value = this.#name('=, ', ',= ');
            if (this.#text[this.position] === '=') throw new LineFault('invalid tag format');
            if (key === '') throw new LineFault('missing tag key');
            if (value === '') throw new LineFault(`missing tag value of "${key}"`);
            if (reservedTags.has(key)) throw new LineFault(`"${key}" is reserved and cannot be a tag`);
            if (tags.some(([known]) => known === key)) throw new LineFault(`duplicate tag "${key}"`);
            tags.push([key, value]);
        }
        return Object.fromEntries(tags);
    }

    #fields(): [string, FieldValue][] {
        this.#skip(' ');
        if (this.#atEnd()) throw new LineFault('missing fields');
        const fields: [string, FieldValue][] = [];
        for (;;) {
            const key = this.#name('=, ', ',= ');
            if (this.#text[this.position] !== '=') throw new LineFault('missing field value');
            if (key === '') throw new LineFault('missing field key');
            this.position++;
            fields.push([key, this.#fieldValue(key)]);
            if (this.#text[this.position] !== ',') return fields;
            this.position++;
        }
    }

    #fieldValue(key: string): FieldValue {
        if (this.#text[this.position] === '"') return { type: 'string', value: this.#quoted() };
        const text = this.#raw(', ');
        if (text === '') throw new LineFault(`missing field value of "${key}"`);
        const value = parseFieldValue(text);
        if (!value) throw new LineFault(`invalid value ${text} of field "${key}"`);
        return value;
    }

    #quoted(): string {
        let value = '';
        for (let at = this.position + 1; at < this.#text.length; at++) {
            const character = this.#text.charAt(at);
            const next = this.#text[at + 1];
            if (character === '\\' && (next === '"' || next === '\\')) {
                value += next;
                at++;
            } else if (character === '"') {
                this.position = at + 1;
                if (!this.#atEnd() && next !== ',' && next !== ' ') {
                    throw new LineFault('unexpected text after a closing quote');
                }
                return value;
            } else value += character;
        }
        throw new LineFault('unbalanced quotes');
    }

    #time(): bigint {
        this.#skip(' ');
        const text = this.#raw(' ');
        this.#skip(' ');
        if (!this.#atEnd()) throw new LineFault('unexpected text after the timestamp');
        this.skipLineAt(this.position);
        if (text === '') return this.#now;
        if (!/^-?\d{1,20}$/.test(text)) throw new LineFault(`bad timestamp ${text}`);
        const time = BigInt(text) * this.#unit;
        if (time < smallestTime || time > largestTime)
            throw new LineFault(`timestamp ${text} is out of range`);
        return time;
    }

    /** Reads up to one of `stops` or the line's end; a backslash before one of `escapable` is left out. */
    #name(stops: string, escapable: string): string {
        let name = '';
        for (; !this.#atEnd(); this.position++) {
            const character = this.#text.charAt(this.position);
            const next = this.#text[this.position + 1];
            if (character === '\\' && next !== undefined && escapable.includes(next)) {
                name += next;
                this.position++;
            } else if (stops.includes(character)) break;
            else name += character;
        }
        return name;
    }

    #raw(stops: string): string {
        const start = this.position;
        while (!this.#atEnd() && !stops.includes(this.#text.charAt(this.position))) this.position++;
        return this.#text.slice(start, this.position);
    }

    #skip(characters: string): void {
        while (this.position < this.#text.length && characters.includes(this.#text.charAt(this.position))) {
            this.position++;
        }
    }

    /** Whether the line ends here: at LF, at CRLF or with the text. */
    #atEnd(): boolean {
        const rest = this.#text[this.position];
        return (
            rest === undefined || rest === '\n' || (rest === '\r' && this.#text[this.position + 1] === '\n')
        );
    }
}
