import { describe, expect, it } from 'vitest';
import { BucketCatalog } from './bucket-catalog';
import type { Clock } from './clock';
import { nanosecondsPerMinute } from './rfc3339';
import type { Point } from './point';

function movingClock(): Clock & { advance(minutes: bigint): void } {
    let now = 1_700_000_000_000_000_000n;
    return {
        now: () => now,
        pinned: false,
        advance: (minutes) => (now += minutes * nanosecondsPerMinute),
    };
}
function newest(catalog: BucketCatalog, name: string): bigint {
    const bucket = catalog.buckets().find((one) => one.name === name)!;
    return bucket.series.map(({ times }) => times.at(-1)!).reduce((a, b) => (a > b ? a : b));
}
const point: Point = {
    measurement: 'airSensors',
    tags: { sensor_id: 'TLM0202' },
    field: 'temperature',
    time: 1n,
    value: { type: 'float', value: 1.5 },
};

describe('BucketCatalog', () => {
    it('starts with the sample buckets', () => {
        const catalog = new BucketCatalog(movingClock());
        expect(catalog.list().map(({ name }) => name)).toEqual(['air_sensor', 'machines']);
        expect(catalog.buckets().map(({ series }) => series.length)).toEqual([6, 18]);
    });

    it('makes the samples anew when they are an hour old, not before', () => {
        const clock = movingClock();
        const catalog = new BucketCatalog(clock);
        const first = newest(catalog, 'machines');
        const before = catalog.buckets();
        clock.advance(59n);
        expect(catalog.buckets()[1]).toBe(before[1]);
        clock.advance(1n);
        expect(newest(catalog, 'machines') - first).toBe(60n * nanosecondsPerMinute);
    });

    it('keeps what was written into a sample bucket, as part of its series', () => {
        const clock = movingClock();
        const catalog = new BucketCatalog(clock);
        expect(catalog.write('air_sensor', point)).toBeUndefined();
        clock.advance(61n);
        const series = catalog.buckets()[0]!.series;
        expect(series).toHaveLength(6);
        const changed = series.find(({ times }) => times[0] === 1n)!;
        expect([changed.field, changed.times.length, changed.values.data[0]]).toEqual([
            'temperature',
            3,
            1.5,
        ]);
    });

    it('creates buckets and finds them by name and id', () => {
        const catalog = new BucketCatalog(movingClock());
        const created = catalog.create('mine');
        expect(created.id).toMatch(/^[0-9a-f]{16}$/);
        expect(catalog.find('mine')).toBe(created);
        expect(catalog.find(created.id)).toBe(created);
        expect(catalog.find('other')).toBeUndefined();
        expect(catalog.write(created.id, point)).toBeUndefined();
        expect(catalog.buckets()[2]).toMatchObject({
            id: created.id,
            name: 'mine',
            series: [{ tags: point.tags }],
        });
    });

    it('says why a point cannot be taken', () => {
        const catalog = new BucketCatalog(movingClock());
        expect(catalog.write('none', point)).toBe('bucket "none" not found');
        expect(catalog.write('air_sensor', { ...point, value: { type: 'bool', value: true } })).toContain(
            'field type conflict',
        );
    });
});
