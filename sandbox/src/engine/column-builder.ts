import type { Column, NullMap } from './column';
import { BoolColumn, FloatColumn, Int64Column, StringColumn, UIntColumn } from './column';
import { FluxError } from './flux-error';
import { typeName } from './value-types';
import type { BasicType, Value } from './values';
import { Null, Time, UInt } from './values';

/** Collects values of one type into a column. */
export class ColumnBuilder {
    private values: Float64Array | BigInt64Array | BigUint64Array | Uint8Array | string[];
    private nulls: Uint8Array | undefined;
    private size = 0;

    constructor(
        readonly type: BasicType,
        private capacity = 16,
    ) {
        this.values = allocate(type, capacity);
    }

    get length(): number {
        return this.size;
    }

    /** Takes a value or a null. Throws a FluxError when the value has another type than the column. */
    append(value: Value): void {
        if (this.size === this.capacity) this.grow();
        const at = this.size++;
        if (value instanceof Null) {
            this.nulls ??= new Uint8Array(this.capacity);
            this.nulls[at] = 1;
            if (Array.isArray(this.values)) this.values[at] = '';
            return;
        }
        if (!this.store(at, value)) {
            throw new FluxError(
                `cannot put a value of type ${typeName(value)} into a column of type ${this.type}`,
            );
        }
    }

    appendNulls(count: number): void {
        for (let i = 0; i < count; i++) this.append(new Null(this.type));
    }

    /** All rows of a column of the same type. */
    appendColumn(column: Column): void {
        if (this.appendBlock(column)) return;
        for (let row = 0; row < column.length; row++) this.append(column.get(row));
    }

    /** Numbers without nulls are copied as one block. */
    private appendBlock(column: Column): boolean {
        const block =
            column instanceof FloatColumn || column instanceof Int64Column || column instanceof UIntColumn;
        if (!block || column.nulls || column.type !== this.type) return false;
        while (this.size + column.length > this.capacity) this.grow();
        (this.values as Float64Array).set(column.data as Float64Array, this.size);
        this.size += column.length;
        return true;
    }

    finish(): Column {
        const { values, size } = this;
        const nulls: NullMap = this.nulls?.subarray(0, size);
        if (Array.isArray(values)) return new StringColumn(values, nulls);
        if (values instanceof Float64Array) return new FloatColumn(values.subarray(0, size), nulls);
        if (values instanceof BigUint64Array) return new UIntColumn(values.subarray(0, size), nulls);
        if (values instanceof Uint8Array) return new BoolColumn(values.subarray(0, size), nulls);
        return new Int64Column(this.type === 'time' ? 'time' : 'int', values.subarray(0, size), nulls);
    }

    private store(at: number, value: Value): boolean {
        const { values } = this;
        switch (this.type) {
            case 'float':
                return typeof value === 'number' && put(values as Float64Array, at, value);
            case 'int':
                return typeof value === 'bigint' && put(values as BigInt64Array, at, value);
            case 'string':
                return typeof value === 'string' && put(values as string[], at, value);
            case 'bool':
                return typeof value === 'boolean' && put(values as Uint8Array, at, Number(value));
            case 'time':
                return value instanceof Time && put(values as BigInt64Array, at, value.nanoseconds);
            case 'uint':
                return value instanceof UInt && put(values as BigUint64Array, at, value.value);
        }
    }

    private grow(): void {
        this.capacity *= 2;
        if (!Array.isArray(this.values)) {
            const larger = allocate(this.type, this.capacity);
            (larger as Float64Array).set(this.values as Float64Array);
            this.values = larger;
        }
        if (this.nulls) {
            const larger = new Uint8Array(this.capacity);
            larger.set(this.nulls);
            this.nulls = larger;
        }
    }
}

function put<T>(values: Record<number, T>, at: number, value: T): true {
    values[at] = value;
    return true;
}

function allocate(type: BasicType, capacity: number) {
    switch (type) {
        case 'float':
            return new Float64Array(capacity);
        case 'int':
        case 'time':
            return new BigInt64Array(capacity);
        case 'uint':
            return new BigUint64Array(capacity);
        case 'bool':
            return new Uint8Array(capacity);
        case 'string':
            return [] as string[];
    }
}

/** Columns of one type below each other. One column is given back as it is. */
export function concatenate(type: BasicType, columns: readonly Column[]): Column {
    const [only] = columns;
    if (columns.length === 1 && only) return only;
    const builder = new ColumnBuilder(
        type,
        columns.reduce((sum, column) => sum + column.length, 0),
    );
    for (const column of columns) builder.appendColumn(column);
    return builder.finish();
}
