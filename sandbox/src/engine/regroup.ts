import type { Budget } from './budget';
import { ConstantColumn } from './column';
import { GroupKey } from './group-key';
import type { LabelledColumn } from './table';
import { Table } from './table';
import { identityOf } from './value-types';

/**
 * Splits a table by the values of columns: one table for each combination that occurs, in the order of first
 * occurrence, rows in their order. The columns become the group key.
 */
export function regroup(table: Table, by: readonly LabelledColumn[], budget: Budget): Table[] {
    const groups = new Map<string, number[]>();
    for (let row = 0; row < table.rowCount; row++) {
        budget.tick();
        let identity = '';
        for (const { column } of by) identity += `${identityOf(column.get(row))}|`;
        const rows = groups.get(identity);
        if (rows) rows.push(row);
        else {
            groups.set(identity, [row]);
            budget.windows(groups.size);
        }
    }
    return [...groups.values()].map((rows) => {
        const first = rows[0] ?? 0;
        const key = new GroupKey(
            by.map(({ label, column }) => ({ label, type: column.type, value: column.get(first) })),
        );
        const taken = table.take(Uint32Array.from(rows));
        const columns = taken.columns.map(({ label, column }) => {
            const part = key.get(label);
            return { label, column: part ? new ConstantColumn(part.type, part.value, rows.length) : column };
        });
        return new Table(key, columns, rows.length);
    });
}
