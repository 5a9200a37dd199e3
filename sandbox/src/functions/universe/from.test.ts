import { afterAll, expect, it } from 'vitest';
import type { BucketData, SeriesValues } from '../../data/bucket-data';
import { fluxUnderTest, testNow } from '../flux-under-test';

const minute = 60_000_000_000n;
const times = BigInt64Array.of(testNow - 3n * minute, testNow - 2n * minute, testNow - minute);
const series = (field: string, values: SeriesValues, tags: Record<string, string> = {}) => ({
    measurement: 'm',
    field,
    tags,
    times,
    values,
});
const bucket: BucketData = {
    id: '0123456789abcdef',
    name: 'my bucket',
    series: [
        series('text', { type: 'string', data: ['a', 'b', 'c'] }, { z: '1', a: '2' }),
        series('float', { type: 'float', data: Float64Array.of(1, 2, 3) }),
        series('int', { type: 'int', data: BigInt64Array.of(1n, 2n, 3n) }),
        series('uint', { type: 'uint', data: BigUint64Array.of(1n, 2n, 3n) }),
        series('bool', { type: 'bool', data: Uint8Array.of(0, 1, 0) }),
    ],
};
const flux = fluxUnderTest([bucket]);
afterAll(() => flux.end());

it('gives each series as a table, tags by name, within the bounds only', async () => {
    const key = '_start=2020-12-31T23:58:00Z _stop=2020-12-31T23:59:00Z _field=';
    expect(await flux.rows('from(bucket: "my bucket") |> range(start: -2m, stop: -1m)')).toEqual([
        `[${key}bool _measurement=m] _time=2020-12-31T23:58:00Z _value=true`,
        `[${key}float _measurement=m] _time=2020-12-31T23:58:00Z _value=2.0`,
        `[${key}int _measurement=m] _time=2020-12-31T23:58:00Z _value=2`,
        `[${key}text _measurement=m a=2 z=1] _time=2020-12-31T23:58:00Z _value=b`,
        `[${key}uint _measurement=m] _time=2020-12-31T23:58:00Z _value=2`,
    ]);
});

it('gives no table for a series that has nothing there', async () => {
    expect(await flux.rows('from(bucket: "my bucket") |> range(start: -30s)')).toEqual([]);
});

it('takes the id as well, and exactly one of both', async () => {
    expect(await flux.rows('from(bucketID: "0123456789abcdef") |> range(start: -90s)')).toHaveLength(5);
    expect(await flux.failure('from() |> range(start: -1h)')).toContain(
        'must specify exactly one of "bucket" and "bucketID"',
    );
    expect(await flux.failure('from(bucket: "") |> range(start: -1h)')).toContain(
        'bucket name cannot be empty',
    );
});

it('refuses other servers, and buckets that are not there', async () => {
    expect(await flux.failure('from(bucket: "my bucket", host: "https://x") |> range(start: -1h)')).toContain(
        'the sandbox does not take the argument "host"',
    );
    expect(await flux.failure('from(bucket: "x") |> range(start: -1h)')).toBe(
        'failed to initialize execute state: could not find bucket "x"',
    );
    expect(
        await flux.rows('x = from(bucket: "x")\nfrom(bucket: "my bucket") |> range(start: -90s)'),
    ).toHaveLength(5);
});

it('is read with a range, not else', async () => {
    expect(
        await flux.failure('from(bucket: "my bucket") |> filter(fn: (r) => true) |> range(start: -1h)'),
    ).toContain(`cannot submit unbounded read to "my bucket"; try bounding 'from' with a call to 'range'`);
});
