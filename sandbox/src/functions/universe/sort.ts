import type { BuiltinFunction } from '../../engine/builtin';
import type { CallSite } from '../../engine/runtime';
import type { Table } from '../../engine/table';
import { compareValues } from '../../engine/value-types';

/** `sort(columns:, desc:)`: rows in order, stable; nulls come first ascending and last descending. */
export const sort: BuiltinFunction = {
    package: 'universe',
    name: 'sort',
    signature: '(<-tables: stream[A], ?columns: [string], ?desc: bool) => stream[A]',
    summary: 'Orders the rows of each table by columns.',
    run: (args, site) => {
        const tables = args.stream();
        const columns = args.optionalStrings('columns', ['_value']);
        const direction = args.optionalBool('desc', false) ? -1 : 1;
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => {
                    return sortTable(table, columns, direction, site);
                }),
        });
    },
};

/** A column that the table lacks does not count. */
function sortTable(table: Table, labels: readonly string[], direction: 1 | -1, { runtime }: CallSite): Table {
    const columns = labels.flatMap((label) => table.column(label) ?? []);
    const rows = Array.from({ length: table.rowCount }, (_, row) => row);
    rows.sort((a, b) => {
        runtime.budget.tick();
        for (const column of columns) {
            const order = compareValues(column.get(a), column.get(b));
            if (order !== 0) return order * direction;
        }
        return a - b;
    });
    return table.take(Uint32Array.from(rows));
}
