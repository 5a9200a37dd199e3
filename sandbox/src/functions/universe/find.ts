/**
 * `tableFind`, `findColumn`, `findRecord`, `getColumn` and `getRecord`: values out of tables. The tables are computed
 * at once, while the script's statements still run.
 */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import type { Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { ArrayValue, Null, PlainRecord, StreamValue } from '../../engine/values';

/** What `tableFind` gives: one table, for `getColumn` and `getRecord` alone, as in the official engine. */
class FoundTable extends StreamValue {
    constructor(readonly table: Table) {
        super();
    }
}

/** `tableFind(fn: (key) => …)`. */
export const tableFind: BuiltinFunction = {
    package: 'universe',
    name: 'tableFind',
    signature: '(<-tables: stream[B], fn: (key: A) => bool) => stream[B]',
    summary: 'Gives the first table whose group key a function is true for, for getColumn and getRecord.',
    run: (args, site) => {
        const table = find(args, site);
        if (!table) throw new FluxError('no table found');
        return new FoundTable(table);
    },
};

/** `findColumn(fn: (key) => …, column:)`. */
export const findColumn: BuiltinFunction = {
    package: 'universe',
    name: 'findColumn',
    signature: '(<-tables: stream[B], column: string, fn: (key: A) => bool) => [C]',
    summary:
        'Gives a column of the first table whose group key a function is true for, empty when there is none.',
    run: (args, site) => {
        const label = args.string('column');
        const column = find(args, site)?.column(label);
        if (!column) return new ArrayValue([]);
        return new ArrayValue(Array.from({ length: column.length }, (_, row) => column.get(row)));
    },
};

/** `findRecord(fn: (key) => …, idx:)`. */
export const findRecord: BuiltinFunction = {
    package: 'universe',
    name: 'findRecord',
    signature: '(<-tables: stream[B], fn: (key: A) => bool, idx: int) => B',
    summary:
        'Gives a row of the first table whose group key a function is true for, empty when there is none.',
    run: (args, site) => {
        const index = args.int('idx');
        const table = find(args, site);
        return (table && recordAt(table, index)) ?? new PlainRecord(new Map());
    },
};

/** `getColumn(column:)`. */
export const getColumn: BuiltinFunction = {
    package: 'universe',
    name: 'getColumn',
    signature: '(<-table: stream[A], column: string) => [B]',
    summary: 'Gives a column of the table that tableFind found, as an array.',
    run: (args) => {
        const table = foundTable(args);
        const label = args.string('column');
        const column = table.column(label);
        if (!column) throw new FluxError(`cannot find column ${label}`);
        return new ArrayValue(Array.from({ length: column.length }, (_, row) => column.get(row)));
    },
};

/** `getRecord(idx:)`. */
export const getRecord: BuiltinFunction = {
    package: 'universe',
    name: 'getRecord',
    signature: '(<-table: stream[A], idx: int) => A',
    summary: 'Gives a row of the table that tableFind found, as a record; rows are counted from 0.',
    run: (args) => {
        const table = foundTable(args);
        const index = args.int('idx');
        const record = recordAt(table, index);
        if (!record) throw new FluxError(`index out of bounds: ${String(index)}`);
        return record;
    },
};

function find(args: Arguments, { runtime }: CallSite): Table | undefined {
    const tables = args.stream();
    const predicate = args.function('fn').positional('key');
    return runtime.look(tables).find(({ key }) => {
        runtime.budget.tick();
        return holds(
            predicate,
            new PlainRecord(new Map(key.columns.map(({ label, value }) => [label, value]))),
        );
    });
}

function holds(predicate: (key: PlainRecord) => Value, key: PlainRecord): boolean {
    let value: Value;
    try {
        value = predicate(key);
    } catch (error) {
        throw error instanceof FluxError
            ? error.within('failed to evaluate group key predicate function')
            : error;
    }
    if (typeof value === 'boolean') return value;
    if (value instanceof Null) return false;
    throw new FluxError(`table predicate function does not evaluate to a boolean, got ${typeName(value)}`);
}

function foundTable(args: Arguments): Table {
    const value = args.value('table');
    if (value instanceof FoundTable) return value.table;
    throw new FluxError('the argument "table" must be what tableFind gives');
}

function recordAt(table: Table, index: bigint): PlainRecord | undefined {
    if (index < 0n || index >= BigInt(table.rowCount)) return undefined;
    const row = Number(index);
    return new PlainRecord(new Map(table.columns.map(({ label, column }) => [label, column.get(row)])));
}
