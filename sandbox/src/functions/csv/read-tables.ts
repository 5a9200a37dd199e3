/**
 * Tables out of CSV as `csv.from` reads it. It is stricter than a reader of answers: all three annotations and a number
 * of the table must be there. Lines without cells do not count.
 */
import { CsvError } from '@flux-scripts/csv/reader-error';
import { RecordReader } from '@flux-scripts/csv/reader-records';
import type { Budget } from '../../engine/budget';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import { Table } from '../../engine/table';
import type { Value } from '../../engine/values';
import type { CellType } from './cell-types';
import { cellType, stringCells } from './cell-types';

type Line = readonly string[];

/** The cells before the first column: annotation, result, table. */
const ownCells = 3;

interface CsvColumn extends CellType {
    readonly label: string;
    readonly group: boolean;
    readonly whenEmpty: Value;
}

/** What the annotations and the header say of the tables below them. */
interface Block {
    readonly columns: readonly CsvColumn[];
    /** The cell of the first column. */
    readonly start: number;
    readonly cellCount: number;
    readonly result: string;
    readonly table: string;
}

/** @throws {FluxError} when the text is no annotated CSV of one result */
export function readAnnotated(text: string, budget: Budget): Table[] {
    const lines = linesOf(text);
    const tables: Table[] = [];
    let first: Block | undefined;
    for (let at = 0; at < lines.length;) {
        const { block, next } = readBlock(lines, at);
        first ??= block;
        if (block.result !== first.result) throw new FluxError('csv.from() can only parse 1 result');
        for (at = next; at < lines.length && lines[at]?.[0] === '';) at++;
        for (const table of tablesOf(block, lines.slice(next, at), budget)) tables.push(table);
    }
    return tables;
}

/** CSV with nothing but a header: one table without a group key, all columns strings. */
export function readRaw(text: string, budget: Budget): Table[] {
    const [header, ...rows] = linesOf(text);
    if (!header) return [];
    const columns = header.map((label) => ({
        label,
        group: false,
        whenEmpty: stringCells.read(''),
        ...stringCells,
    }));
    uniqueLabels(header);
    const block = { columns, start: 0, cellCount: header.length, result: '', table: '0' };
    return [tableOf(block, rows, budget)];
}

function linesOf(text: string): Line[] {
    const lines: Line[] = [];
    const reader = new RecordReader((cells) => {
        if (cells.length > 1 || cells[0] !== '') lines.push(cells);
    });
    try {
        reader.write(text.replace(/^\uFEFF/, ''));
        reader.end();
    } catch (error) {
        throw error instanceof CsvError ? new FluxError(error.message) : error;
    }
    return lines;
}

function readBlock(lines: readonly Line[], from: number): { readonly block: Block; readonly next: number } {
    const annotations = new Map<string, Line>();
    const wanted = ['#datatype', '#group', '#default'];
    const cellCount = lines[from]?.length ?? 0;
    let at = from;
    for (; wanted.some((name) => !annotations.has(name)); at++) {
        const line = lines[at];
        const name = line?.[0] ?? '';
        if (!line || !name.startsWith('#'))
            throw missing(wanted.find((known) => !annotations.has(known)) ?? '');
        if (line.length !== cellCount)
            throw new FluxError('failed to read annotations: wrong number of fields');
        if (wanted.includes(name)) annotations.set(name, line);
    }
    const header = lines[at];
    if (!header) throw new FluxError('missing expected header row');
    if (header.length !== cellCount) throw new FluxError('failed to read header row: wrong number of fields');
    if (header[1] === 'error') throw new FluxError(lines[at + 1]?.[1] ?? 'failed to read error value');
    const defaults = annotations.get('#default') ?? [];
    const table = defaults[2] ?? '';
    if (!/^[+-]?\d*$/.test(table)) throw new FluxError('default Table ID is not an integer');
    const labels = header.slice(ownCells);
    uniqueLabels(labels);
    const columns = labels.map((label, i): CsvColumn => {
        const type = cellType(annotations.get('#datatype')?.[ownCells + i] ?? '', label);
        const whenEmpty = within(`column "${label}" has invalid default value`, () =>
            type.read(defaults[ownCells + i] ?? ''),
        );
        return { ...type, label, group: annotations.get('#group')?.[ownCells + i] === 'true', whenEmpty };
    });
    return {
        block: { columns, start: ownCells, cellCount, result: defaults[1] ?? '', table },
        next: at + 1,
    };
}

function missing(annotation: string): FluxError {
    const hint = annotation === '#datatype' ? '; use mode: "raw" for csv that has no annotations' : '';
    return new FluxError(`missing expected annotation ${annotation.slice(1)}${hint}`);
}

function uniqueLabels(labels: Line): void {
    const twice = labels.find((label, i) => labels.indexOf(label) !== i);
    if (twice !== undefined) throw new FluxError(`column "${twice}" stands twice in the header`);
}

/** The rows up to the next table number each; an empty cell means the same table as before. */
function tablesOf(block: Block, rows: readonly Line[], budget: Budget): Table[] {
    if (rows.length === 0 && block.table === '') throw new FluxError('missing table ID');
    const tables: Table[] = [];
    let from = 0;
    for (let at = 1; at <= rows.length; at++) {
        const number = rows[at]?.[2] ?? '';
        const goesOn = at < rows.length && (number === '' || number === rows[from]?.[2]);
        if (goesOn) continue;
        tables.push(tableOf(block, rows.slice(from, at), budget));
        from = at;
    }
    return rows.length === 0 ? [tableOf(block, [], budget)] : tables;
}

function tableOf({ columns, start, cellCount }: Block, rows: readonly Line[], budget: Budget): Table {
    const builders = columns.map(({ type }) => new ColumnBuilder(type, Math.max(rows.length, 1)));
    const valueAt = (row: Line | undefined, i: number, column: CsvColumn): Value => {
        const text = row?.[start + i] ?? '';
        if (text === '') return column.whenEmpty;
        return within(`column "${column.label}"`, () => column.read(text));
    };
    for (const row of rows) {
        budget.tick();
        if (row.length !== cellCount) throw new FluxError('wrong number of fields');
        for (const [i, column] of columns.entries()) builders[i]?.append(valueAt(row, i, column));
    }
    const key = columns.flatMap((column, i) =>
        column.group ? [{ label: column.label, type: column.type, value: valueAt(rows[0], i, column) }] : [],
    );
    const made = columns.flatMap(({ label }, i) => {
        const column = builders[i]?.finish();
        return column ? [{ label, column }] : [];
    });
    return new Table(new GroupKey(key), made, rows.length);
}

function within<T>(where: string, compute: () => T): T {
    try {
        return compute();
    } catch (error) {
        throw error instanceof FluxError ? error.within(where) : error;
    }
}
