import type { Column } from './column';
import type { Table } from './table';
import type { Value } from './values';
import { RecordValue } from './values';

/**
 * A row of a table as a record. One cursor serves a whole table: `row` is moved, nothing is copied. So the cursor may
 * be read only until it is moved; whoever keeps a row takes its values.
 */
export class RowCursor extends RecordValue {
    row = 0;

    constructor(readonly table: Table) {
        super();
    }

    column(label: string): Column | undefined {
        return this.table.column(label);
    }
    get(label: string): Value | undefined {
        return this.table.column(label)?.get(this.row);
    }
    labels(): readonly string[] {
        return this.table.columns.map(({ label }) => label);
    }
}
