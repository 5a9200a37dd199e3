import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import type { Table } from '../../engine/table';
import { UInt } from '../../engine/values';
import { differenceTable } from './difference';
import { changeListed } from './listed-columns';

/** `cumulativeSum(columns:)`: the sum of all values up to each row. */
export const cumulativeSum: BuiltinFunction = {
    package: 'universe',
    name: 'cumulativeSum',
    signature: '(<-tables: stream[A], ?columns: [string]) => stream[B]',
    summary: 'Replaces each value by the sum of the values up to it; nulls add nothing.',
    run: (args, site) => {
        const tables = args.stream();
        const columns = args.optionalStrings('columns', ['_value']);
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => sumUp(table, columns, site.runtime.budget)),
        });
    },
};

/** `increase(columns:)`: what a counter that may start again at zero has grown by. */
export const increase: BuiltinFunction = {
    package: 'universe',
    name: 'increase',
    signature: '(<-tables: stream[A], ?columns: [string]) => stream[B]',
    summary: 'Sums the growth of a counter up to each row; a fall is a new start at zero.',
    run: (args, site) => {
        const tables = args.stream();
        const columns = args.optionalStrings('columns', ['_value']);
        const options = { columns, nonNegative: true, keepFirst: true, initialZero: true };
        const { budget } = site.runtime;
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables
                    .tables()
                    .map((table) => sumUp(differenceTable(table, options, budget), columns, budget)),
        });
    },
};

/** A column that holds no numbers stays as it is. */
function sumUp(table: Table, labels: readonly string[], budget: Budget): Table {
    return changeListed(table, labels, table.rowCount, (column) => sums(column, budget));
}

function sums(column: Column, budget: Budget): Column {
    const { type } = column;
    if (type !== 'float' && type !== 'int' && type !== 'uint') return column;
    const builder = new ColumnBuilder(type, Math.max(column.length, 1));
    const read = column.rawReader() as (row: number) => number | bigint;
    let floats = 0;
    let integers = 0n;
    for (let row = 0; row < column.length; row++) {
        budget.tick();
        const value = column.isNull(row) ? 0 : read(row);
        if (typeof value === 'number') floats += value;
        else integers += value;
        if (type === 'float') builder.append(floats);
        else if (type === 'int') builder.append(BigInt.asIntN(64, integers));
        else builder.append(new UInt(BigInt.asUintN(64, integers)));
    }
    return builder.finish();
}
