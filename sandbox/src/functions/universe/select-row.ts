/** `first`, `last`, `min` and `max`: one row of each table, whole. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import type { TableStream } from '../../engine/table-stream';
import { compareValues } from '../../engine/value-types';
import type { Value } from '../../engine/values';

const signature = '(<-tables: stream[A], ?column: string) => stream[A]';

/** `first(column:)`. */
export const first: BuiltinFunction = {
    package: 'universe',
    name: 'first',
    signature,
    summary: 'Keeps the first row of each table whose value is not null.',
    run: (args, site) => select(args, site, (column) => findRow(column, 0, 1)),
};

/** `last(column:)`. */
export const last: BuiltinFunction = {
    package: 'universe',
    name: 'last',
    signature,
    summary: 'Keeps the last row of each table whose value is not null.',
    run: (args, site) => select(args, site, (column) => findRow(column, column.length - 1, -1)),
};

/** `min(column:)`. */
export const min: BuiltinFunction = {
    package: 'universe',
    name: 'min',
    signature,
    summary: 'Keeps the row of each table with the least value, the first of several.',
    run: (args, site) => select(args, site, (column) => extreme(column, -1, 'min')),
};

/** `max(column:)`. */
export const max: BuiltinFunction = {
    package: 'universe',
    name: 'max',
    signature,
    summary: 'Keeps the row of each table with the greatest value, the first of several.',
    run: (args, site) => select(args, site, (column) => extreme(column, 1, 'max')),
};

function select(
    args: Arguments,
    site: CallSite,
    choose: (column: Column) => number | undefined,
): TableStream {
    const tables = args.stream();
    const label = args.optionalString('column', '_value');
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () =>
            tables.tables().map((table) => {
                site.runtime.budget.look();
                const column = table.column(label);
                if (!column) throw new FluxError(`no column "${label}" exists`);
                const row = choose(column);
                return row === undefined ? table.slice(0, 0) : table.slice(row, row + 1);
            }),
    });
}

function findRow(column: Column, from: number, step: 1 | -1): number | undefined {
    for (let row = from; row >= 0 && row < column.length; row += step) {
        if (!column.isNull(row)) return row;
    }
    return undefined;
}

function extreme(column: Column, direction: 1 | -1, name: string): number | undefined {
    if (column.type === 'bool' || column.type === 'string') {
        throw new FluxError(`invalid use of function: ${name} has no implementation for type ${column.type}`);
    }
    let best: { readonly row: number; readonly value: Value } | undefined;
    for (let row = 0; row < column.length; row++) {
        if (column.isNull(row)) continue;
        const value = column.get(row);
        if (!best || compareValues(value, best.value) * direction > 0) best = { row, value };
    }
    return best?.row;
}
