/** `keys` and `columns`: tables that list the names of columns instead of their rows. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { StringColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { keyColumns, Table } from '../../engine/table';
import type { TableStream } from '../../engine/table-stream';

/** `keys(column:)`. */
export const keys: BuiltinFunction = {
    package: 'universe',
    name: 'keys',
    signature: '(<-tables: stream[A], ?column: string) => stream[B]',
    summary: 'Lists the columns of each table’s group key.',
    run: (args, site) => list(args, site, ({ key }) => key.columns.map(({ label }) => label)),
};

/** `columns(column:)`. */
export const columns: BuiltinFunction = {
    package: 'universe',
    name: 'columns',
    signature: '(<-tables: stream[A], ?column: string) => stream[B]',
    summary: 'Lists the columns of each table.',
    run: (args, site) => list(args, site, (table) => table.columns.map(({ label }) => label)),
};

function list(args: Arguments, site: CallSite, labelsOf: (table: Table) => readonly string[]): TableStream {
    const tables = args.stream();
    const label = args.optionalString('column', '_value');
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () =>
            tables.tables().map((table) => {
                site.runtime.budget.tick();
                if (table.key.has(label)) {
                    throw new FluxError(`table builder already has column with label ${label}`);
                }
                const labels = labelsOf(table);
                const names = { label, column: new StringColumn(labels, undefined) };
                return new Table(table.key, [...keyColumns(table.key, labels.length), names], labels.length);
            }),
    });
}
