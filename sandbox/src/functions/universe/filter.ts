import type { BuiltinFunction } from '../../engine/builtin';
import { Closure } from '../../engine/closure';
import { FluxError } from '../../engine/flux-error';
import { RowCursor } from '../../engine/row';
import type { RowCode } from '../../engine/row-code-types';
import type { CallSite } from '../../engine/runtime';
import type { Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { FunctionValue, Value } from '../../engine/values';
import { Null } from '../../engine/values';

/** `filter(fn: (r) => …)`: the rows for which the function is true; null counts as false. */
export const filter: BuiltinFunction = {
    package: 'universe',
    name: 'filter',
    signature: '(<-tables: stream[A], fn: (r: A) => bool, ?onEmpty: string) => stream[A]',
    summary: 'Keeps the rows that a function is true for.',
    run: (args, site) => {
        const tables = args.stream();
        const fn = args.function('fn');
        const onEmpty = args.optionalString('onEmpty', 'drop');
        if (onEmpty !== 'keep' && onEmpty !== 'drop') {
            throw new FluxError(`onEmpty must be keep or drop, was "${onEmpty}"`);
        }
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().flatMap((table) => {
                    const kept = filterTable(table, fn, site);
                    return kept.rowCount === 0 && onEmpty === 'drop' ? [] : [kept];
                }),
        });
    },
};

function filterTable(table: Table, fn: FunctionValue, { runtime }: CallSite): Table {
    const compiled = fn instanceof Closure ? fn.forRows('r', table) : undefined;
    const test = compiled?.type === 'bool' ? compiledTest(compiled) : generalTest(table, fn);
    const rows = new Uint32Array(table.rowCount);
    let count = 0;
    for (let row = 0; row < table.rowCount; row++) {
        runtime.budget.tick();
        if (test(row)) rows[count++] = row;
    }
    return count === table.rowCount ? table : table.take(rows.subarray(0, count));
}

function compiledTest({ get, isNull }: RowCode): (row: number) => boolean {
    return isNull ? (row) => !isNull(row) && get(row) === true : (row) => get(row) === true;
}

function generalTest(table: Table, fn: FunctionValue): (row: number) => boolean {
    const cursor = new RowCursor(table);
    const predicate = fn.positional('r');
    return (row) => {
        cursor.row = row;
        return holds(predicate, cursor);
    };
}

function holds(predicate: (row: RowCursor) => Value, row: RowCursor): boolean {
    let value: Value;
    try {
        value = predicate(row);
    } catch (error) {
        throw error instanceof FluxError ? error.within('failed to evaluate filter function') : error;
    }
    if (typeof value === 'boolean') return value;
    if (value instanceof Null) return false;
    throw new FluxError(`filter function must give a bool, got ${typeName(value)}`);
}
