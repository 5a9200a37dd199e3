import type { BuiltinFunction } from '../../engine/builtin';
import { Closure } from '../../engine/closure';
import { FluxError } from '../../engine/flux-error';
import type { LabelledColumn } from '../../engine/table';
import { mergeByKey, restrictKey, Table } from '../../engine/table';
import { regroup } from '../../engine/regroup';
import { RowCursor } from '../../engine/row';
import type { CallSite } from '../../engine/runtime';
import { typeName } from '../../engine/value-types';
import type { FunctionValue, Value } from '../../engine/values';
import { RecordValue } from '../../engine/values';
import { MappedColumns } from './mapped-columns';
import { recordColumns } from './record-columns';

/** `map(fn: (r) => ({…}))`: each row becomes the record that the function gives. */
export const map: BuiltinFunction = {
    package: 'universe',
    name: 'map',
    signature: '(<-tables: stream[A], fn: (r: A) => B, ?mergeKey: bool) => stream[B]',
    summary: 'Turns each row into another record; columns of the group key that stay regroup the rows.',
    refuses: { mergeKey: 'it is deprecated; use {r with …} to keep the columns of the row' },
    run: (args, site) => {
        const tables = args.stream();
        const fn = args.function('fn');
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => mergeByKey(tables.tables().flatMap((table) => mapTable(table, fn, site))),
        });
    },
};

/** A table without rows gives none, and so do records without columns, as in the official engine. */
function mapTable(table: Table, fn: FunctionValue, site: CallSite): Table[] {
    if (table.rowCount === 0) return [];
    const compiled = fn instanceof Closure ? fn.recordForRows('r', table) : undefined;
    const columns = compiled ? recordColumns(table, compiled, site.runtime.budget) : mapRows(table, fn, site);
    if (columns.length === 0) return [];
    const labels = new Set(columns.map(({ label }) => label));
    const key = restrictKey(table.key, (label) => labels.has(label));
    const keyed = columns.filter(({ label }) => table.key.has(label));
    if (keyed.every(({ label, column }) => table.column(label) === column)) {
        return [new Table(key, columns, table.rowCount)];
    }
    return regroup(new Table(key, columns, table.rowCount), keyed, site.runtime.budget);
}

function mapRows(table: Table, fn: FunctionValue, { runtime }: CallSite): LabelledColumn[] {
    const cursor = new RowCursor(table);
    const mapped = new MappedColumns(cursor);
    const change = fn.positional('r');
    for (let row = 0; row < table.rowCount; row++) {
        runtime.budget.tick();
        cursor.row = row;
        mapped.add(callOnRow(change, cursor));
    }
    return mapped.finish();
}

function callOnRow(change: (row: RowCursor) => Value, row: RowCursor): RecordValue {
    let value: Value;
    try {
        value = change(row);
    } catch (error) {
        throw error instanceof FluxError ? error.within('failed to evaluate map function') : error;
    }
    if (value instanceof RecordValue) return value;
    throw new FluxError(`map function must give a record, got ${typeName(value)}`);
}
