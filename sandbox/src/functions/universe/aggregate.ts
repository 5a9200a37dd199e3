/** `count`, `sum` and `mean`: one row for each table, made of the group key and the aggregate. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn, FloatColumn } from '../../engine/column';
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
            const values = column.length - column.nullCount;
            if (values === 0) return { type: 'float', value: nullOf('float') };
            const { value } = total;
            return { type: 'float', value: Number(value instanceof UInt ? value.value : value) / values };
        }),
};

export interface Aggregate {
    readonly type: BasicType;
    readonly value: Value;
}

/**
 * A step that makes one row of each table: its group key and what `compute` gives for the column that is aggregated.
 * @param compute undefined for a column of a type that the function does not take
 */
export function aggregate(
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
        const values = { label, column: new ConstantColumn(result.type, result.value, 1) };
        return new Table(table.key, [...keyColumns(table.key, 1), values], 1);
    };
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () => tables.tables().map(aggregateTable),
    });
}

function sumOf(column: Column): Aggregate | undefined {
    const { type } = column;
    if (type === 'time' || type === 'string' || type === 'bool') return undefined;
    if (column.nullCount === column.length) return { type, value: nullOf(type) };
    if (type === 'float') return { type, value: sumFloats(column) };
    const total = sumIntegers(column);
    if (type === 'int') return { type, value: BigInt.asIntN(64, total) };
    return { type, value: new UInt(BigInt.asUintN(64, total)) };
}

function sumFloats(column: Column): number {
    let total = 0;
    if (column instanceof FloatColumn && !column.nulls) {
        for (const value of column.data) total += value;
        return total;
    }
    const read = column.rawReader() as (row: number) => number;
    for (let row = 0; row < column.length; row++) if (!column.isNull(row)) total += read(row);
    return total;
}

function sumIntegers(column: Column): bigint {
    const read = column.rawReader() as (row: number) => bigint;
    let total = 0n;
    for (let row = 0; row < column.length; row++) if (!column.isNull(row)) total += read(row);
    return total;
}
