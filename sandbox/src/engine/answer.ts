import type { CsvColumn, CsvValue, ColumnType } from '@flux-scripts/csv/column-types';
import type { AnnotatedCsvWriter } from '@flux-scripts/csv/writer';
import type { Column } from './column';
import { BoolColumn, ConstantColumn, FloatColumn, Int64Column, StringColumn, UIntColumn } from './column';
import type { Result } from './program';
import type { Table } from './table';
import type { BasicType, Value } from './values';
import { Null, Time, UInt } from './values';

const csvTypes: Readonly<Record<BasicType, ColumnType>> = {
    bool: 'boolean',
    int: 'long',
    uint: 'unsignedLong',
    float: 'double',
    string: 'string',
    time: 'dateTime:RFC3339',
};

/** The text of one result, piece by piece. Its tables are computed when the first piece is asked for. */
export function* resultText(
    { name, stream }: Result,
    writer: AnnotatedCsvWriter,
    eachRow: () => void,
): Generator<string> {
    let number = 0;
    for (const table of stream.tables()) {
        yield* writer.table({
            result: name,
            table: number++,
            columns: table.columns.map(({ label, column }): CsvColumn => {
                return { label, type: csvTypes[column.type], group: table.key.has(label) };
            }),
            rows: rowsOf(table, eachRow),
            key: new Map(table.key.columns.map(({ label, value }) => [label, csvValue(value)])),
        });
    }
    yield writer.endOfResult();
}

function* rowsOf(table: Table, eachRow: () => void): Generator<readonly CsvValue[]> {
    const columns = table.columns.map(({ column }) => cells(column));
    const row = new Array<CsvValue>(columns.length);
    for (let i = 0; i < table.rowCount; i++) {
        eachRow();
        for (let j = 0; j < columns.length; j++) row[j] = columns[j]?.(i) ?? null;
        yield row;
    }
}

/** Reads cells of a column without making a value of each. */
function cells(column: Column): (row: number) => CsvValue {
    if (column instanceof ConstantColumn) {
        const constant = csvValue(column.value);
        return () => constant;
    }
    const data = dataOf(column);
    return (row) => (column.isNull(row) ? null : data(row));
}

function dataOf(column: Column): (row: number) => CsvValue {
    if (column instanceof BoolColumn) return (row) => column.data[row] === 1;
    if (
        column instanceof FloatColumn ||
        column instanceof Int64Column ||
        column instanceof UIntColumn ||
        column instanceof StringColumn
    ) {
        const { data } = column;
        return (row) => data[row] ?? null;
    }
    return (row) => csvValue(column.get(row));
}

function csvValue(value: Value): CsvValue {
    if (value instanceof Null) return null;
    if (value instanceof Time) return value.nanoseconds;
    if (value instanceof UInt) return value.value;
    if (typeof value === 'object') throw new TypeError('a value that no column can hold');
    return value;
}
