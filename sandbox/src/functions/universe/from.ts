import type { BucketData, Series, SeriesValues } from '../../data/bucket-data';
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { BoolColumn, FloatColumn, Int64Column, StringColumn, UIntColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import { inKeyOrder, keyColumns, Table } from '../../engine/table';
import type { Bounds, BucketSource } from '../../engine/table-stream';
import { Time } from '../../engine/values';

const oneServer = 'leave it out: the sandbox is one server with one organization';

/** `from(bucket: "b")`: the series of a bucket, one table each. It is read only within the bounds of a `range`. */
export const from: BuiltinFunction = {
    package: 'universe',
    name: 'from',
    signature:
        '(?bucket: string, ?bucketID: string, ?host: string, ?org: string, ?orgID: string, ?token: string) => ' +
        'stream[{B with _value: A, _time: time, _field: string, _measurement: string}]',
    summary: 'Reads a bucket of the sandbox.',
    refuses: { host: oneServer, org: oneServer, orgID: oneServer, token: oneServer },
    run: (args, site) => {
        const source = bucketSource(args, site);
        return site.stream({ parents: [], bounds: undefined, source, compute: () => [] });
    },
};

function bucketSource(args: Arguments, { runtime }: CallSite): BucketSource {
    if (args.has('bucket') === args.has('bucketID')) {
        throw new FluxError('must specify exactly one of "bucket" and "bucketID"');
    }
    const byName = args.has('bucket');
    const wanted = args.string(byName ? 'bucket' : 'bucketID');
    if (wanted === '') throw new FluxError('bucket name cannot be empty');
    const bucket = runtime.buckets.find(({ id, name }) => (byName ? name : id) === wanted);
    return {
        bucket: wanted,
        check: () => {
            if (bucket) return;
            throw new FluxError(
                `failed to initialize execute state: could not find bucket "${wanted}"`,
                'not found',
            );
        },
        read: (bounds) => (bucket ? readBucket(bucket, bounds) : []),
    };
}

function readBucket(bucket: BucketData, bounds: Bounds): Table[] {
    return inKeyOrder(bucket.series.flatMap((series) => readSeries(series, bounds) ?? []));
}

/** A series between two times; undefined when it has no point there, because then the server sends no table. */
function readSeries(series: Series, { start, stop }: Bounds): Table | undefined {
    const from = firstAtOrAfter(series.times, start);
    const to = firstAtOrAfter(series.times, stop);
    if (from >= to) return undefined;
    const tags = Object.keys(series.tags).sort();
    const key = new GroupKey([
        { label: '_start', type: 'time', value: new Time(start) },
        { label: '_stop', type: 'time', value: new Time(stop) },
        { label: '_field', type: 'string', value: series.field },
        { label: '_measurement', type: 'string', value: series.measurement },
        ...tags.map((label) => ({ label, type: 'string' as const, value: series.tags[label] ?? '' })),
    ]);
    const [startColumn, stopColumn, ...rest] = keyColumns(key, to - from);
    if (!startColumn || !stopColumn) return undefined;
    const columns = [
        startColumn,
        stopColumn,
        { label: '_time', column: new Int64Column('time', series.times.subarray(from, to), undefined) },
        { label: '_value', column: valueColumn(series.values).slice(from, to) },
        ...rest,
    ];
    return new Table(key, columns, to - from);
}

function valueColumn(values: SeriesValues): Column {
    switch (values.type) {
        case 'float':
            return new FloatColumn(values.data, undefined);
        case 'int':
            return new Int64Column('int', values.data, undefined);
        case 'uint':
            return new UIntColumn(values.data, undefined);
        case 'bool':
            return new BoolColumn(values.data, undefined);
        case 'string':
            return new StringColumn(values.data, undefined);
    }
}

/** The index of the first time that is not before `time`; times ascend. */
function firstAtOrAfter(times: BigInt64Array, time: bigint): number {
    let low = 0;
    let high = times.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((times[middle] ?? 0n) < time) low = middle + 1;
        else high = middle;
    }
    return low;
}
