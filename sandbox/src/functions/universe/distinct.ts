/** `distinct` and `mode`: the group key and a column `_value` with values of another column. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { keyColumns, Table } from '../../engine/table';
import type { TableStream } from '../../engine/table-stream';
import { compareValues, identityOf } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { nullOf } from '../../engine/values';

/** `distinct(column:)`: each value once, in the order of first appearance; null is a value too. */
export const distinct: BuiltinFunction = {
    package: 'universe',
    name: 'distinct',
    signature: '(<-tables: stream[A], ?column: string) => stream[B]',
    summary: 'Lists each value of a column once, as _value, in each table.',
    run: (args, site) => valuesOf(args, site, distinctValues),
};

/** `mode(column:)`: the most frequent values; null when all are equally frequent. */
export const mode: BuiltinFunction = {
    package: 'universe',
    name: 'mode',
    signature: '(<-tables: stream[A], ?column: string) => stream[{C with _value: B}]',
    summary: 'Lists the most frequent values of a column as _value, or null when none is more frequent.',
    run: (args, site) => valuesOf(args, site, mostFrequent),
};

/** What each table's column gives, below its group key. */
function valuesOf(
    args: Arguments,
    site: CallSite,
    choose: (column: Column, site: CallSite) => Column,
): TableStream {
    const tables = args.stream();
    const label = args.optionalString('column', '_value');
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () =>
            tables.tables().map((table) => {
                if (table.key.has('_value')) {
                    throw new FluxError('table builder already has column with label _value');
                }
                const values = chosen(table, label, (column) => choose(column, site));
                const columns = [
                    ...keyColumns(table.key, values.length),
                    { label: '_value', column: values },
                ];
                return new Table(table.key, columns, values.length);
            }),
    });
}

/** A column that is missing counts as one empty string, one of the group key as its value, also without rows. */
function chosen(table: Table, label: string, choose: (column: Column) => Column): Column {
    const column = table.column(label);
    if (!column) return new ConstantColumn('string', '', 1);
    const key = table.key.get(label);
    return key ? new ConstantColumn(key.type, key.value, 1) : choose(column);
}

function distinctValues(column: Column, { runtime }: CallSite): Column {
    const seen = new Set<string>();
    const builder = new ColumnBuilder(column.type);
    for (let row = 0; row < column.length; row++) {
        runtime.budget.tick();
        const value = column.get(row);
        const identity = identityOf(value);
        // NaN differs from itself, so each is a value of its own.
        if (seen.has(identity) && !Number.isNaN(value)) continue;
        seen.add(identity);
        builder.append(value);
    }
    return builder.finish();
}

function mostFrequent(column: Column, { runtime }: CallSite): Column {
    const counts = new Map<string, { readonly value: Value; count: number }>();
    for (let row = 0; row < column.length; row++) {
        runtime.budget.tick();
        if (column.isNull(row)) continue;
        const value = column.get(row);
        // NaN differs from itself: each is a value of its own, and never counted.
        const isNaN = Number.isNaN(value);
        const identity = isNaN ? `NaN ${String(row)}` : identityOf(value);
        const known = counts.get(identity);
        if (known) known.count++;
        else counts.set(identity, { value, count: isNaN ? 0 : 1 });
    }
    const all = [...counts.values()];
    const most = all.reduce((greatest, { count }) => Math.max(greatest, count), 0);
    const modes = all.filter(({ count }) => count === most).map(({ value }) => value);
    if (modes.length === all.length) return new ConstantColumn(column.type, nullOf(column.type), 1);
    const builder = new ColumnBuilder(column.type);
    for (const value of modes.sort(compareValues)) builder.append(value);
    return builder.finish();
}
