import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import { FloatColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { keyColumns, Table } from '../../engine/table';

/** `histogram(bins:, column:, upperBoundColumn:, countColumn:, normalize:)`: how many values lie up to each bound. */
export const histogram: BuiltinFunction = {
    package: 'universe',
    name: 'histogram',
    signature:
        '(<-tables: stream[A], bins: [float], ?column: string, ?countColumn: string, ?normalize: bool, ' +
        '?upperBoundColumn: string) => stream[B]',
    summary: 'Counts the values of each table up to each of some bounds, each bound with those below it.',
    run: (args, site) => {
        const tables = args.stream();
        const bins = args.array('bins').map((bin) => {
            if (typeof bin === 'number' && !Number.isNaN(bin)) return bin;
            throw new FluxError('bins must be floats, and none of them NaN');
        });
        const options: HistogramOptions = {
            bins: Float64Array.from(bins).sort(),
            column: args.optionalString('column', '_value'),
            upperBoundColumn: args.optionalString('upperBoundColumn', 'le'),
            countColumn: args.optionalString('countColumn', '_value'),
            normalize: args.optionalBool('normalize', false),
        };
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => countTable(table, options, site.runtime.budget)),
        });
    },
};

interface HistogramOptions {
    /** Ascending. */
    readonly bins: Float64Array;
    readonly column: string;
    readonly upperBoundColumn: string;
    readonly countColumn: string;
    /** Shares of all values instead of counts. */
    readonly normalize: boolean;
}

function countTable(table: Table, options: HistogramOptions, budget: Budget): Table {
    const { bins, upperBoundColumn, countColumn } = options;
    const labels = [...table.key.columns.map(({ label }) => label), upperBoundColumn, countColumn];
    const twice = labels.find((label, i) => labels.indexOf(label) < i);
    if (twice !== undefined) throw new FluxError(`table builder already has column with label ${twice}`);
    const { counts, total } = countValues(table, options, budget);
    const cumulated = new Float64Array(bins.length);
    let sum = 0;
    counts.forEach((count, i) => {
        sum += count;
        cumulated[i] = options.normalize ? sum / total : sum;
    });
    const columns = [
        ...keyColumns(table.key, bins.length),
        { label: upperBoundColumn, column: new FloatColumn(bins, undefined) },
        { label: countColumn, column: new FloatColumn(cumulated, undefined) },
    ];
    return new Table(table.key, columns, bins.length);
}

function countValues(table: Table, { bins, column: label }: HistogramOptions, budget: Budget) {
    const column = table.column(label);
    if (!column) throw new FluxError(`column "${label}" is missing`);
    if (column.type !== 'float') throw new FluxError(`column "${label}" must be a float got ${column.type}`);
    const read = column.rawReader() as (row: number) => number;
    const counts = new Float64Array(bins.length);
    let total = 0;
    for (let row = 0; row < column.length; row++) {
        budget.tick();
        if (column.isNull(row)) continue;
        const value = read(row);
        const bin = firstAtOrAbove(bins, value);
        if (bin >= bins.length) throw new FluxError(`found value greater than any bin: ${String(value)}`);
        counts[bin] = (counts[bin] ?? 0) + 1;
        total++;
    }
    return { counts, total };
}

/** The first bound that the value does not exceed; NaN exceeds all. */
function firstAtOrAbove(bins: Float64Array, value: number): number {
    let low = 0;
    let high = bins.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (value <= (bins[middle] ?? 0)) high = middle;
        else low = middle + 1;
    }
    return low;
}
