import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import type { Table } from '../../engine/table';
import { nullOf } from '../../engine/values';
import { changeListed } from './listed-columns';

/** `derivative(unit:, nonNegative:, columns:, timeColumn:, initialZero:)`: the rate of change between rows. */
export const derivative: BuiltinFunction = {
    package: 'universe',
    name: 'derivative',
    signature:
        '(<-tables: stream[A], ?columns: [string], ?initialZero: bool, ?nonNegative: bool, ?timeColumn: string, ' +
        '?unit: duration) => stream[B]',
    summary: 'The change of each value from the one before it, per unit of time.',
    run: (args, site) => {
        const tables = args.stream();
        const options: DerivativeOptions = {
            unit: Number(args.optionalDuration('unit', oneSecond).approximateNanoseconds()),
            columns: args.optionalStrings('columns', ['_value']),
            timeColumn: args.optionalString('timeColumn', '_time'),
            nonNegative: args.optionalBool('nonNegative', false),
            initialZero: args.optionalBool('initialZero', false),
        };
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => derivativeTable(table, options, site.runtime.budget)),
        });
    },
};

const oneSecond = new Duration(0n, 1_000_000_000n);

interface DerivativeOptions {
    /** Nanoseconds. */
    readonly unit: number;
    readonly columns: readonly string[];
    readonly timeColumn: string;
    /** A change below zero is null, or zero with `initialZero`. */
    readonly nonNegative: boolean;
    readonly initialZero: boolean;
}

function derivativeTable(table: Table, options: DerivativeOptions, budget: Budget): Table {
    const times = table.column(options.timeColumn);
    if (!times) throw new FluxError(`no column "${options.timeColumn}" exists`);
    if (times.type !== 'time') {
        throw new FluxError(`time column "${options.timeColumn}" is type ${times.type} and not time`);
    }
    for (const label of options.columns) checkType(table.column(label), label);
    const rows = ascending(times, budget);
    const kept = rows.slice(1);
    return changeListed(
        table,
        options.columns,
        kept.length,
        (column) => rates(column, times, rows, options, budget),
        (column) => column.take(kept),
    );
}

function checkType(column: Column | undefined, label: string): void {
    const type = column?.type;
    if (type === 'string' || type === 'bool' || type === 'time') {
        throw new FluxError(`unsupported derivative column type ${label}:${type}`);
    }
}

/** The rows whose time is later than that of the row before; of several with one time only the first counts. */
function ascending(times: Column, budget: Budget): Uint32Array {
    if (times.nullCount > 0) throw new FluxError('derivative found null time in time column');
    const timeOf = times.rawReader() as (row: number) => bigint;
    const rows = new Uint32Array(times.length);
    let count = 0;
    let last: bigint | undefined;
    for (let row = 0; row < times.length; row++) {
        budget.tick();
        const time = timeOf(row);
        if (last !== undefined && time < last) {
            throw new FluxError('derivative found out-of-order times in time column');
        }
        if (time !== last) rows[count++] = row;
        last = time;
    }
    return rows.subarray(0, count);
}

function rates(
    column: Column,
    times: Column,
    rows: Uint32Array,
    { unit, nonNegative, initialZero }: DerivativeOptions,
    budget: Budget,
): Column {
    const builder = new ColumnBuilder('float', Math.max(rows.length, 1));
    const timeOf = times.rawReader() as (row: number) => bigint;
    const read = column.rawReader() as (row: number) => number | bigint;
    let previous: number | undefined;
    rows.forEach((row, index) => {
        budget.tick();
        const missing = column.isNull(row);
        if (index > 0) {
            if (missing || previous === undefined) builder.append(nullOf('float'));
            else if (nonNegative && read(previous) > read(row)) {
                builder.append(initialZero ? 0 : nullOf('float'));
            } else {
                const elapsed = Number(timeOf(row) - timeOf(previous)) / unit;
                builder.append(change(read(previous), read(row), column.type) / elapsed);
            }
        }
        if (!missing) previous = row;
    });
    return builder.finish();
}

/** Integers are subtracted as 64-bit integers, the smaller from the greater, before they become a float. */
function change(from: number | bigint, to: number | bigint, type: string): number {
    if (typeof from === 'number' || typeof to === 'number') return Number(to) - Number(from);
    const wrap = (value: bigint): number =>
        Number(type === 'uint' ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value));
    return from > to ? -wrap(from - to) : wrap(to - from);
}
