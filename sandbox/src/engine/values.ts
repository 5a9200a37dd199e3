/**
 * Flux values as the evaluator holds them. The commonest need no box: a float is a number, an int a bigint (always
 * inside 64 bits), a string a string, a bool a boolean. The others are objects of the classes below.
 */
import type { Duration } from './duration';
import type { FluxRegexp } from './regexp';

export type BasicType = 'bool' | 'int' | 'uint' | 'float' | 'string' | 'time';
const basicTypes: readonly string[] = [
    'bool',
    'int',
    'uint',
    'float',
    'string',
    'time',
] satisfies BasicType[];

/** Whether values of a type can stand in a column. */
export function isBasicType(type: string): type is BasicType {
    return basicTypes.includes(type);
}

export type TypeName =
    | BasicType
    | 'bytes'
    | 'duration'
    | 'regexp'
    | 'array'
    | 'record'
    | 'dict'
    | 'function'
    | 'stream'
    | 'null';

export type Value =
    | number
    | bigint
    | string
    | boolean
    | UInt
    | Time
    | Duration
    | FluxRegexp
    | Uint8Array
    | Null
    | RecordValue
    | ArrayValue
    | DictValue
    | FunctionValue
    | StreamValue;

/** An unsigned 64-bit integer. */
export class UInt {
    readonly kind = 'uint';
    constructor(readonly value: bigint) {}
}

/** Nanoseconds since 1970 in UTC. */
export class Time {
    readonly kind = 'time';
    constructor(readonly nanoseconds: bigint) {}
}

/** A missing value. It knows the type of the column that it came from, when it came from one. */
export class Null {
    readonly kind = 'null';
    constructor(readonly type: BasicType | undefined) {}
}

export const unknownNull = new Null(undefined);
const nulls: Readonly<Record<BasicType, Null>> = {
    bool: new Null('bool'),
    int: new Null('int'),
    uint: new Null('uint'),
    float: new Null('float'),
    string: new Null('string'),
    time: new Null('time'),
};

/** The null of a type; there is one object per type. */
export function nullOf(type: BasicType): Null {
    return nulls[type];
}

/** A record, also a row of a table. Labels are unique. */
export abstract class RecordValue {
    abstract get(label: string): Value | undefined;
    abstract labels(): readonly string[];
}

/** A record that stands for itself. */
export class PlainRecord extends RecordValue {
    constructor(private readonly members: ReadonlyMap<string, Value>) {
        super();
    }
    get(label: string): Value | undefined {
        return this.members.get(label);
    }
    labels(): readonly string[] {
        return [...this.members.keys()];
    }
}

/** `{base with …}`. `ownLabels` is the same array for every record that one place of the script makes. */
export class ExtendedRecord extends RecordValue {
    constructor(
        readonly base: RecordValue | undefined,
        readonly ownLabels: readonly string[],
        readonly ownValues: readonly Value[],
    ) {
        super();
    }
    get(label: string): Value | undefined {
        const own = this.ownLabels.lastIndexOf(label);
        return own < 0 ? this.base?.get(label) : this.ownValues[own];
    }
    labels(): readonly string[] {
        return [...new Set([...(this.base?.labels() ?? []), ...this.ownLabels])];
    }
}

export class ArrayValue {
    readonly kind = 'array';
    constructor(readonly elements: readonly Value[]) {}
}

/** A dictionary; keys are compared as Flux compares values, so each is kept with its text form. */
export class DictValue {
    readonly kind = 'dict';
    constructor(readonly entries: ReadonlyMap<string, { readonly key: Value; readonly value: Value }>) {}
}

/** Arguments by name; the piped one stands under the name of the pipe parameter. */
export type NamedArguments = ReadonlyMap<string, Value>;

export abstract class FunctionValue {
    readonly kind = 'function';
    /** The parameter that takes what stands left of `|>`, when there is one. */
    abstract readonly pipeParameter: string | undefined;
    abstract call(args: NamedArguments): Value;

    /** For functions that are called once per row: takes the arguments in the order of `names`. */
    positional(...names: readonly string[]): (...values: readonly Value[]) => Value {
        return (...values) => this.call(new Map(names.map((name, i) => [name, values[i] ?? unknownNull])));
    }
}

/** A stream of tables; what it holds is computed when a result needs it (table-stream.ts). */
export abstract class StreamValue {
    readonly kind = 'stream';
}
