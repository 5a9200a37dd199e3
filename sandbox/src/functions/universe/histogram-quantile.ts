import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { keyColumns, Table } from '../../engine/table';
import { nullOf } from '../../engine/values';

/** `histogramQuantile(quantile:, …)`: a quantile of a cumulative histogram, on the line between two bounds. */
export const histogramQuantile: BuiltinFunction = {
    package: 'universe',
    name: 'histogramQuantile',
    signature:
        '(<-tables: stream[A], ?countColumn: string, ?minValue: float, ?onNonmonotonic: string, ?quantile: float, ' +
        '?upperBoundColumn: string, ?valueColumn: string) => stream[B]',
    summary: 'Estimates a quantile of each table that holds a histogram of cumulative counts.',
    run: (args, site) => {
        const tables = args.stream();
        const options: Options = {
            quantile: args.float('quantile'),
            countColumn: args.optionalString('countColumn', '_value'),
            upperBoundColumn: args.optionalString('upperBoundColumn', 'le'),
            valueColumn: args.optionalString('valueColumn', '_value'),
            minValue: args.optionalFloat('minValue', 0),
            onNonmonotonic: nonmonotonic(args.optionalString('onNonmonotonic', 'error')),
        };
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => quantileTable(table, options, site)),
        });
    },
};

interface Options {
    readonly quantile: number;
    readonly countColumn: string;
    readonly upperBoundColumn: string;
    readonly valueColumn: string;
    readonly minValue: number;
    readonly onNonmonotonic: 'error' | 'force' | 'drop';
}

/** How many values lie at or below the upper bound. */
interface Bin {
    readonly count: number;
    readonly upperBound: number;
}

function nonmonotonic(value: string): Options['onNonmonotonic'] {
    if (value === 'error' || value === 'force' || value === 'drop') return value;
    throw new FluxError(
        'value provided to histogramQuantile parameter onNonmonotonic is invalid; must be one of "error", "force" or "drop"',
    );
}

/** One row: the group key and the quantile, null for a histogram that counted nothing. No row when it is dropped. */
function quantileTable(table: Table, options: Options, { runtime }: CallSite): Table {
    const { valueColumn } = options;
    if (table.key.has(valueColumn)) {
        throw new FluxError(`table builder already has column with label ${valueColumn}`);
    }
    const counts = floats(table, options.countColumn, 'count column', 'countColumn');
    const upperBounds = floats(table, options.upperBoundColumn, 'upper bound column', 'upperBoundColumn');
    const bins = Array.from({ length: table.rowCount }, (_, row): Bin => {
        runtime.budget.tick();
        return { count: counts(row), upperBound: upperBounds(row) };
    });
    const value = quantileOf(
        bins.sort((a, b) => order(a.upperBound, b.upperBound)),
        options,
    );
    const rows = value === undefined ? 0 : 1;
    const column = new ConstantColumn('float', value ?? nullOf('float'), rows);
    return new Table(table.key, [...keyColumns(table.key, rows), { label: valueColumn, column }], rows);
}

/** Without subtracting: the difference of two infinities is no number. */
function order(a: number, b: number): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

function floats(table: Table, label: string, words: string, argument: string): (row: number) => number {
    const column: Column | undefined = table.column(label);
    if (!column) throw new FluxError(`table is missing ${words} "${label}"`);
    if (column.type !== 'float') throw new FluxError(`${words} "${label}" must be of type float`);
    const read = column.rawReader() as (row: number) => number;
    return (row) => {
        if (column.isNull(row)) throw new FluxError(`unexpected null in the ${argument}`);
        return read(row);
    };
}

/** `null` when nothing was counted, `undefined` when the histogram is to be dropped. */
function quantileOf(bins: readonly Bin[], options: Options) {
    if (bins.length === 0) throw new FluxError('histogram is empty');
    const cumulative = monotonic(bins, options.onNonmonotonic);
    const total = cumulative?.at(-1);
    if (!cumulative || !total) return undefined;
    if (total.count === 0) return nullOf('float');
    const rank = options.quantile * total.count;
    const at = cumulative.findLastIndex(({ count }) => rank >= count);
    if (at === cumulative.length - 1) return total.upperBound;
    const lower = cumulative[at] ?? { count: 0, upperBound: options.minValue };
    const upper = cumulative[at + 1] ?? total;
    return between(lower, upper, rank);
}

/** On the line from one bound to the next; towards infinity there is no line, so the finite bound it is. */
function between(lower: Bin, upper: Bin, rank: number): number {
    if (rank === lower.count) return lower.upperBound;
    if (lower.upperBound === -Infinity) return upper.upperBound;
    if (upper.upperBound === Infinity) return lower.upperBound;
    const share = (rank - lower.count) / (upper.count - lower.count);
    return lower.upperBound + (upper.upperBound - lower.upperBound) * share;
}

/** The counts as they are when none is below one before it; otherwise what the option says. */
function monotonic(bins: readonly Bin[], otherwise: Options['onNonmonotonic']): readonly Bin[] | undefined {
    let greatest = 0;
    const forced = bins.map((bin) => {
        if (!(bin.count < greatest)) greatest = bin.count;
        return { ...bin, count: greatest };
    });
    const grows = bins.every(({ count }, i) => !(count < (forced[i]?.count ?? count)));
    if (grows || otherwise === 'force') return forced;
    if (otherwise === 'drop') return undefined;
    throw new FluxError('histogram records counts are not monotonic');
}
