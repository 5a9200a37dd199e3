import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import type { GroupKey } from '../../engine/group-key';
import type { LabelledColumn } from '../../engine/table';
import { inKeyOrder, restrictKey, Table } from '../../engine/table';
import { textOf } from '../../engine/value-types';
import type { BasicType, Value } from '../../engine/values';
import { nullOf } from '../../engine/values';

/** `pivot(rowKey:, columnKey:, valueColumn:)`: values that stand below each other come to stand side by side. */
export const pivot: BuiltinFunction = {
    package: 'universe',
    name: 'pivot',
    signature:
        '(<-tables: stream[A], columnKey: [string], rowKey: [string], valueColumn: string) => stream[B]',
    summary: 'Makes a column of each value of the column key, and a row of each value of the row key.',
    run: (args, site) => {
        const tables = args.stream();
        const options: PivotOptions = {
            rowKey: args.strings('rowKey'),
            columnKey: args.strings('columnKey'),
            valueColumn: args.string('valueColumn'),
        };
        for (const label of options.columnKey) {
            if (options.rowKey.includes(label)) {
                throw new FluxError(`column name found in both rowKey and colKey: ${label}`);
            }
        }
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => {
                const groups = new Map<string, PivotedTable>();
                for (const table of tables.tables()) pivotTable(table, options, groups, site.runtime.budget);
                return inKeyOrder([...groups.values()].map((group) => group.finish()));
            },
        });
    },
};

interface PivotOptions {
    readonly rowKey: readonly string[];
    readonly columnKey: readonly string[];
    readonly valueColumn: string;
}

function pivotTable(
    table: Table,
    options: PivotOptions,
    groups: Map<string, PivotedTable>,
    budget: Budget,
): void {
    const rowKey = columnsOf(table, options.rowKey, 'specified row key column does not exist in table');
    const values = columnsOf(table, [options.valueColumn], 'specified value column does not exist in table');
    const columnKey = columnsOf(table, options.columnKey, 'specified column does not exist in table');
    const away = new Set([...options.columnKey, options.valueColumn]);
    const kept = table.columns.filter(
        ({ label }) => !away.has(label) && (table.key.has(label) || options.rowKey.includes(label)),
    );
    const key = restrictKey(table.key, (label) => !away.has(label));
    let group = groups.get(key.identity);
    if (!group) groups.set(key.identity, (group = new PivotedTable(key, kept)));
    for (const column of values) group.add(table, rowIdentity(rowKey), columnName(columnKey), column, budget);
}

function columnsOf(table: Table, labels: readonly string[], missing: string): Column[] {
    return labels.map((label) => {
        const column = table.column(label);
        if (column) return column;
        throw new FluxError(`${missing}: ${label}`);
    });
}

interface PivotedColumn {
    readonly type: BasicType;
    readonly cells: (Value | undefined)[];
}

/** The pivoted table of one group key. Rows and columns stand in the order of their first appearance. */
class PivotedTable {
    private readonly rows = new Map<string, number>();
    private readonly kept: ReadonlyMap<string, ColumnBuilder | undefined>;
    private readonly columns = new Map<string, PivotedColumn>();

    constructor(
        private readonly key: GroupKey,
        kept: readonly LabelledColumn[],
    ) {
        this.kept = new Map(
            kept.map(({ label, column }) => [
                label,
                key.has(label) ? undefined : new ColumnBuilder(column.type),
            ]),
        );
    }

    /** Of several values for one place the last stays. */
    add(
        table: Table,
        rowOf: (row: number) => string,
        nameOf: (row: number) => string,
        values: Column,
        budget: Budget,
    ): void {
        let name: string | undefined;
        let column: PivotedColumn | undefined;
        for (let row = 0; row < table.rowCount; row++) {
            budget.tick();
            const next = nameOf(row);
            if (!column || next !== name) column = this.columnOf((name = next), values.type);
            const identity = rowOf(row);
            let target = this.rows.get(identity);
            if (target === undefined) {
                target = this.rows.size;
                this.rows.set(identity, target);
                for (const [label, builder] of this.kept) {
                    builder?.append(table.column(label)?.get(row) ?? nullOf(builder.type));
                }
            }
            column.cells[target] = values.get(row);
        }
    }

    finish(): Table {
        const { size } = this.rows;
        const kept = [...this.kept].flatMap(([label, builder]) => {
            const part = this.key.get(label);
            const column = part ? new ConstantColumn(part.type, part.value, size) : builder?.finish();
            return column ? [{ label, column }] : [];
        });
        const pivoted = [...this.columns].map(([label, { type, cells }]) => {
            const builder = new ColumnBuilder(type, Math.max(size, 1));
            for (let row = 0; row < size; row++) builder.append(cells[row] ?? nullOf(type));
            return { label, column: builder.finish() };
        });
        return new Table(this.key, [...kept, ...pivoted], size);
    }

    private columnOf(name: string, type: BasicType): PivotedColumn {
        const known = this.columns.get(name);
        if (known?.type === type) return known;
        if (known) {
            throw new FluxError(
                `schema collision detected: column "${name}" is both of type ${type} and ${known.type}`,
            );
        }
        if (this.kept.has(name)) {
            const quoted = JSON.stringify(name);
            throw new FluxError(
                `value ${quoted} appears in a column key column, but a column named ${quoted} already exists; ` +
                    `consider renaming ${quoted} to something else before pivoting`,
            );
        }
        const column = { type, cells: [] };
        this.columns.set(name, column);
        return column;
    }
}

/**
 * Text that rows with the same row key share. The texts of several columns follow each other without a separator and a
 * null is the text null, so that the same rows fall together as in the official engine.
 */
function rowIdentity(columns: readonly Column[]): (row: number) => string {
    const texts = columns.map((column) => {
        if (column.type !== 'time') return textReader(column);
        // Written out, times have all the same length; so do these, and they are made faster.
        const read = column.rawReader();
        return (row: number) => (column.isNull(row) ? 'null' : String(read(row)).padStart(20));
    });
    const [only] = texts;
    if (texts.length === 1 && only) return only;
    return (row) => texts.map((text) => text(row)).join('');
}

function columnName(columns: readonly Column[]): (row: number) => string {
    const texts = columns.map(textReader);
    const [only] = texts;
    if (texts.length === 1 && only) return only;
    return (row) => texts.reduce((name, text) => (name === '' ? text(row) : `${name}_${text(row)}`), '');
}

function textReader(column: Column): (row: number) => string {
    const text = (value: Value): string =>
        typeof value === 'number' ? floatText(value) : (textOf(value) ?? '');
    if (column.constantValue !== undefined) {
        const constant = column.isNull(0) ? 'null' : text(column.constantValue);
        return () => constant;
    }
    return (row) => (column.isNull(row) ? 'null' : text(column.get(row)));
}

/** With an exponent of at least two digits, `1.5E+00`: so pivot names columns after floats. */
function floatText(value: number): string {
    if (Number.isNaN(value)) return 'NaN';
    if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
    const [digits = '', exponent = '+0'] = value.toExponential().split('e');
    const sign = Object.is(value, -0) ? '-' : '';
    return `${sign}${digits}E${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}
