import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import { ColumnBuilder } from '../../engine/column-builder';
import { Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { Table } from '../../engine/table';

/** `elapsed(unit:, timeColumn:, columnName:)`: how long after the row before each row is. */
export const elapsed: BuiltinFunction = {
    package: 'universe',
    name: 'elapsed',
    signature:
        '(<-tables: stream[A], ?columnName: string, ?timeColumn: string, ?unit: duration) => stream[B]',
    summary: 'Adds the time since the row before, in whole units; the first row goes.',
    run: (args, site) => {
        const tables = args.stream();
        const unit = args.optionalDuration('unit', oneSecond);
        if (unit.isZero) throw new FluxError('unit must not be zero');
        const options: ElapsedOptions = {
            unit: Number(unit.approximateNanoseconds()),
            timeColumn: args.optionalString('timeColumn', '_time'),
            columnName: args.optionalString('columnName', 'elapsed'),
        };
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => elapsedTable(table, options, site.runtime.budget)),
        });
    },
};

const oneSecond = new Duration(0n, 1_000_000_000n);

interface ElapsedOptions {
    /** Nanoseconds. */
    readonly unit: number;
    readonly timeColumn: string;
    readonly columnName: string;
}

/** Times are subtracted as floats, as the official engine does, which rounds nanoseconds. */
function elapsedTable(table: Table, { unit, timeColumn, columnName }: ElapsedOptions, budget: Budget): Table {
    const times = table.column(timeColumn);
    if (!times) throw new FluxError(`column "${timeColumn}" does not exist`);
    // Without times there are no rows in the official engine's answer either.
    if (times.type !== 'time') return table.slice(0, 0);
    if (table.column(columnName)) {
        throw new FluxError(`table builder already has column with label ${columnName}`);
    }
    if (times.nullCount > 0) throw new FluxError(`elapsed found a null in column "${timeColumn}"`);
    const read = times.rawReader() as (row: number) => bigint;
    const builder = new ColumnBuilder('int', Math.max(table.rowCount, 1));
    for (let row = 1; row < table.rowCount; row++) {
        budget.tick();
        builder.append(BigInt(Math.trunc((Number(read(row)) - Number(read(row - 1))) / unit)));
    }
    const rest = table.slice(Math.min(1, table.rowCount), table.rowCount);
    const added = { label: columnName, column: builder.finish() };
    return new Table(table.key, [...rest.columns, added], rest.rowCount);
}
