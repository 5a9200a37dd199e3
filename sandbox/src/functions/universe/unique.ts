import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import type { Table } from '../../engine/table';
import { identityOf } from '../../engine/value-types';

/** `unique(column:)`: the first row of each value; null is a value too. */
export const unique: BuiltinFunction = {
    package: 'universe',
    name: 'unique',
    signature: '(<-tables: stream[A], ?column: string) => stream[A]',
    summary: 'Keeps the first row of each value of a column, in each table.',
    run: (args, site) => {
        const tables = args.stream();
        const column = args.optionalString('column', '_value');
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => firstOfEach(table, column, site)),
        });
    },
};

function firstOfEach(table: Table, label: string, { runtime }: CallSite): Table {
    const column = table.column(label);
    if (!column) throw new FluxError(`no column "${label}" exists`);
    const seen = new Set<string>();
    const rows: number[] = [];
    for (let row = 0; row < table.rowCount; row++) {
        runtime.budget.tick();
        const identity = identityOf(column.get(row));
        if (seen.has(identity)) continue;
        seen.add(identity);
        rows.push(row);
    }
    return table.take(Uint32Array.from(rows));
}
