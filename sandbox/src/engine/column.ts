/**
 * Columns of tables. Numbers lie in typed arrays, so that a million rows cost no million objects; a column of a group
 * key is one value and a length. Columns never change; what looks like a change makes a new one.
 */
import type { BasicType, Value } from './values';
import { nullOf, Null, Time, UInt } from './values';

/** 1 where the value is missing. Undefined when none is. */
export type NullMap = Uint8Array | undefined;

export abstract class Column {
    abstract readonly type: BasicType;
    abstract readonly length: number;
    /** The value of a row, a typed null where it is missing. */
    abstract get(row: number): Value;
    abstract isNull(row: number): boolean;
    abstract readonly nullCount: number;
    /** The value when the column has the same one in every row by its making; else undefined. */
    readonly constantValue: Value | undefined = undefined;
    /** Reads values without their boxes: a time as its nanoseconds, a uint as its bigint. Not for rows that are null. */
    abstract rawReader(): (row: number) => number | bigint | string | boolean;
    /** The rows with these numbers, in their order. */
    abstract take(rows: Uint32Array): Column;
    /** The rows from `start` to before `end`; shares the memory. */
    abstract slice(start: number, end: number): Column;
}

interface Store {
    readonly length: number;
    subarray(start: number, end: number): Store;
}

/** What the columns over typed arrays have in common. */
abstract class TypedColumn<S extends Store> extends Column {
    constructor(
        readonly data: S,
        readonly nulls: NullMap,
    ) {
        super();
    }

    protected abstract allocate(length: number): S;
    protected abstract copy(from: number, target: S, to: number): void;
    protected abstract with(data: S, nulls: NullMap): Column;

    get length(): number {
        return this.data.length;
    }

    isNull(row: number): boolean {
        return this.nulls?.[row] === 1;
    }

    get nullCount(): number {
        return countNulls(this.nulls);
    }

    take(rows: Uint32Array): Column {
        const data = this.allocate(rows.length);
        for (let i = 0; i < rows.length; i++) this.copy(rows[i] ?? 0, data, i);
        return this.with(data, this.nulls && takeNulls(this.nulls, rows));
    }

    slice(start: number, end: number): Column {
        return this.with(this.data.subarray(start, end) as S, this.nulls?.subarray(start, end));
    }
}

function countNulls(nulls: NullMap): number {
    let count = 0;
    if (nulls) for (const flag of nulls) count += flag;
    return count;
}

function takeNulls(nulls: Uint8Array, rows: Uint32Array): NullMap {
    const taken = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) taken[i] = nulls[rows[i] ?? 0] ?? 0;
    return taken.includes(1) ? taken : undefined;
}

export class FloatColumn extends TypedColumn<Float64Array> {
    readonly type = 'float';
    rawReader(): (row: number) => number {
        const { data } = this;
        return (row) => data[row] ?? 0;
    }
    get(row: number): Value {
        return this.isNull(row) ? nullOf('float') : (this.data[row] ?? 0);
    }
    protected allocate(length: number): Float64Array {
        return new Float64Array(length);
    }
    protected copy(from: number, target: Float64Array, to: number): void {
        target[to] = this.data[from] ?? 0;
    }
    protected with(data: Float64Array, nulls: NullMap): Column {
        return new FloatColumn(data, nulls);
    }
}

/** Integers, or times in nanoseconds since 1970. */
export class Int64Column extends TypedColumn<BigInt64Array> {
    constructor(
        readonly type: 'int' | 'time',
        data: BigInt64Array,
        nulls: NullMap,
    ) {
        super(data, nulls);
    }
    rawReader(): (row: number) => bigint {
        const { data } = this;
        return (row) => data[row] ?? 0n;
    }
    get(row: number): Value {
        if (this.isNull(row)) return nullOf(this.type);
        const value = this.data[row] ?? 0n;
        return this.type === 'int' ? value : new Time(value);
    }
    protected allocate(length: number): BigInt64Array {
        return new BigInt64Array(length);
    }
    protected copy(from: number, target: BigInt64Array, to: number): void {
        target[to] = this.data[from] ?? 0n;
    }
    protected with(data: BigInt64Array, nulls: NullMap): Column {
        return new Int64Column(this.type, data, nulls);
    }
}

export class UIntColumn extends TypedColumn<BigUint64Array> {
    readonly type = 'uint';
    rawReader(): (row: number) => bigint {
        const { data } = this;
        return (row) => data[row] ?? 0n;
    }
    get(row: number): Value {
        return this.isNull(row) ? nullOf('uint') : new UInt(this.data[row] ?? 0n);
    }
    protected allocate(length: number): BigUint64Array {
        return new BigUint64Array(length);
    }
    protected copy(from: number, target: BigUint64Array, to: number): void {
        target[to] = this.data[from] ?? 0n;
    }
    protected with(data: BigUint64Array, nulls: NullMap): Column {
        return new UIntColumn(data, nulls);
    }
}

export class BoolColumn extends TypedColumn<Uint8Array> {
    readonly type = 'bool';
    rawReader(): (row: number) => boolean {
        const { data } = this;
        return (row) => data[row] === 1;
    }
    get(row: number): Value {
        return this.isNull(row) ? nullOf('bool') : this.data[row] === 1;
    }
    protected allocate(length: number): Uint8Array {
        return new Uint8Array(length);
    }
    protected copy(from: number, target: Uint8Array, to: number): void {
        target[to] = this.data[from] ?? 0;
    }
    protected with(data: Uint8Array, nulls: NullMap): Column {
        return new BoolColumn(data, nulls);
    }
}

export class StringColumn extends Column {
    readonly type = 'string';
    constructor(
        readonly data: readonly string[],
        readonly nulls: NullMap,
    ) {
        super();
    }
    get length(): number {
        return this.data.length;
    }
    rawReader(): (row: number) => string {
        const { data } = this;
        return (row) => data[row] ?? '';
    }
    get(row: number): Value {
        return this.isNull(row) ? nullOf('string') : (this.data[row] ?? '');
    }
    isNull(row: number): boolean {
        return this.nulls?.[row] === 1;
    }

    get nullCount(): number {
        return countNulls(this.nulls);
    }
    take(rows: Uint32Array): Column {
        const data = Array.from(rows, (row) => this.data[row] ?? '');
        return new StringColumn(data, this.nulls && takeNulls(this.nulls, rows));
    }
    slice(start: number, end: number): Column {
        return new StringColumn(this.data.slice(start, end), this.nulls?.subarray(start, end));
    }
}

/** One value in every row, as in the columns of a group key. */
export class ConstantColumn extends Column {
    constructor(
        readonly type: BasicType,
        readonly value: Value,
        readonly length: number,
    ) {
        super();
        this.constantValue = value;
    }
    override readonly constantValue: Value;
    rawReader(): (row: number) => number | bigint | string | boolean {
        const { value } = this;
        const raw = value instanceof Time ? value.nanoseconds : value instanceof UInt ? value.value : value;
        return () => (typeof raw === 'object' ? false : raw);
    }
    get(): Value {
        return this.value;
    }
    isNull(): boolean {
        return this.value instanceof Null;
    }
    get nullCount(): number {
        return this.isNull() ? this.length : 0;
    }
    take(rows: Uint32Array): Column {
        return new ConstantColumn(this.type, this.value, rows.length);
    }
    slice(start: number, end: number): Column {
        return new ConstantColumn(this.type, this.value, end - start);
    }
}
