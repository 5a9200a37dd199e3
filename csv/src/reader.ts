/**
 * Reads annotated CSV as it arrives. Both dialects of InfluxDB are accepted: with `#datatype`, `#group` and `#default`
 * rows, and the header-only one of the scripts API.
 * Source: InfluxDB documentation, "Annotated CSV"; a failure after the first byte arrives as a table `error,reference`.
 */
import { CsvError, excerpt } from './reader-error';
import { RecordReader } from './reader-records';

export interface ReadColumn {
    readonly name: string;
    /** As the `#datatype` row has it, for example `dateTime:RFC3339`; undefined when there is no such row. */
    readonly datatype: string | undefined;
    /** Whether the column belongs to the group key; undefined when there is no `#group` row. */
    readonly group: boolean | undefined;
    /** What an empty cell means, from the `#default` row. */
    readonly default: string;
}

/** A table of a result. Annotation column, `result` and `table` are not among its columns. */
export interface ReadTable {
    /** The name of the result (yield); empty for a header-only table without rows, which carries no name. */
    readonly result: string;
    /** The table's number in its result as the server wrote it. */
    readonly table: number;
    readonly columns: readonly ReadColumn[];
}

/** What the reader gives out, in the order of the text. */
export interface CsvEvents {
    /** A new table begins; the rows that follow are its. A table may have none. */
    table(table: ReadTable): void;
    /** One cell per column of the table, defaults put in. A missing value is an empty text. */
    row(cells: string[]): void;
    /** The server reports that the run failed. Rows that came before are good but not all. */
    failure(message: string, reference: string): void;
}

/** More columns than any table has; without a limit one header row would freeze whoever shows it. */
const maximumColumns = 20_000;

interface Schema {
    readonly kind: 'rows' | 'failure';
    readonly columns: readonly ReadColumn[];
    /** Cells before the first of the columns. */
    readonly skipped: number;
    readonly annotated: boolean;
    readonly hasDefaults: boolean;
    readonly result: string;
    readonly table: string;
    rows: number;
}

type Annotation = 'datatype' | 'group' | 'default';

export class AnnotatedCsvReader {
    readonly #decoder = new TextDecoder();
    readonly #records = new RecordReader((cells, line) => this.#record(cells, line));
    #begun = false;
    #annotations = new Map<Annotation, { readonly cells: string[]; readonly line: number }>();
    #schema: Schema | undefined;
    #table: { readonly result: string; readonly table: string } | undefined;

    constructor(private readonly events: CsvEvents) {}

    /**
     * The next bytes, UTF-8, cut anywhere; a byte order mark is accepted. Events are given out before it returns.
     * @throws CsvError when this is no annotated CSV; the reader cannot be used afterwards.
     */
    write(bytes: Uint8Array): void {
        this.#text(this.#decoder.decode(bytes, { stream: true }));
    }

    /** The text is over. @throws CsvError when it ends where more has to follow. */
    end(): void {
        this.#text(this.#decoder.decode());
        this.#records.end();
        this.#endSchema();
        const [left] = this.#annotations.values();
        if (left)
            throw new CsvError('a header row after the annotations', 'the end of the answer', left.line);
    }

    #text(text: string): void {
        if (!this.#begun) this.#sniff(text);
        this.#records.write(text);
    }

