import type { BuiltinFunction } from '../../engine/builtin';
import { ConstantColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import { RowCursor } from '../../engine/row';
import type { CallSite } from '../../engine/runtime';
import type { LabelledColumn } from '../../engine/table';
import { inKeyOrder, keyColumns, Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { FunctionValue, Value } from '../../engine/values';
import { isBasicType, Null, PlainRecord, RecordValue } from '../../engine/values';

/** `reduce(fn: (r, accumulator) => ({…}), identity: {…})`: one row for each table, computed row by row. */
export const reduce: BuiltinFunction = {
    package: 'universe',
    name: 'reduce',
    signature: '(<-tables: stream[B], fn: (accumulator: A, r: B) => A, identity: A) => stream[C]',
    summary: 'Computes one record of all rows of each table, beginning with an identity.',
    run: (args, site) => {
        const tables = args.stream();
        const fn = args.function('fn');
        const identity = args.record('identity');
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => {
                const reduced = tables.tables().map((table) => reduceTable(table, fn, identity, site));
                if (new Set(reduced.map(({ key }) => key.identity)).size < reduced.length) {
                    throw new FluxError('two reducers writing result to the same table');
                }
                return inKeyOrder(reduced);
            },
        });
    },
};

function reduceTable(table: Table, fn: FunctionValue, identity: RecordValue, site: CallSite): Table {
    const result = accumulate(table, fn, identity, site);
    const key = new GroupKey(
        table.key.columns.map((part) => {
            const value = result.get(part.label);
            if (value === undefined) return part;
            return value instanceof Null ? { ...part, value } : cell(part.label, value);
        }),
    );
    const columns = result
        .labels()
        .filter((label) => !key.has(label))
        .sort()
        .map((label): LabelledColumn => {
            const { type, value } = cell(label, result.get(label));
            return { label, column: new ConstantColumn(type, value, 1) };
        });
    return new Table(key, [...keyColumns(key, 1), ...columns], 1);
}

function cell(label: string, value: Value | undefined) {
    if (value === undefined || value instanceof Null) {
        throw new FluxError(`null values are not supported for "${label}" in the reduce() function`);
    }
    const type = typeName(value);
    if (isBasicType(type)) return { label, type, value };
    throw new FluxError(`reduce gives "${label}" of type ${type}, which no table can hold`);
}

/** Each record is copied: one that extends the record before, or the row, would hold on to all of them. */
function accumulate(
    table: Table,
    fn: FunctionValue,
    identity: RecordValue,
    { runtime }: CallSite,
): RecordValue {
    const cursor = new RowCursor(table);
    const step = fn.positional('r', 'accumulator');
    let accumulator = identity;
    for (let row = 0; row < table.rowCount; row++) {
        runtime.budget.tick();
        cursor.row = row;
        accumulator = copied(called(step, cursor, accumulator));
    }
    return accumulator;
}

function called(
    step: (row: RowCursor, accumulator: RecordValue) => Value,
    row: RowCursor,
    accumulator: RecordValue,
): RecordValue {
    let value: Value;
    try {
        value = step(row, accumulator);
    } catch (error) {
        throw error instanceof FluxError ? error.within('failed to evaluate reduce function') : error;
    }
    if (value instanceof RecordValue) return value;
    throw new FluxError(`reduce function must give a record, got ${typeName(value)}`);
}

function copied(record: RecordValue): RecordValue {
    const members = new Map<string, Value>();
    for (const label of record.labels()) {
        const value = record.get(label);
        if (value !== undefined) members.set(label, value);
    }
    return new PlainRecord(members);
}
