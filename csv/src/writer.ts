/**
 * Writes annotated CSV as InfluxDB does: CRLF, RFC 4180 quoting, an empty first column for the annotations, a blank
 * line and a new header when the columns change, a blank line after each result.
 * Source: InfluxDB documentation, "Annotated CSV"; the dialect is that of `POST /api/v2/query`.
 */
import type { ColumnType, CsvColumn, CsvValue } from './column-types';
import { formatValue } from './format-value';

export interface CsvDialect {
    readonly annotations: readonly ('datatype' | 'group' | 'default')[];
    /** Whether the column names are written. */
    readonly header: boolean;
    /** One character. */
    readonly delimiter: string;
}

export interface CsvTable {
    /** The name of the result, for example `_result`. */
    readonly result: string;
    /** The number of the table in its result, from 0. */
    readonly table: number;
    readonly columns: readonly CsvColumn[];
    /** Cells in the order of `columns`. */
    readonly rows: Iterable<readonly CsvValue[]>;
    /** The values of the group key by column label; they go into `#default` when the table has no rows. */
    readonly key?: ReadonlyMap<string, CsvValue>;
}

const lineEnd = '\r\n';
/** A chunk is handed out once it has so many characters. */
const chunkLength = 64 * 1024;

/**
 * The state of one answer. Each method gives the text that comes next; put together in the order of the calls they
 * are the answer. One writer serves one answer.
 */
export class AnnotatedCsvWriter {
    private readonly needsQuotes: RegExp;
    private written = false;
    /** Columns of the table before in the same result, or undefined at a result's begin. */
    private last: { readonly columns: readonly CsvColumn[]; readonly empty: boolean } | undefined;

    constructor(private readonly dialect: CsvDialect) {
        this.needsQuotes = new RegExp(`["\\r\\n${dialect.delimiter.replace(/[\]\\^-]/g, '\\$&')}]|^\\s`);
    }

    /** A table with its header where one is needed, in chunks of about 64 K characters. */
    *table(table: CsvTable): Generator<string, void, undefined> {
        const { columns } = table;
        const rows = table.rows[Symbol.iterator]();
        let next = rows.next();
        const empty = next.done === true;
        let text = '';
        if (!this.last || this.last.empty || empty || !sameColumns(this.last.columns, columns)) {
            if (this.last) text += lineEnd;
            text += this.head(table, empty);
        }
        this.last = { columns, empty };
        this.written = true;
        const named = this.dialect.annotations.includes('default');
        const begin = this.cells(['', named ? '' : table.result, String(table.table)]);
        const texts = columns.map(({ type }) => this.rememberingCell(type));
        while (next.done !== true) {
            text += begin;
            const row = next.value;
            for (let i = 0; i < texts.length; i++) {
                text += this.dialect.delimiter;
                text += texts[i]?.(row[i] ?? null) ?? '';
            }
            text += lineEnd;
            if (text.length >= chunkLength) {
                yield text;
                text = '';
            }
            next = rows.next();
        }
        if (text !== '') yield text;
    }

    /** What stands behind a result's last table. Call it once per result. */
    endOfResult(): string {
        this.last = undefined;
        return lineEnd;
    }

    /** The table that ends an answer which failed: a blank line, `error,reference`, the message. */
    error(message: string, reference = ''): string {
        let text = this.written ? lineEnd : '';
        const types = { datatype: 'string', group: 'true', default: '' };
        for (const annotation of this.dialect.annotations) {
            text += this.line([`#${annotation}`, types[annotation], types[annotation]]);
        }
        return text + this.line(['', 'error', 'reference']) + this.line(['', message, reference]);
    }

    private head(table: CsvTable, empty: boolean): string {
        let text = '';
        for (const annotation of this.dialect.annotations) {
            text += this.line([`#${annotation}`, ...this.annotation(annotation, table, empty)]);
        }
        if (this.dialect.header) {
            text += this.line(['', 'result', 'table', ...table.columns.map((column) => column.label)]);
        }
        return text;
    }

    private annotation(name: CsvDialect['annotations'][number], table: CsvTable, empty: boolean): string[] {
        const { columns } = table;
        switch (name) {
            case 'datatype':
                return ['string', 'long', ...columns.map((column) => column.type)];
            case 'group':
                return ['false', 'false', ...columns.map((column) => String(column.group))];
            case 'default':
                if (!empty) return [table.result, '', ...columns.map(() => '')];
                return [
                    table.result,
                    String(table.table),
                    ...columns.map((column) =>
                        formatValue(table.key?.get(column.label) ?? null, column.type),
                    ),
                ];
        }
    }

    private line(cells: readonly string[]): string {
        return this.cells(cells) + lineEnd;
    }

    private cells(cells: readonly string[]): string {
        return cells.map((cell) => this.cell(cell)).join(this.dialect.delimiter);
    }

    /** Writes the cells of one column. Neighbours are often equal, so the last one is remembered. */
    private rememberingCell(type: ColumnType): (value: CsvValue) => string {
        let last: CsvValue = null;
        let text = '';
        return (value) => {
            if (value !== last || value === 0) {
                last = value;
                text = this.cell(formatValue(value, type));
            }
            return text;
        };
    }

    private cell(text: string): string {
        return this.needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    }
}

function sameColumns(a: readonly CsvColumn[], b: readonly CsvColumn[]): boolean {
    return (
        a.length === b.length &&
        a.every((column, i) => {
            const other = b[i];
            return (
                column.label === other?.label && column.type === other.type && column.group === other.group
            );
        })
    );
}
