/** One answer: parsed as it arrives, its first rows kept, the others counted. */
import type { AnswerPage, AnswerSummary, Cursor, TableSlice } from '@flux-scripts/contracts/results-messages';
import { AnnotatedCsvReader, type ReadTable } from '@flux-scripts/csv/reader';
import { CsvError } from '@flux-scripts/csv/reader-error';
import { groupKeyOf, type GroupKey, type KeyCandidate } from './group-key';

/** What one answer may take: UTF-16 units of its cells, each cell counted with what a string costs beside them. */
const maximumText = 64 * 1024 * 1024;
const costOfCell = 16;
/** Tables without rows that are kept; they cost memory and say little. */
const maximumEmptyTables = 1000;
/** A page holds at most so many rows, tables and UTF-16 units, so that no message delays the window. */
const pageRows = 500;
const pageTables = 100;
const pageText = 256 * 1024;
/** Longer cells are cut where they are shown. */
const shownCell = 2000;

interface KeptTable extends ReadTable {
    readonly number: number;
    readonly rows: string[][];
    totalRows: number;
    readonly constants: (string | undefined)[];
}

export class AnswerStore {
    readonly #reader = new AnnotatedCsvReader({
        table: (table) => this.#beginTable(table),
        row: (cells) => this.#row(cells),
        failure: (message, reference) => (this.#failure = { message, reference }),
    });
    readonly #tables: KeptTable[] = [];
    /** Tables seen per result, kept or not. */
    readonly #tablesOf = new Map<string, number>();
    readonly #keys = new Map<string, GroupKey>();
    #current: KeptTable | undefined;
    #waiting: { readonly table: ReadTable; readonly number: number } | undefined;
    #emptyTables = 0;
    #tableCount = 0;
    #rows = 0;
    #keptRows = 0;
    #text = 0;
    #limitedBy: 'rows' | 'memory' | undefined;
    #failure: { message: string; reference: string } | undefined;
    #unreadable: string | undefined;

    /** @param rowLimit rows that are kept at most */
    constructor(private readonly rowLimit: number) {}

    /** Rows that arrived so far. */
    get rows(): number {
        return this.#rows;
    }

    /** Whether reading is pointless from here on, because the answer is no annotated CSV. */
    get isUnreadable(): boolean {
        return this.#unreadable !== undefined;
    }

    /** The next bytes of the answer. What cannot be read becomes part of the summary; bytes after it are ignored. */
    write(bytes: Uint8Array): void {
        this.#reading(() => this.#reader.write(bytes));
    }

    /** No more bytes. @param complete false when the run was ended early, so that a cut last row is no error */
    finish(complete: boolean): AnswerSummary {
        if (complete) this.#reading(() => this.#reader.end());
        this.#keepEmpty();
        this.#findKeys();
        return {
            rows: this.#rows,
            keptRows: this.#keptRows,
            tables: this.#tableCount,
            keptTables: this.#tables.length,
            ...(this.#limitedBy && { limitedBy: this.#limitedBy }),
            ...(this.#failure && { failure: this.#failure }),
            ...(this.#unreadable !== undefined && { unreadable: this.#unreadable }),
        };
    }

    /** Rows from a place on, as many as one message should carry. Group keys are known after `finish`. */
    page(from: Cursor): AnswerPage {
        const slices: TableSlice[] = [];
        let { table: index, row } = from;
        let rows = 0;
        let text = 0;
        for (; index < this.#tables.length; index++, row = 0) {
            const table = this.#tables[index];
            if (!table || slices.length === pageTables || rows === pageRows || text >= pageText) break;
            const shown: string[][] = [];
            // Each table brings its columns along.
            for (const { name } of table.columns) text += name.length + costOfCell;
            const end = Math.min(table.rows.length, row + pageRows - rows);
            let at = row;
            // At least one row, so that the pages come to an end.
            for (; at < end && (text < pageText || shown.length === 0); at++) {
                const cells = (table.rows[at] ?? []).map(shortened);
                text += cells.reduce((sum, cell) => sum + cell.length, 0);
                shown.push(cells);
            }
            rows += shown.length;
            slices.push(this.#slice(index, table, row, shown));
            if (at < table.rows.length) return { slices, next: { table: index, row: at } };
        }
        return index < this.#tables.length ? { slices, next: { table: index, row } } : { slices };
    }

    #reading(read: () => void): void {
        if (this.isUnreadable) return;
        try {
            read();
        } catch (error) {
            if (!(error instanceof CsvError)) throw error;
            this.#unreadable = error.message;
        }
    }

    #beginTable(table: ReadTable): void {
        this.#keepEmpty();
        const number = (this.#tablesOf.get(table.result) ?? 0) + 1;
        this.#tablesOf.set(table.result, number);
        this.#tableCount++;
        this.#current = undefined;
        this.#waiting = { table, number };
    }

    /** A table is kept with its first row; one that ends without any is kept here. */
    #keepEmpty(): void {
        if (this.#waiting && !this.#limitedBy && this.#emptyTables < maximumEmptyTables) {
            this.#emptyTables++;
            this.#keep(this.#waiting);
        }
        this.#waiting = undefined;
    }

    #keep({ table, number }: { readonly table: ReadTable; readonly number: number }): KeptTable {
        const kept: KeptTable = {
            ...table,
            number,
            rows: [],
            totalRows: 0,
            // Without rows the defaults carry the group key's values.
            constants: table.columns.map((column) => (column.group ? column.default : undefined)),
        };
        this.#tables.push(kept);
        return kept;
    }

    #row(cells: string[]): void {
        this.#rows++;
        if (this.#waiting) {
            if (!this.#limitedBy && this.#hasRoom()) this.#current = this.#keep(this.#waiting);
            this.#waiting = undefined;
        }
        const table = this.#current;
        if (!table) {
            this.#hasRoom();
            return;
        }
        if (table.totalRows === 0) cells.forEach((cell, at) => (table.constants[at] = cell));
        else this.#compare(table.constants, cells);
        table.totalRows++;
        if (!this.#hasRoom()) return;
        table.rows.push(cells);
        this.#keptRows++;
        for (const cell of cells) this.#text += cell.length + costOfCell;
    }

    #compare(constants: (string | undefined)[], cells: readonly string[]): void {
        for (let at = 0; at < constants.length; at++) {
            if (constants[at] !== undefined && constants[at] !== cells[at]) constants[at] = undefined;
        }
    }

    /** Once a row is not kept, no later one is: what is shown is the begin of the answer without gaps. */
    #hasRoom(): boolean {
        if (this.#limitedBy) return false;
        if (this.#keptRows >= this.rowLimit) this.#limitedBy = 'rows';
        else if (this.#text >= maximumText) this.#limitedBy = 'memory';
        return !this.#limitedBy;
    }

    #findKeys(): void {
        const byResult = new Map<string, KeyCandidate[]>();
        for (const { result, columns, constants, totalRows } of this.#tables) {
            const candidates = byResult.get(result) ?? [];
            byResult.set(result, candidates);
            candidates.push({
                columns: columns.map((column) => column.name),
                groups: columns.map((column) => column.group),
                constants,
                rows: totalRows,
            });
        }
        for (const [result, candidates] of byResult) this.#keys.set(result, groupKeyOf(candidates));
    }

    #slice(index: number, table: KeptTable, firstRow: number, rows: string[][]): TableSlice {
        const key = this.#keys.get(table.result);
        const keyColumns = new Set(key?.columns);
        return {
            index,
            result: table.result,
            number: table.number,
            key: table.columns.flatMap(({ name }, at) => {
                const value = table.constants[at];
                return keyColumns.has(name) && value !== undefined
                    ? [{ column: shortened(name), value: shortened(value) }]
                    : [];
            }),
            keyIsInferred: key?.inferred ?? false,
            columns: table.columns.map(({ name, datatype }) => ({
                name: shortened(name),
                ...(datatype && { datatype: shortened(datatype) }),
            })),
            firstRow,
            rows,
            totalRows: table.totalRows,
            keptRows: table.rows.length,
        };
    }
}

function shortened(cell: string): string {
    if (cell.length <= shownCell) return cell;
    return `${cell.slice(0, shownCell)}… (${cell.length} characters)`;
}
