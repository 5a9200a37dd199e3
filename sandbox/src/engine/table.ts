import type { Column } from './column';
import { ConstantColumn } from './column';
import { ColumnBuilder, concatenate } from './column-builder';
import { FluxError } from './flux-error';
import { GroupKey } from './group-key';
import type { BasicType } from './values';

export interface LabelledColumn {
    readonly label: string;
    readonly column: Column;
}

/** Rows that share a group key, in columns. Every column has `rowCount` rows; labels are unique. */
export class Table {
    private readonly byLabel: ReadonlyMap<string, Column>;

    constructor(
        readonly key: GroupKey,
        readonly columns: readonly LabelledColumn[],
        readonly rowCount: number,
    ) {
        this.byLabel = new Map(columns.map(({ label, column }) => [label, column]));
    }

    column(label: string): Column | undefined {
        return this.byLabel.get(label);
    }

    /** The table with other rows: each column goes through `change`, which must give columns of `rowCount` rows. */
    withRows(rowCount: number, change: (column: Column) => Column): Table {
        const columns = this.columns.map(({ label, column }) => ({ label, column: change(column) }));
        return new Table(this.key, columns, rowCount);
    }

    take(rows: Uint32Array): Table {
        if (rows.length === 1) return this.single(rows[0] ?? 0);
        return this.withRows(rows.length, (column) => column.take(rows));
    }

    slice(start: number, end: number): Table {
        if (start === 0 && end === this.rowCount) return this;
        if (end - start === 1) return this.single(start);
        return this.withRows(end - start, (column) => column.slice(start, end));
    }

    /** One row alone: many small tables must not mean many small buffers. */
    private single(row: number): Table {
        return this.withRows(1, (column) => new ConstantColumn(column.type, column.get(row), 1));
    }
}

/** The columns of a group key with their values in `rowCount` rows. */
export function keyColumns(key: GroupKey, rowCount: number): LabelledColumn[] {
    return key.columns.map(({ label, type, value }) => ({
        label,
        column: new ConstantColumn(type, value, rowCount),
    }));
}

/** The columns of the group key that are still there with the same name. */
export function restrictKey(key: GroupKey, labels: (label: string) => boolean): GroupKey {
    return new GroupKey(key.columns.filter(({ label }) => labels(label)));
}

/**
 * Puts tables that have the same group key below each other, in order; a column that one of them lacks is null there.
 * The tables come out in the order of their keys. Throws a FluxError when a column has two types.
 */
export function mergeByKey(tables: Iterable<Table>): Table[] {
    const groups = new Map<string, Table[]>();
    for (const table of tables) {
        const group = groups.get(table.key.identity);
        if (group) group.push(table);
        else groups.set(table.key.identity, [table]);
    }
    return inKeyOrder([...groups.values()].map(stack));
}

export function inKeyOrder(tables: readonly Table[]): Table[] {
    return [...tables].sort((a, b) => a.key.compare(b.key));
}

function stack(tables: readonly Table[]): Table {
    const [first] = tables;
    if (!first) throw new Error('no tables to stack');
    if (tables.length === 1) return first;
    const types = columnTypes(tables);
    const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
    const columns = [...types].map(([label, type]) => {
        const key = first.key.get(label);
        if (key) return { label, column: new ConstantColumn(type, key.value, rowCount) };
        const parts = tables.map((table) => table.column(label) ?? nullColumn(type, table.rowCount));
        return { label, column: concatenate(type, parts) };
    });
    return new Table(first.key, columns, rowCount);
}

function columnTypes(tables: readonly Table[]): Map<string, BasicType> {
    const types = new Map<string, BasicType>();
    for (const table of tables) {
        for (const { label, column } of table.columns) {
            const known = types.get(label);
            if (known === undefined) types.set(label, column.type);
            else if (known !== column.type) {
                throw new FluxError(
                    `schema collision detected: column "${label}" is both of type ${column.type} and ${known}`,
                );
            }
        }
    }
    return types;
}

export function nullColumn(type: BasicType, rowCount: number): Column {
    const builder = new ColumnBuilder(type, Math.max(rowCount, 1));
    builder.appendNulls(rowCount);
    return builder.finish();
}
