/**
 * The eight points of InfluxDB's documentation: six at 16:13:05 and two at 16:57:57 on 28 September 2021.
 * Source: "Invoke custom scripts as API endpoints", InfluxDB Cloud documentation.
 */
import type { Clock } from './clock';
import type { Point } from './point';
import { nanosecondsPerDay, parseRfc3339 } from './rfc3339';

const early = '2021-09-28T16:13:05Z';
const late = '2021-09-28T16:57:57Z';

const points: readonly (readonly [time: string, sensor: string, field: string, value: number])[] = [
    [early, 'TLM0202', 'temperature', 75.30007505999716],
    [early, 'TLM0201', 'temperature', 73],
    [early, 'TLM0201', 'humidity', 35],
    [early, 'TLM0202', 'co', 0.5141876544505826],
    [early, 'TLM0201', 'co', 0.48445310567793615],
    [early, 'TLM0202', 'humidity', 35.651929918691714],
    [late, 'TLM0202', 'temperature', 75.30007505999716],
    [late, 'TLM0202', 'humidity', 35.651929918691714],
];

/**
 * The documentation's points. Moved by whole days to the day before yesterday (in UTC), so that `-7d` and `-30d` find
 * them; with a pinned clock they keep the documentation's dates.
 */
export function documentationPoints(clock: Clock): readonly Point[] {
    const shift = clock.pinned ? 0n : (dayOf(clock.now()) - 2n - dayOf(timeOf(early))) * nanosecondsPerDay;
    return points.map(([time, sensor, field, value]) => ({
        measurement: 'airSensors',
        tags: { sensor_id: sensor },
        field,
        time: timeOf(time) + shift,
        value: { type: 'float', value },
    }));
}

function timeOf(text: string): bigint {
    return parseRfc3339(text) ?? 0n;
}

/** Whole days since 1970; the sandbox's clock is never before. */
function dayOf(nanoseconds: bigint): bigint {
    return nanoseconds / nanosecondsPerDay;
}
