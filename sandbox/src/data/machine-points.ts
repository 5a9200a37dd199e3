/** The generated bucket `machines`: four machines at two sites and what the sites used, one point a minute. */
import type { Clock } from './clock';
import { dailyCurve, noise } from './generated-noise';
import type { FieldValue, Point } from './point';
import { nanosecondsPerMinute } from './rfc3339';

const machines = [
    { site: 'berlin', machine_id: 'm1' },
    { site: 'berlin', machine_id: 'm2' },
    { site: 'oslo', machine_id: 'm3' },
    { site: 'oslo', machine_id: 'm4' },
] as const;
const sites = ['berlin', 'oslo'] as const;
const minutes = 24 * 60;

/** The last 24 hours up to now. A minute's values are the same however often and whenever they are generated. */
export function machinePoints(clock: Clock): readonly Point[] {
    const last = Number(clock.now() / nanosecondsPerMinute);
    const points: Point[] = [];
    for (let minute = last - minutes + 1; minute <= last; minute++) {
        const time = BigInt(minute) * nanosecondsPerMinute;
        for (const tags of machines) {
            for (const [field, value] of machineFields(tags.machine_id, minute)) {
                points.push({ measurement: 'machine', tags, field, time, value });
            }
        }
        for (const site of sites) {
            const kwh = dailyCurve(site, minute, { base: 1.4, swing: 0.5, jitter: 0.2 });
            const value: FieldValue = { type: 'float', value: kwh };
            points.push({ measurement: 'energy', tags: { site }, field: 'kwh', time, value });
        }
    }
    return points;
}

function machineFields(name: string, minute: number): readonly (readonly [string, FieldValue])[] {
    const hour = Math.floor(minute / 60);
    // A gap of twelve minutes in about one hour of ten: nothing came from the machine.
    if (minute % 60 >= 20 && minute % 60 < 32 && noise(`${name} gap`, hour) < 0.1) return [];
    const running = noise(`${name} off`, hour) >= 0.15;
    const heat = { base: running ? 68 : 31, swing: 6, jitter: 2 };
    const temperature = dailyCurve(`${name} temperature`, minute, heat);
    const pressure = dailyCurve(`${name} pressure`, minute, { base: 4.2, swing: 0.3, jitter: 0.1 });
    const speed = Math.round(dailyCurve(`${name} rpm`, minute, { base: 1480, swing: 90, jitter: 40 }));
    return [
        ['temperature', { type: 'float', value: temperature }],
        ['pressure', { type: 'float', value: pressure }],
        ['rpm', { type: 'int', value: running ? BigInt(speed) : 0n }],
        ['running', { type: 'bool', value: running }],
    ];
}
