import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { Duration, infinite } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import { requireUtc } from '../../engine/location';
import type { CallSite } from '../../engine/runtime';
import { mergeByKey, Table } from '../../engine/table';
import type { Bounds, TableStream } from '../../engine/table-stream';
import { intersect } from '../../engine/table-stream';
import { Time } from '../../engine/values';
import { Windows } from './window-bounds';
import type { RowList } from './window-groups';
import { WindowGroups } from './window-groups';

const zero = new Duration(0n, 0n);

/** `window(every:, …)`: puts rows into tables by windows of time. */
export const window: BuiltinFunction = {
    package: 'universe',
    name: 'window',
    signature:
        '(<-tables: stream[A], ?createEmpty: bool, ?every: duration, ?location: {offset: duration, zone: string}, ' +
        '?offset: duration, ?period: duration, ?startColumn: string, ?stopColumn: string, ?timeColumn: string) => stream[B]',
    summary: 'Puts rows into tables by windows of time, clipped to the bounds of the query.',
    run: (args, site) => {
        if (args.has('location')) requireUtc(args.value('location'));
        return windowStream(args.stream(), site, {
            every: args.optionalDuration('every', zero),
            period: args.optionalDuration('period', zero),
            offset: args.optionalDuration('offset', zero),
            timeColumn: args.optionalString('timeColumn', '_time'),
            startColumn: args.optionalString('startColumn', '_start'),
            stopColumn: args.optionalString('stopColumn', '_stop'),
            createEmpty: args.optionalBool('createEmpty', false),
        });
    },
};

export interface WindowOptions {
    readonly every: Duration;
    /** Zero means the same as `every`, and the other way round. */
    readonly period: Duration;
    readonly offset: Duration;
    readonly timeColumn: string;
    readonly startColumn: string;
    readonly stopColumn: string;
    readonly createEmpty: boolean;
}

/** The stream that `window` gives. Throws a FluxError for options that make no windows. */
export function windowStream(tables: TableStream, site: CallSite, options: WindowOptions): TableStream {
    if (options.every.isNegative) throw new FluxError('parameter "every" must be non-negative');
    if (options.every.isZero && options.period.isZero) {
        throw new FluxError(
            'window function requires at least one of "every" or "period" to be set and non-zero',
        );
    }
    const { bounds } = tables;
    if (!bounds) throw new FluxError('nil bounds passed to window; use range to set the window range');
    const every = options.every.isZero ? options.period : options.every;
    const period = options.period.isZero ? options.every : options.period;
    const windows = new Windows(every, period, options.offset);
    const endless = every.nanoseconds === infinite.nanoseconds;
    return site.stream({
        parents: [tables],
        bounds,
        compute: () => {
            if (bounds.start >= bounds.stop) return [];
            const all = tables.tables();
            const { budget } = site.runtime;
            if (options.createEmpty && !endless) {
                budget.windows(windows.estimate(bounds) * BigInt(Math.max(all.length, 1)));
            }
            const empty = options.createEmpty ? emptyWindows(windows, bounds, endless, site) : [];
            const find = finder(windows, bounds, endless, site);
            return mergeByKey(all.flatMap((table) => windowTable(table, options, find, empty, site)));
        },
    });
}

function emptyWindows(
    windows: Windows,
    bounds: Bounds,
    endless: boolean,
    { runtime }: CallSite,
): readonly Bounds[] {
    if (endless) return [bounds];
    return windows
        .overlapping(bounds, () => {
            runtime.budget.tick();
        })
        .map((window) => intersect(window, bounds));
}

/** Gives the windows that a time lies in, clipped to the query; neighbouring times mostly share them. */
function finder(
    windows: Windows,
    bounds: Bounds,
    endless: boolean,
    { runtime }: CallSite,
): (time: bigint) => readonly Bounds[] {
    const everything = [bounds];
    if (endless) return () => everything;
    let last: readonly Bounds[] = [];
    const tick = () => {
        runtime.budget.tick();
    };
    return (time) => {
        const [known] = last;
        if (windows.tiles && known && time >= known.start && time < known.stop) return last;
        last = windows
            .overlapping({ start: time, stop: time + 1n }, tick)
            .map((window) => intersect(window, bounds))
            .filter(({ start, stop }) => start < stop);
        return last;
    };
}

function windowTable(
    table: Table,
    options: WindowOptions,
    find: (time: bigint) => readonly Bounds[],
    empty: readonly Bounds[],
    site: CallSite,
): Table[] {
    const times = table.column(options.timeColumn);
    if (!times) throw new FluxError(`missing time column "${options.timeColumn}"`);
    if (times.type !== 'time') throw new FluxError(`column "${options.timeColumn}" is not of type time`);
    const { budget } = site.runtime;
    const groups = new WindowGroups(budget);
    for (const window of empty) groups.of(window);
    assign(times, find, groups, budget);
    return groups.all().map(({ window, rows }) => windowOf(table, window, rows, options));
}

/** Puts each row into its windows. A row without a time lies in none. */
function assign(
    times: Column,
    find: (time: bigint) => readonly Bounds[],
    groups: WindowGroups,
    budget: Budget,
): void {
    const timeOf = times.rawReader() as (row: number) => bigint;
    const nullable = times.nullCount > 0;
    let found: readonly Bounds[] | undefined;
    let open: RowList[] = [];
    for (let row = 0; row < times.length; row++) {
        budget.tick();
        if (nullable && times.isNull(row)) continue;
        const windows = find(timeOf(row));
        if (windows !== found) {
            found = windows;
            open = windows.map((window) => groups.of(window));
        }
        for (const rows of open) rows.add(row);
    }
}

/** The rows of one window; begin and end of the window become part of the group key. */
function windowOf(table: Table, window: Bounds, rows: RowList, options: WindowOptions): Table {
    const edges = new Map([
        [options.startColumn, new Time(window.start)],
        [options.stopColumn, new Time(window.stop)],
    ]);
    const part = rows.of(table);
    const edge = (label: string, value: Time) => ({
        label,
        column: new ConstantColumn('time', value, rows.length),
    });
    const missing = [...edges].filter(([label]) => !table.column(label));
    const columns = [
        ...part.columns.map((column) => {
            const value = edges.get(column.label);
            return value ? edge(column.label, value) : column;
        }),
        ...missing.map(([label, value]) => edge(label, value)),
    ];
    const key = new GroupKey(
        columns.flatMap(({ label }) => {
            const value = edges.get(label);
            return value ? [{ label, type: 'time' as const, value }] : (table.key.get(label) ?? []);
        }),
    );
    return new Table(key, columns, rows.length);
}
