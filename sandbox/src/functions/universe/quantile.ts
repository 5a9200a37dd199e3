/** `quantile` and `median`: an estimate, the exact value, or the row that has it. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import { Table } from '../../engine/table';
import type { TableStream } from '../../engine/table-stream';
import { compareValues } from '../../engine/value-types';
import { nullOf } from '../../engine/values';
import type { Aggregate } from './aggregate';
import { aggregate } from './aggregate';
import { numbersOf } from './numbers-of';
import { TDigest } from './t-digest';

/** `quantile(q:, column:, method:, compression:)`. */
export const quantile: BuiltinFunction = {
    package: 'universe',
    name: 'quantile',
    signature:
        '(<-tables: stream[A], q: float, ?column: string, ?compression: float, ?method: string) => stream[A]',
    summary: 'The value below which the share q of the values of each table lies, estimated or exact.',
    run: (args, site) => quantileStream(args, args.float('q'), site),
};

/** `median(column:, method:, compression:)`: the quantile of 0.5. */
export const median: BuiltinFunction = {
    package: 'universe',
    name: 'median',
    signature: '(<-tables: stream[A], ?column: string, ?compression: float, ?method: string) => stream[A]',
    summary: 'The value in the middle of the values of each table, estimated or exact.',
    run: (args, site) => quantileStream(args, 0.5, site),
};

function quantileStream(args: Arguments, q: number, site: CallSite): TableStream {
    if (!(q >= 0 && q <= 1)) throw new FluxError('quantile must be between 0 and 1');
    const method = args.optionalString('method', 'estimate_tdigest');
    const compression = args.optionalFloat('compression', 0);
    if (compression > 0 && method !== 'estimate_tdigest') {
        throw new FluxError('compression parameter is only valid for method estimate_tdigest');
    }
    switch (method) {
        case 'estimate_tdigest':
            if (!(compression >= 0 && compression < Infinity)) {
                throw new FluxError('compression must be a positive number');
            }
            return aggregate(args, site, (column) => estimate(column, q, compression || 1000, site));
        case 'exact_mean':
            return aggregate(args, site, (column) => exactMean(column, q));
        case 'exact_selector':
            return selectRow(args.stream(), q, site);
        default:
            throw new FluxError(`unknown method ${method}`);
    }
}

function estimate(column: Column, q: number, compression: number, site: CallSite): Aggregate | undefined {
    const values = numbersOf(column);
    if (!values) return undefined;
    if (values.length === 0) return { type: 'float', value: nullOf('float') };
    const digest = new TDigest(compression);
    for (const value of values) {
        site.runtime.budget.tick();
        digest.add(value);
    }
    return { type: 'float', value: digest.quantile(q) };
}

/** Between two values it lies on the line between them. Floats only, as in the official engine. */
function exactMean(column: Column, q: number): Aggregate | undefined {
    if (column.type !== 'float') return undefined;
    const values = numbersOf(column);
    if (!values || values.length === 0) return { type: 'float', value: nullOf('float') };
    values.sort((a, b) => (Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : a - b));
    const at = q * (values.length - 1);
    const below = Math.floor(at);
    const above = Math.ceil(at);
    const low = values[below] ?? NaN;
    const high = values[above] ?? NaN;
    return { type: 'float', value: below === above ? low : low * (above - at) + high * (at - below) };
}

/** Always by `_value`: the official engine does not hand `column` to this method. */
function selectRow(tables: TableStream, q: number, site: CallSite): TableStream {
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () => tables.tables().map((table) => rowOf(table, q, site)),
    });
}

function rowOf(table: Table, q: number, { runtime }: CallSite): Table {
    const column = table.column('_value');
    if (!column) throw new FluxError('no column "_value" exists');
    const rows: number[] = [];
    for (let row = 0; row < table.rowCount; row++) if (!column.isNull(row)) rows.push(row);
    rows.sort((a, b) => {
        runtime.budget.tick();
        return compareValues(column.get(a), column.get(b)) || a - b;
    });
    const row = rows[Math.max(Math.ceil(q * rows.length) - 1, 0)];
    return row === undefined ? nullRow(table) : table.slice(row, row + 1);
}

/** What there is to select of a table without values: its group key, and nulls. */
function nullRow(table: Table): Table {
    const columns = table.columns.map(({ label, column: { type } }) => ({
        label,
        column: new ConstantColumn(type, table.key.get(label)?.value ?? nullOf(type), 1),
    }));
    return new Table(table.key, columns, 1);
}
