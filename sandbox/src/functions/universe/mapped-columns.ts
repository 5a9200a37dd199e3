import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import type { RowCursor } from '../../engine/row';
import type { LabelledColumn } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { BasicType, RecordValue, Value } from '../../engine/values';
import { ExtendedRecord, isBasicType, Null } from '../../engine/values';

/**
 * The columns that the records of `map` make, row by row. What a record takes over from the row with `{r with …}` is
 * not copied: a column that every row takes over stays the column it was.
 */
export class MappedColumns {
    private readonly builders = new Map<string, ColumnBuilder>();
    /** By label, 1 for each row whose record sets a null that does not know its type. */
    private readonly nulls = new Map<string, Uint8Array>();
    /** 1 for each row whose record takes over the row. */
    private readonly extendsRow: Uint8Array;

    constructor(private readonly cursor: RowCursor) {
        this.extendsRow = new Uint8Array(cursor.table.rowCount);
    }

    /** Takes the record of the row that the cursor stands on. Call it once for each row, in order. */
    add(record: RecordValue): void {
        let part: RecordValue | undefined = record;
        while (part instanceof ExtendedRecord) {
            const { ownLabels, ownValues }: ExtendedRecord = part;
            for (let i = 0; i < ownLabels.length; i++) this.put(ownLabels[i] ?? '', ownValues[i]);
            part = part.base;
        }
        if (part === this.cursor) this.extendsRow[this.cursor.row] = 1;
        else if (part) for (const label of part.labels()) this.put(label, part.get(label));
    }

    /** All columns by label, as the official engine orders them. */
    finish(): LabelledColumn[] {
        const { table } = this.cursor;
        this.startFromRows();
        const made = [...this.builders].map(([label, builder]) => {
            this.fill(builder, label, table.rowCount);
            return { label, column: builder.finish() };
        });
        const all = this.extendsRow.every((flag) => flag === 1);
        const taken = table.columns.filter(
            ({ label }) => !this.builders.has(label) && !this.nulls.has(label),
        );
        const kept = all
            ? taken
            : this.extendsRow.includes(1)
              ? taken.map((column) => this.masked(column))
              : [];
        return [...made, ...kept].sort((a, b) => (a.label < b.label ? -1 : 1));
    }

    private put(label: string, value: Value | undefined): void {
        const { row } = this.cursor;
        const type = value === undefined ? 'null' : typeName(value);
        let builder = this.builders.get(label);
        if (!builder) {
            if (type === 'null') {
                this.markNull(label, row);
                return;
            }
            if (this.nulls.get(label)?.[row] === 1) return;
            builder = this.start(label, type);
        }
        // Set by a record further out already.
        if (builder.length > row) return;
        this.fill(builder, label, row);
        if (!(value instanceof Null) && type !== builder.type) throw collision(label, type, builder.type);
        builder.append(value ?? new Null(builder.type));
    }

    /** Such a null starts no column: one without any other value is left out. */
    private markNull(label: string, row: number): void {
        let rows = this.nulls.get(label);
        if (!rows) this.nulls.set(label, (rows = new Uint8Array(this.cursor.table.rowCount)));
        rows[row] = 1;
    }

    /** A column of the table of which some records only set nulls keeps its type. */
    private startFromRows(): void {
        for (const [label, rows] of this.nulls) {
            const source = this.cursor.table.column(label);
            const used = rows.some((flag, row) => flag === 0 && this.extendsRow[row] === 1);
            if (source && used && !this.builders.has(label)) this.start(label, source.type);
        }
    }

    private start(label: string, type: string): ColumnBuilder {
        if (!isBasicType(type)) {
            throw new FluxError(
                `map object property "${label}" is ${type} type which is not supported in a flux table`,
            );
        }
        const builder = new ColumnBuilder(type, Math.max(this.cursor.table.rowCount, 1));
        this.builders.set(label, builder);
        return builder;
    }

    /** Fills up to a row: with the row's own value where the record took it over, else with null. */
    private fill(builder: ColumnBuilder, label: string, until: number): void {
        const source = this.cursor.table.column(label);
        const nulls = this.nulls.get(label);
        for (let row = builder.length; row < until; row++) {
            const kept = this.extendsRow[row] === 1 && nulls?.[row] !== 1;
            const value = source && kept ? source.get(row) : new Null(builder.type);
            if (source && source.type !== builder.type && !(value instanceof Null)) {
                throw collision(label, source.type, builder.type);
            }
            builder.append(value);
        }
    }

    /** A column of the table where only some rows take it over. */
    private masked({ label, column }: LabelledColumn): LabelledColumn {
        const builder = new ColumnBuilder(column.type, Math.max(column.length, 1));
        this.fill(builder, label, column.length);
        return { label, column: builder.finish() };
    }
}

function collision(label: string, type: string, known: BasicType): FluxError {
    return new FluxError(`schema collision detected: column "${label}" is both of type ${type} and ${known}`);
}
