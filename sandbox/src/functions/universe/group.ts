import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import { regroup } from '../../engine/regroup';
import { mergeByKey, Table } from '../../engine/table';

/** `group(columns:, mode:)`: tables by other columns. Without columns all rows come into one table. */
export const group: BuiltinFunction = {
    package: 'universe',
    name: 'group',
    signature: '(<-tables: stream[A], ?columns: [string], ?mode: string) => stream[A]',
    summary: 'Puts rows into tables by the values of columns ("by"), or of all other columns ("except").',
    run: (args, site) => {
        const tables = args.stream();
        const listed = new Set(args.optionalStrings('columns', []));
        const mode = args.optionalString('mode', 'by');
        if (mode !== 'by' && mode !== 'except') {
            throw new FluxError('invalid group mode: must be "by" or "except"');
        }
        const inKey = (label: string): boolean => listed.has(label) === (mode === 'by');
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => mergeByKey(tables.tables().flatMap((table) => groupTable(table, inKey, site))),
        });
    },
};

function groupTable(table: Table, inKey: (label: string) => boolean, site: CallSite): Table[] {
    const wanted = table.columns
        .filter(({ label }) => inKey(label))
        .sort((a, b) => (a.label < b.label ? -1 : 1));
    if (wanted.every(({ label }) => table.key.has(label))) {
        const key = new GroupKey(wanted.flatMap(({ label }) => table.key.get(label) ?? []));
        return [new Table(key, table.columns, table.rowCount)];
    }
    const columns: readonly { label: string; column: Column }[] = wanted;
    return regroup(table, columns, site.runtime.budget);
}
