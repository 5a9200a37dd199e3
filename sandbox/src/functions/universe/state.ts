/** `stateCount` and `stateDuration`: for how many rows, or how long, a condition has been true. */
import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { RowCursor } from '../../engine/row';
import { Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { FunctionValue } from '../../engine/values';
import { Null } from '../../engine/values';

/** `stateCount(fn:, column:)`. The official function wants a column `_time` too, though it counts without it. */
export const stateCount: BuiltinFunction = {
    package: 'universe',
    name: 'stateCount',
    signature: '(<-tables: stream[A], fn: (r: A) => bool, ?column: string) => stream[B]',
    summary: 'Adds for how many rows a condition has been true, and -1 where it is not.',
    run: (args, site) => {
        const tables = args.stream();
        const fn = args.function('fn');
        const label = args.optionalString('column', 'stateCount');
        const { budget } = site.runtime;
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => {
                    timesOf(table, '_time');
                    return track(table, label, fn, budget, counter());
                }),
        });
    },
};

/** `stateDuration(fn:, column:, timeColumn:, unit:)`. */
export const stateDuration: BuiltinFunction = {
    package: 'universe',
    name: 'stateDuration',
    signature:
        '(<-tables: stream[A], fn: (r: A) => bool, ?column: string, ?timeColumn: string, ?unit: duration) => stream[B]',
    summary: 'Adds for how long a condition has been true, in whole units, and -1 where it is not.',
    run: (args, site) => {
        const tables = args.stream();
        const fn = args.function('fn');
        const label = args.optionalString('column', 'stateDuration');
        const timeColumn = args.optionalString('timeColumn', '_time');
        const unit = args.optionalDuration('unit', oneSecond);
        if (unit.isZero || unit.isNegative) {
            throw new FluxError('state tracking duration unit must be greater than zero');
        }
        const { budget } = site.runtime;
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => {
                    const times = timesOf(table, timeColumn);
                    if (times.nullCount > 0) throw new FluxError('got a null timestamp');
                    return track(table, label, fn, budget, clock(times, unit.approximateNanoseconds()));
                }),
        });
    },
};

const oneSecond = new Duration(0n, 1_000_000_000n);

/** Takes each row in order with what the condition says of it, and gives the value of the new column. */
type Tracker = (row: number, holds: boolean) => bigint;

function counter(): Tracker {
    let count = 0n;
    return (_, holds) => {
        count = holds ? count + 1n : 0n;
        return holds ? count : -1n;
    };
}

function clock(times: Column, unit: bigint): Tracker {
    const read = times.rawReader() as (row: number) => bigint;
    // The official engine begins in 1970 and so takes no earlier time.
    let previous = 0n;
    let start: bigint | undefined;
    return (row, holds) => {
        const time = read(row);
        if (time < previous) throw new FluxError('got an out-of-order timestamp');
        previous = time;
        start = holds ? (start ?? time) : undefined;
        return start === undefined ? -1n : (time - start) / unit;
    };
}

function timesOf(table: Table, label: string): Column {
    const times = table.column(label);
    if (!times) throw new FluxError(`column "${label}" does not exist`);
    if (times.type === 'time') return times;
    throw new FluxError(`column "${label}" is not of type time`);
}

function track(table: Table, label: string, fn: FunctionValue, budget: Budget, tracker: Tracker): Table {
    if (label === '') throw new FluxError('the new column needs a name');
    if (table.column(label))
        throw new FluxError(`column "${label}" exists already; give "column" another name`);
    const cursor = new RowCursor(table);
    const predicate = fn.positional('r');
    const builder = new ColumnBuilder('int', Math.max(table.rowCount, 1));
    for (let row = 0; row < table.rowCount; row++) {
        budget.tick();
        cursor.row = row;
        const value = predicate(cursor);
        if (typeof value !== 'boolean' && !(value instanceof Null)) {
            throw new FluxError(`fn must give a bool, got ${typeName(value)}`);
        }
        builder.append(tracker(row, value === true));
    }
    return new Table(table.key, [...table.columns, { label, column: builder.finish() }], table.rowCount);
}
