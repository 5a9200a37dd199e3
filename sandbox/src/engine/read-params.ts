/**
 * Reads the params of a request. JSON as JavaScript reads it will not do: an int of 64 bits would lose digits, and
 * `1.0`, a float in Flux, would become `1`, an int.
 */
import { escapeString, isPlainName } from '@flux-scripts/flux/lexer/names';
import { FluxError } from './flux-error';
import type { RecordValue, Value } from './values';
import { ArrayValue, PlainRecord } from './values';

export interface Params {
    readonly record: RecordValue;
    /** The record's type as Flux writes it, for example `{bucket: string, "a b": [int]}`. */
    readonly type: string;
    /** The names at the top level. */
    readonly names: ReadonlySet<string>;
}

/** No request has params before it says so. */
export const noParams: Params = { record: new PlainRecord(new Map()), type: '{}', names: new Set() };

const deepest = 50;
const mostCharacters = 1_000_000;

/** Reads the JSON text of a params object. Throws a FluxError that names the key and says what is wrong with it. */
export function readParams(text: string): Params {
    if (text.length > mostCharacters) throw new FluxError('invalid params: they are larger than 1 MB');
    const reader = new ParamsReader(text);
    const read = reader.whole();
    if (!(read.value instanceof PlainRecord)) {
        throw new FluxError(
            'invalid params: they must be a JSON object, for example {"bucket": "air_sensor"}',
        );
    }
    return { record: read.value, type: read.type, names: new Set(read.value.labels()) };
}

interface Typed {
    readonly value: Value;
    readonly type: string;
}

class ParamsReader {
    private at = 0;
    /** Where in the object the reader stands, for messages. */
    private readonly path: string[] = [];

    constructor(private readonly text: string) {}

    whole(): Typed {
        const value = this.value();
        this.space();
        if (this.at < this.text.length) throw this.notJson();
        return value;
    }

    private value(): Typed {
        if (this.path.length > deepest) throw this.refuse('is nested too deep');
        this.space();
        const character = this.text.charAt(this.at);
        if (character === '{') return this.object();
        if (character === '[') return this.array();
        if (character === '"') return { value: this.string(), type: 'string' };
        const word = /^(?:true|false|null)\b/.exec(this.text.slice(this.at, this.at + 6))?.[0];
        if (word === undefined) return this.number();
        this.at += word.length;
        if (word === 'null')
            throw this.refuse(
                'is null, and Flux has no null to pass; leave the parameter out or give a value',
            );
        return { value: word === 'true', type: 'bool' };
    }

    private object(): Typed {
        const members = new Map<string, Typed>();
        this.list('{', '}', () => {
            this.space();
            const key = this.string();
            this.space();
            this.expect(':');
            this.path.push(key);
            members.set(key, this.value());
            this.path.pop();
        });
        const type = [...members].map(([key, member]) => `${labelOf(key)}: ${member.type}`).join(', ');
        const values = new Map([...members].map(([key, member]) => [key, member.value]));
        return { value: new PlainRecord(values), type: `{${type}}` };
    }

    private array(): Typed {
        const elements: Typed[] = [];
        this.list('[', ']', () => {
            this.path.push(String(elements.length));
            elements.push(this.value());
            this.path.pop();
        });
        const types = new Set(elements.map(({ type }) => type));
        if (types.size > 1) {
            throw this.refuse(
                `mixes ${[...types].join(' and ')}; the elements of a Flux array have one type`,
            );
        }
        return {
            value: new ArrayValue(elements.map(({ value }) => value)),
            type: `[${[...types][0] ?? 'A'}]`,
        };
    }

    private list(open: string, close: string, element: () => void): void {
        this.expect(open);
        this.space();
        if (this.text.charAt(this.at) === close) {
            this.at++;
            return;
        }
        for (;;) {
            element();
            this.space();
            const next = this.text.charAt(this.at);
            this.at++;
            if (next === close) return;
            if (next !== ',') {
                this.at--;
                throw this.notJson();
            }
        }
    }

    private string(): string {
        const form = /"(?:[^"\\]|\\.)*"/sy;
        form.lastIndex = this.at;
        const match = form.exec(this.text);
        if (!match) throw this.notJson();
        let text: string;
        try {
            text = JSON.parse(match[0]) as string;
        } catch {
            throw this.notJson();
        }
        this.at += match[0].length;
        return text;
    }

    private number(): Typed {
        const form = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
        form.lastIndex = this.at;
        const match = form.exec(this.text);
        if (!match) throw this.notJson();
        this.at += match[0].length;
        const [digits, fraction, exponent] = match;
        if (fraction !== undefined || exponent !== undefined) {
            const value = Number(digits);
            if (!Number.isFinite(value)) throw this.refuse(`is ${digits}, which is too large for a float`);
            return { value, type: 'float' };
        }
        const value = BigInt(digits);
        if (BigInt.asIntN(64, value) !== value)
            throw this.refuse(`is ${digits}, which does not fit an int of 64 bits`);
        return { value, type: 'int' };
    }

    private space(): void {
        const form = /[ \t\r\n]*/y;
        form.lastIndex = this.at;
        this.at += form.exec(this.text)?.[0].length ?? 0;
    }

    private expect(character: string): void {
        if (this.text.charAt(this.at) !== character) throw this.notJson();
        this.at++;
    }

    private notJson(): FluxError {
        const rest = this.text.slice(this.at, this.at + 10);
        return new FluxError(
            `invalid params: not JSON at character ${String(this.at + 1)}` +
                (rest === '' ? ' (they end too early)' : ` (${JSON.stringify(rest)})`),
        );
    }

    private refuse(why: string): FluxError {
        return new FluxError(`invalid params: ${['params', ...this.path].join('.')} ${why}`);
    }
}

function labelOf(key: string): string {
    return isPlainName(key) ? key : `"${escapeString(key)}"`;
}
