import type { BuiltinFunction } from '../../engine/builtin';
import { BuiltinValue } from '../../engine/builtin';
import { Duration, infinite } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { requireUtc } from '../../engine/location';
import type { CallSite } from '../../engine/runtime';
import { ConstantColumn } from '../../engine/column';
import { mergeByKey, Table } from '../../engine/table';
import { TableStream } from '../../engine/table-stream';
import { typeName } from '../../engine/value-types';
import type { FunctionValue } from '../../engine/values';
import { nullOf } from '../../engine/values';
import { duplicateColumn } from './columns';
import { windowStream } from './window';

const zero = new Duration(0n, 0n);

/**
 * `aggregateWindow(every:, fn:, …)`: windows, an aggregate or selector over each, and the windows put together again.
 * It does what the standard library's definition does: window, fn, empty windows filled, time column set, unwindowed.
 */
export const aggregateWindow: BuiltinFunction = {
    package: 'universe',
    name: 'aggregateWindow',
    signature:
        '(<-tables: stream[D], every: duration, fn: (<-: stream[B], column: A) => stream[C], ?column: A, ' +
        '?createEmpty: bool, ?location: {offset: duration, zone: string}, ?offset: duration, ?period: duration, ' +
        '?timeDst: string, ?timeSrc: string) => stream[E]',
    summary: 'Aggregates each window of time to one row.',
    run: (args, site) => {
        if (args.has('location')) requireUtc(args.value('location'));
        const createEmpty = args.optionalBool('createEmpty', true);
        const timeSource = args.optionalString('timeSrc', '_stop');
        const timeTarget = args.optionalString('timeDst', '_time');
        const windowed = windowStream(args.stream(), site, {
            ...plain,
            every: args.duration('every'),
            period: args.optionalDuration('period', zero),
            offset: args.optionalDuration('offset', zero),
            createEmpty,
        });
        const aggregated = call(args.function('fn'), windowed, args.optionalString('column', '_value'), site);
        const timed = site.stream({
            parents: [aggregated],
            bounds: aggregated.bounds,
            compute: () =>
                mergeByKey(
                    aggregated.tables().map((table) => {
                        const filled = createEmpty && table.rowCount === 0 ? fillEmpty(table) : table;
                        return duplicateColumn(filled, timeSource, timeTarget);
                    }),
                ),
        });
        return windowStream(timed, site, { ...plain, every: infinite, timeColumn: timeTarget });
    },
};

const plain = {
    period: zero,
    offset: zero,
    timeColumn: '_time',
    startColumn: '_start',
    stopColumn: '_stop',
    createEmpty: false,
} as const;

function call(fn: FunctionValue, tables: TableStream, column: string, site: CallSite): TableStream {
    if (fn.pipeParameter === undefined) throw new FluxError('fn must take piped tables');
    const args = new Map<string, TableStream | string>([
        [fn.pipeParameter, tables],
        ['column', column],
    ]);
    const result = fn instanceof BuiltinValue ? fn.call(args, site) : fn.call(args);
    if (result instanceof TableStream) return result;
    throw new FluxError(`fn must give a stream of tables, got ${typeName(result)}`);
}

/** A table without rows gets one: the values of its group key, and nulls. */
function fillEmpty(table: Table): Table {
    const columns = table.columns.map(({ label, column }) => {
        const key = table.key.get(label);
        return {
            label,
            column: new ConstantColumn(column.type, key?.value ?? nullOf(column.type), 1),
        };
    });
    return new Table(table.key, columns, 1);
}