    /** A web page or JSON instead of CSV is the commonest mistake of all: say so, not something about quotes. */
    #sniff(text: string): void {
        const start = text.trimStart().charAt(0);
        if (start === '') return;
        this.#begun = true;
        const kind = start === '<' ? 'HTML or XML' : start === '{' || start === '[' ? 'JSON' : undefined;
        if (kind) throw new CsvError('annotated CSV', kind, 1);
    }

    #record(cells: string[], line: number): void {
        const first = cells[0] ?? '';
        if (cells.length === 1 && first === '') this.#endSchema();
        else if (first.startsWith('#') && (this.#schema?.annotated ?? true)) this.#annotation(cells, line);
        else if (!this.#schema) this.#header(cells, line);
        else if (this.#schema.kind === 'failure') this.#failure(cells, this.#schema);
        else this.#row(cells, line, this.#schema);
    }

    #annotation(cells: string[], line: number): void {
        this.#endSchema();
        const name = cells[0]?.slice(1);
        if (name === 'datatype' || name === 'group' || name === 'default') {
            this.#annotations.set(name, { cells, line });
        }
    }

    #header(cells: string[], line: number): void {
        const annotated = cells[0] === '';
        const names = annotated ? cells.slice(1) : cells;
        const failure = names[0] === 'error' && names[1] === 'reference';
        if (!failure && (names[0] !== 'result' || names[1] !== 'table')) {
            throw new CsvError(
                'a header row with the columns "result" and "table"',
                excerpt(cells.join(',')),
                line,
            );
        }
        if (names.length > maximumColumns) {
            throw new CsvError(`at most ${maximumColumns} columns`, String(names.length), line);
        }
        const defaults = this.#annotationCells('default', cells.length);
        const own = Number(annotated);
        const skipped = own + (failure ? 0 : 2);
        const columns = this.#columns(cells, skipped, defaults);
        this.#schema = {
            kind: failure ? 'failure' : 'rows',
            columns,
            skipped,
            annotated,
            hasDefaults: columns.some((column) => column.default !== ''),
            result: defaults?.[own] ?? '',
            table: defaults?.[own + 1] ?? '',
            rows: 0,
        };
        this.#annotations.clear();
        this.#table = undefined;
    }

    #columns(header: string[], skipped: number, defaults: string[] | undefined): ReadColumn[] {
        const datatypes = this.#annotationCells('datatype', header.length);
        const groups = this.#annotationCells('group', header.length);
        const groupLine = this.#annotations.get('group')?.line ?? 0;
        const columns: ReadColumn[] = [];
        for (let at = skipped; at < header.length; at++) {
            columns.push({
                name: header[at] ?? '',
                datatype: datatypes?.[at],
                group: groups && truth(groups[at] ?? '', groupLine),
                default: defaults?.[at] ?? '',
            });
        }
        return columns;
    }

    #annotationCells(name: Annotation, expected: number): string[] | undefined {
        const annotation = this.#annotations.get(name);
        if (!annotation) return undefined;
        const { cells, line } = annotation;
        if (cells.length !== expected) {
            throw new CsvError(`${expected} cells in #${name} as in the header`, String(cells.length), line);
        }
        return cells;
    }

    #row(cells: string[], line: number, schema: Schema): void {
        const { skipped, columns } = schema;
        if (cells.length !== skipped + columns.length) {
            throw new CsvError(
                `${skipped + columns.length} cells as in the header`,
                `${cells.length} in ${excerpt(cells.join(','))}`,
                line,
            );
        }
        const result = orElse(cells[skipped - 2], schema.result);
        const table = orElse(cells[skipped - 1], schema.table);
        if (this.#table?.table !== table || this.#table.result !== result) {
            this.#beginTable(result, table, line, columns);
        }
        schema.rows++;
        const values = cells.slice(skipped);
        if (schema.hasDefaults) {
            for (const [at, column] of columns.entries()) if (values[at] === '') values[at] = column.default;
        }
        this.events.row(values);
    }

    #beginTable(result: string, table: string, line: number, columns: readonly ReadColumn[]): void {
        const number = Number(table);
        if (table.trim() === '' || !Number.isSafeInteger(number)) {
            throw new CsvError('a whole number in the column "table"', excerpt(table), line);
        }
        this.#table = { result, table };
        this.events.table({ result, table: number, columns });
    }

    #failure(cells: string[], schema: Schema): void {
        schema.rows++;
        this.events.failure(cells[schema.skipped] ?? '', cells[schema.skipped + 1] ?? '');
    }

    /** A blank line, an annotation or the end: what has a header and no rows is an empty table, or a bare failure. */
    #endSchema(): void {
        const schema = this.#schema;
        this.#schema = undefined;
        this.#table = undefined;
        if (!schema || schema.rows > 0) return;
        if (schema.kind === 'failure') this.events.failure('', '');
        else {
            const { result, columns } = schema;
            const number = Number(schema.table);
            this.events.table({ result, table: Number.isSafeInteger(number) ? number : 0, columns });
        }
    }
}

/** An empty cell stands for the default. */
function orElse(cell: string | undefined, other: string): string {
    return cell === undefined || cell === '' ? other : cell;
}

function truth(text: string, line: number): boolean {
    if (text === 'true') return true;
    if (text === 'false') return false;
    throw new CsvError('true or false in #group', excerpt(text), line);
}
