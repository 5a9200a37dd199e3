import { FluxError } from '../../engine/flux-error';
import type { Column } from '../../engine/column';
import { Table } from '../../engine/table';

/**
 * Changes the columns that a call lists; those that the table lacks do not matter. A column of the group key cannot be
 * changed, because then it would not be the same in every row.
 */
export function changeListed(
    table: Table,
    labels: readonly string[],
    rowCount: number,
    change: (column: Column, label: string) => Column,
    others: (column: Column) => Column = (column) => column,
): Table {
    const columns = table.columns.map(({ label, column }) => {
        if (!labels.includes(label)) return { label, column: others(column) };
        if (table.key.has(label)) {
            throw new FluxError(`column "${label}" is part of the group key; group by other columns first`);
        }
        return { label, column: change(column, label) };
    });
    return new Table(table.key, columns, rowCount);
}
