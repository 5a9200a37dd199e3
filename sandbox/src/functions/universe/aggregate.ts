/** `count`, `sum` and `mean`: one row for each table, made of the group key and the aggregate. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { FloatColumn, Int64Column, UIntColumn } from '../../engine/column';
import { columnOf } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { keyColumns, Table } from '../../engine/table';
import type { TableStream } from '../../engine/table-stream';
import type { BasicType, Value } from '../../engine/values';
import { nullOf, UInt } from '../../engine/values';

const signature = '(<-tables: stream[A], ?column: string) => stream[B]';

/** `count(column:)`. */
export const count: BuiltinFunction = {
    package: 'universe',
    name: 'count',
    signature,
    summary: 'Counts the rows of each table, nulls too; an empty table counts 0.',
    run: (args, site) =>
        aggregate(args, site, (column) =>
            column.type === 'time' ? undefined : { type: 'int', value: BigInt(column.length) },
        ),
};

/** `sum(column:)`. */
export const sum: BuiltinFunction = {
    package: 'universe',
    name: 'sum',
    signature,
    summary: 'Adds the values of each table that are not null; without any the sum is null.',
    run: (args, site) => aggregate(args, site, sumOf),
};

/** `mean(column:)`. */
export const mean: BuiltinFunction = {
    package: 'universe',
    name: 'mean',
    signature,
    summary: 'The average of the values of each table that are not null; without any it is null.',
    run: (args, site) =>
        aggregate(args, site, (column) => {
            const total = sumOf(column);
            if (!total) return undefined;
            const values = column.length - nullCount(column);
            if (values === 0) return { type: 'float', value: nullOf('float') };
            const { value } = total;
            return { type: 'float', value: Number(value instanceof UInt ? value.value : value) / values };
        }),
};

interface Aggregate {
    readonly type: BasicType;
    readonly value: Value;
}

/** @param compute undefined for a column of a type that the function does not take */
function aggregate(
    args: Arguments,
    site: CallSite,
    compute: (column: Column) => Aggregate | undefined,
): TableStream {
    const tables = args.stream();
    const label = args.optionalString('column', '_value');
    const aggregateTable = (table: Table): Table => {
        site.runtime.budget.tick();
        const column = table.column(label);
        if (!column) throw new FluxError(`column "${label}" does not exist`);
        if (table.key.has(label))
            throw new FluxError('cannot aggregate columns that are part of the group key');
        const result = compute(column);
        if (!result) throw new FluxError(`unsupported aggregate column type ${column.type}`);
        const values = { label, column: columnOf([result.value], result.type) };
        return new Table(table.key, [...keyColumns(table.key, 1), values], 1);
    };
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () => tables.tables().map(aggregateTable),
    });
}

function sumOf(column: Column): Aggregate | undefined {
    if (column.type === 'time' || column.type === 'string' || column.type === 'bool') return undefined;
    const { type } = column;
    if (nullCount(column) === column.length) return { type, value: nullOf(type) };
    if (column instanceof FloatColumn) return { type, value: sumFloats(column) };
    if (column instanceof Int64Column) return { type, value: BigInt.asIntN(64, sumIntegers(column)) };
    if (column instanceof UIntColumn) {
        return { type, value: new UInt(BigInt.asUintN(64, sumIntegers(column))) };
    }
    return undefined;
}

function sumFloats({ data, nulls }: FloatColumn): number {
    let total = 0;
    for (let row = 0; row < data.length; row++) if (nulls?.[row] !== 1) total += data[row] ?? 0;
    return total;
}

function sumIntegers({ data, nulls }: Int64Column | UIntColumn): bigint {
    let total = 0n;
    for (let row = 0; row < data.length; row++) if (nulls?.[row] !== 1) total += data[row] ?? 0n;
    return total;
}

function nullCount(column: Column): number {
    let nulls = 0;
    for (let row = 0; row < column.length; row++) if (column.isNull(row)) nulls++;
    return nulls;
}
