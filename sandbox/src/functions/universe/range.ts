import type { BuiltinFunction } from '../../engine/builtin';
import { ConstantColumn, Int64Column } from '../../engine/column';
import { addDuration, Duration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import { inKeyOrder, Table } from '../../engine/table';
import type { Bounds } from '../../engine/table-stream';
import { intersect } from '../../engine/table-stream';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Time } from '../../engine/values';

/** `range(start:, stop:)`: rows from `start` to before `stop`. It sets the bounds that windows are clipped to. */
export const range: BuiltinFunction = {
    package: 'universe',
    name: 'range',
    signature:
        '(<-tables: stream[{C with _time: time}], start: A, ?stop: B) => ' +
        'stream[{C with _stop: time, _start: time, _time: time}]',
    summary: 'Keeps the rows of a time range; start and stop are times, durations from now, or unix seconds.',
    run: (args, site) => {
        const now = site.runtime.now();
        const asked = {
            start: queryTime(args.value('start'), now),
            stop: args.has('stop') ? queryTime(args.value('stop'), now) : now,
        };
        if (asked.start >= asked.stop) {
            throw new FluxError('error in building plan while starting program: cannot query an empty range');
        }
        const tables = args.stream();
        const bounds = intersect(asked, tables.bounds);
        const { source } = tables;
        return site.stream({
            parents: [tables],
            bounds,
            bindsSource: source !== undefined,
            compute: () =>
                source
                    ? source.read(bounds)
                    : inKeyOrder(tables.tables().map((table) => clip(table, bounds, site))),
        });
    },
};

/** A time as `range` takes it: a time, a duration from now, or whole seconds since 1970. */
function queryTime(value: Value, now: bigint): bigint {
    if (value instanceof Time) return value.nanoseconds;
    if (value instanceof Duration) return addDuration(now, value);
    if (typeof value === 'bigint') return value * 1_000_000_000n;
    throw new FluxError(`value is not a time, got ${typeName(value)}`);
}

function clip(table: Table, bounds: Bounds, site: CallSite): Table {
    const times = table.column('_time');
    if (!times) throw new FluxError("range error: supplied time column _time doesn't exist");
    if (times.type !== 'time')
        throw new FluxError('range error: provided time column _time is not of type time');
    const rows = rowsWithin(times, bounds, site);
    const kept = rows.length === table.rowCount ? table : table.take(rows);
    const { start, stop } = keyBounds(table.key, bounds);
    const edges = [
        { label: '_start', type: 'time' as const, value: new Time(start) },
        { label: '_stop', type: 'time' as const, value: new Time(stop) },
    ];
    const isEdge = (label: string): boolean => label === '_start' || label === '_stop';
    const key = new GroupKey([...edges, ...table.key.columns.filter(({ label }) => !isEdge(label))]);
    const edgeColumns = edges.map(({ label, type, value }) => ({
        label,
        column: new ConstantColumn(type, value, rows.length),
    }));
    const columns = [...edgeColumns, ...kept.columns.filter(({ label }) => !isEdge(label))];
    return new Table(key, columns, rows.length);
}

function rowsWithin(
    times: Table['columns'][number]['column'],
    { start, stop }: Bounds,
    site: CallSite,
): Uint32Array {
    const rows = new Uint32Array(times.length);
    let count = 0;
    for (let row = 0; row < times.length; row++) {
        site.runtime.budget.tick();
        if (times.isNull(row)) continue;
        const time = times instanceof Int64Column ? times.data[row] : (times.get(row) as Time).nanoseconds;
        if (time !== undefined && time >= start && time < stop) rows[count++] = row;
    }
    return rows.subarray(0, count);
}

/** A table that has bounds in its key already keeps what both have in common. */
function keyBounds(key: GroupKey, bounds: Bounds): Bounds {
    const start = key.get('_start')?.value;
    const stop = key.get('_stop')?.value;
    if (!(start instanceof Time) || !(stop instanceof Time)) return bounds;
    const common = intersect(bounds, { start: start.nanoseconds, stop: stop.nanoseconds });
    return common.start < common.stop ? common : bounds;
}
