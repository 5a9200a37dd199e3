import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import type { Table } from '../../engine/table';
import type { Value } from '../../engine/values';
import { nullOf } from '../../engine/values';
import { changeListed } from './listed-columns';

export interface DifferenceOptions {
    readonly columns: readonly string[];
    /** A difference below zero is null, or the value itself with `initialZero`. */
    readonly nonNegative: boolean;
    readonly keepFirst: boolean;
    /** What is before the first value counts as that value, with `keepFirst`. */
    readonly initialZero: boolean;
}

/** `difference(columns:, nonNegative:, keepFirst:, initialZero:)`: each value less the one before. */
export const difference: BuiltinFunction = {
    package: 'universe',
    name: 'difference',
    signature:
        '(<-tables: stream[A], ?columns: [string], ?initialZero: bool, ?keepFirst: bool, ?nonNegative: bool) => stream[B]',
    summary: 'Takes from each value the one before it that is not null; the first row has none and goes.',
    run: (args, site) => {
        const tables = args.stream();
        const options: DifferenceOptions = {
            columns: args.optionalStrings('columns', ['_value']),
            nonNegative: args.optionalBool('nonNegative', false),
            keepFirst: args.optionalBool('keepFirst', false),
            initialZero: args.optionalBool('initialZero', false),
        };
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => differenceTable(table, options, site.runtime.budget)),
        });
    },
};

export function differenceTable(table: Table, options: DifferenceOptions, budget: Budget): Table {
    const skipped = options.keepFirst || table.rowCount === 0 ? 0 : 1;
    return changeListed(
        table,
        options.columns,
        table.rowCount - skipped,
        (column, label) => differences(column, label, options, budget).slice(skipped, column.length),
        (column) => column.slice(skipped, column.length),
    );
}

function differences(column: Column, label: string, options: DifferenceOptions, budget: Budget): Column {
    const { type } = column;
    if (type === 'time') {
        throw new FluxError('difference does not support time columns. Try the elapsed function');
    }
    if (type === 'string' || type === 'bool') {
        throw new FluxError(`difference does not support column "${label}" of type "${type}"`);
    }
    const target = type === 'float' ? 'float' : 'int';
    const builder = new ColumnBuilder(target, Math.max(column.length, 1));
    const read = column.rawReader() as (row: number) => number | bigint;
    let previous: number | bigint | undefined;
    for (let row = 0; row < column.length; row++) {
        budget.tick();
        if (column.isNull(row)) {
            builder.append(nullOf(target));
            continue;
        }
        const value = read(row);
        builder.append(step(previous, value, options) ?? nullOf(target));
        previous = value;
    }
    return builder.finish();
}

/** Undefined where there is no difference. */
function step(
    previous: number | bigint | undefined,
    value: number | bigint,
    { nonNegative, keepFirst, initialZero }: DifferenceOptions,
): Value | undefined {
    const zero = typeof value === 'number' ? 0 : 0n;
    if (previous === undefined) return keepFirst && initialZero ? zero : undefined;
    const change =
        typeof value === 'number' ? value - Number(previous) : BigInt.asIntN(64, value - BigInt(previous));
    if (change >= zero || !nonNegative) return change;
    const own = typeof value === 'number' ? value : BigInt.asIntN(64, value);
    return initialZero && own >= zero ? own : undefined;
}
