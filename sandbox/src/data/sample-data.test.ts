import { describe, expect, it } from 'vitest';
import { startClock } from './clock';
import { documentationPoints } from './documentation-points';
import { machinePoints } from './machine-points';
import type { Point } from './point';
import { nanosecondsPerDay, nanosecondsPerMinute, parseRfc3339 } from './rfc3339';

const pinned = startClock(parseRfc3339('2021-10-25T21:10:01.810564864Z'));

function rows(points: readonly Point[]) {
    return points.map(({ tags, field, time, value }) => [time, tags['sensor_id'], field, value.value]);
}

/** Time to value for each series, named by its measurement, tags and field. */
function bySeries(points: readonly Point[]): Map<string, Map<bigint, Point['value']>> {
    const series = new Map<string, Map<bigint, Point['value']>>();
    for (const { measurement, tags, field, time, value } of points) {
        const name = [measurement, ...Object.values(tags), field].join(' ');
        const values = series.get(name) ?? new Map<bigint, Point['value']>();
        series.set(name, values.set(time, value));
    }
    return series;
}

describe('the documentation’s points', () => {
    it('are the eight of the documentation, at its dates, when the clock is pinned', () => {
        const early = 1_632_845_585_000_000_000n;
        const late = 1_632_848_277_000_000_000n;
        const points = documentationPoints(pinned);
        expect(new Set(points.map((one) => one.measurement))).toEqual(new Set(['airSensors']));
        expect(rows(points)).toEqual([
            [early, 'TLM0202', 'temperature', 75.30007505999716],
            [early, 'TLM0201', 'temperature', 73],
            [early, 'TLM0201', 'humidity', 35],
            [early, 'TLM0202', 'co', 0.5141876544505826],
            [early, 'TLM0201', 'co', 0.48445310567793615],
            [early, 'TLM0202', 'humidity', 35.651929918691714],
            [late, 'TLM0202', 'temperature', 75.30007505999716],
            [late, 'TLM0202', 'humidity', 35.651929918691714],
        ]);
    });

    it('lie on the day before yesterday, at their time of day, when the clock runs', () => {
        const now = parseRfc3339('2024-03-01T00:00:01Z')!;
        const times = rows(documentationPoints({ now: () => now, pinned: false })).map(([time]) => time);
        expect(new Set(times)).toEqual(
            new Set([parseRfc3339('2024-02-28T16:13:05Z'), parseRfc3339('2024-02-28T16:57:57Z')]),
        );
    });
});

describe('the bucket machines', () => {
    const series = bySeries(machinePoints(pinned));

    it('has four machines with four fields and the energy of two sites', () => {
        const fields = ['temperature', 'pressure', 'rpm', 'running'];
        const machines = ['berlin m1', 'berlin m2', 'oslo m3', 'oslo m4'];
        expect([...series.keys()].sort()).toEqual(
            [
                ...machines.flatMap((machine) => fields.map((field) => `machine ${machine} ${field}`)),
                'energy berlin kwh',
                'energy oslo kwh',
            ].sort(),
        );
        const types = fields.map((field) => [...series.get(`machine oslo m4 ${field}`)!.values()][0]!.type);
        expect(types).toEqual(['float', 'float', 'int', 'bool']);
    });

    it('has one point a minute over the last 24 hours, with a few gaps', () => {
        const now = pinned.now();
        for (const [name, values] of series) {
            const times = [...values.keys()];
            expect(times.at(-1)! <= now).toBe(true);
            expect(times[0]! > now - nanosecondsPerDay).toBe(true);
            const gaps = times.slice(1).filter((time, at) => time - times[at]! !== nanosecondsPerMinute);
            expect(gaps.length).toBeLessThan(10);
            if (name.startsWith('energy')) expect(times).toHaveLength(1440);
        }
        expect([...series.values()].some((values) => values.size < 1440)).toBe(true);
    });

    it('repeats the same values for the same minutes an hour later', () => {
        const later = bySeries(machinePoints(startClock(pinned.now() + 60n * nanosecondsPerMinute)));
        for (const [name, values] of series) {
            const shared = [...values].filter(([time]) => later.get(name)!.has(time));
            expect(shared.length).toBeGreaterThan(1200);
            for (const [time, value] of shared) expect(later.get(name)!.get(time)).toEqual(value);
        }
    });

    it('varies, and machines stand still at times', () => {
        for (const [name, values] of series) {
            const different = new Set([...values.values()].map(({ value }) => value)).size;
            expect(different, name).toBeGreaterThan(name.endsWith('running') ? 0 : 20);
        }
        const running = [...series].filter(([name]) => name.endsWith('running'));
        const states = running.flatMap(([, values]) => [...values.values()].map(({ value }) => value));
        expect(new Set(states)).toEqual(new Set([true, false]));
    });
});
