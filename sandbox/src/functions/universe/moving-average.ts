import { Arguments } from '../../engine/arguments';
import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { Duration, infinite } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import type { Table } from '../../engine/table';
import { mergeByKey } from '../../engine/table';
import { TableStream } from '../../engine/table-stream';
import { nullOf } from '../../engine/values';
import { mean } from './aggregate';
import { duplicateColumn } from './columns';
import { changeListed } from './listed-columns';
import { windowStream } from './window';

/** `movingAverage(n:)`: the mean of the last n values at each row. */
export const movingAverage: BuiltinFunction = {
    package: 'universe',
    name: 'movingAverage',
    signature: '(<-tables: stream[{B with _value: A}], n: int) => stream[{B with _value: float}]',
    summary: 'The mean of the last n values; nulls are not counted, and fewer rows than n give one row.',
    run: (args, site) => {
        const tables = args.stream();
        const n = args.int('n');
        if (n <= 0n) {
            throw new FluxError(
                `cannot take moving average with a period of ${String(n)} (must be greater than 0)`,
            );
        }
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                tables.tables().map((table) => averageTable(table, Number(n), site.runtime.budget)),
        });
    },
};

const plain = {
    offset: new Duration(0n, 0n),
    timeColumn: '_time',
    startColumn: '_start',
    stopColumn: '_stop',
    createEmpty: false,
} as const;

/** `timedMovingAverage(every:, period:, column:)`: the mean of the last `period`, at each `every`. */
export const timedMovingAverage: BuiltinFunction = {
    package: 'universe',
    name: 'timedMovingAverage',
    signature: '(<-tables: stream[A], every: duration, period: duration, ?column: string) => stream[B]',
    summary: 'The mean of overlapping windows of time.',
    run: (args, site) => {
        const column = args.optionalString('column', '_value');
        const every = args.duration('every');
        const period = args.duration('period');
        const windowed = windowStream(args.stream(), site, { ...plain, every, period });
        const averaged = mean.run(
            new Arguments(
                new Map<string, TableStream | string>([
                    ['tables', windowed],
                    ['column', column],
                ]),
            ),
            site,
        );
        if (!(averaged instanceof TableStream)) throw new FluxError('mean must give a stream of tables');
        const timed = site.stream({
            parents: [averaged],
            bounds: averaged.bounds,
            compute: () =>
                mergeByKey(averaged.tables().map((table) => duplicateColumn(table, '_stop', '_time'))),
        });
        return windowStream(timed, site, { ...plain, every: infinite, period: infinite });
    },
};

function averageTable(table: Table, n: number, budget: Budget): Table {
    const values = table.column('_value');
    if (!values) throw new FluxError('cannot find _value column');
    const { type } = values;
    if (type !== 'float' && type !== 'int' && type !== 'uint') {
        throw new FluxError(`cannot take moving average of column _value (type ${type})`);
    }
    const { rowCount } = table;
    const from = Math.min(n, rowCount) - 1;
    const kept = rowCount === 0 ? 0 : rowCount - from;
    return changeListed(
        table,
        ['_value'],
        kept,
        (column) => averages(column, Math.min(n, rowCount), budget),
        (column) => column.slice(rowCount - kept, rowCount),
    );
}

/** The values of each window are added in the order of a ring, as the official engine adds them. */
function averages(column: Column, n: number, budget: Budget): Column {
    const builder = new ColumnBuilder('float', Math.max(column.length, 1));
    const read = column.rawReader() as (row: number) => number | bigint;
    const ring: (number | undefined)[] = [];
    for (let row = 0; row < column.length; row++) {
        ring[row % n] = column.isNull(row) ? undefined : Number(read(row));
        if (row < n - 1) continue;
        let sum = 0;
        let count = 0;
        for (const value of ring) {
            budget.tick();
            if (value === undefined) continue;
            sum += value;
            count++;
        }
        builder.append(count === 0 ? nullOf('float') : sum / count);
    }
    return builder.finish();
}
