import type { Budget } from '../../engine/budget';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { boxed } from '../../engine/row-code';
import type { RecordCode, RowCode } from '../../engine/row-code-types';
import type { LabelledColumn, Table } from '../../engine/table';

/** The columns that a compiled record makes of a table that has rows, by label. */
export function recordColumns(
    table: Table,
    { extendsRow, members }: RecordCode,
    budget: Budget,
): LabelledColumn[] {
    const made = members.map(({ label, code }) => ({ label, column: columnOfCode(table, code, budget) }));
    const own = new Set(members.map(({ label }) => label));
    const kept = extendsRow ? table.columns.filter(({ label }) => !own.has(label)) : [];
    return [...made, ...kept].sort((a, b) => (a.label < b.label ? -1 : 1));
}

function columnOfCode({ rowCount }: Table, code: RowCode, budget: Budget): Column {
    if (code.column) return code.column;
    if (code.constant) return new ConstantColumn(code.type, boxed(code, 0), rowCount);
    const builder = new ColumnBuilder(code.type, rowCount);
    for (let row = 0; row < rowCount; row++) {
        budget.tick();
        builder.append(boxed(code, row));
    }
    return builder.finish();
}
