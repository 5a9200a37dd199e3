import { describe, expect, it } from 'vitest';
import {
    addDuration,
    Duration,
    durationFromParts,
    floorDivide,
    monthsSinceEpoch,
    parseDuration,
} from './duration';

const time = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;

describe('parseDuration', () => {
    it.each([
        ['1h30m', 0n, 5_400_000_000_000n],
        ['-1mo2d', -1n, -172_800_000_000_000n],
        ['1y1mo', 13n, 0n],
        ['1w', 0n, 604_800_000_000_000n],
        ['1ms2us3µs4ns', 0n, 1_005_004n],
    ])('%s', (text, months, nanoseconds) => {
        expect(parseDuration(text)).toMatchObject({ months, nanoseconds });
    });

    it.each(['', '1', 'h', '1 h', '1x', '--1h', '1h-30m', '1.5h'])('%j is none', (text) => {
        expect(parseDuration(text)).toBeUndefined();
    });
});

it('magnitudes have one sign', () => {
    expect(() =>
        durationFromParts([
            { magnitude: 1n, unit: 'mo' },
            { magnitude: -1n, unit: 'd' },
        ]),
    ).toThrow('duration magnitudes must be the same sign');
});

describe('adding months', () => {
    it.each([
        ['2020-01-31T10:00:00Z', 1n, '2020-02-29T10:00:00Z'],
        ['2021-01-31T10:00:00Z', 1n, '2021-02-28T10:00:00Z'],
        ['2020-03-31T00:00:00Z', -1n, '2020-02-29T00:00:00Z'],
        ['2020-11-15T00:00:00Z', 14n, '2022-01-15T00:00:00Z'],
        ['1970-01-31T23:59:59Z', -2n, '1969-11-30T23:59:59Z'],
    ])('to %s: %s', (from, months, to) => {
        expect(addDuration(time(from), new Duration(months, 0n))).toBe(time(to));
    });

    it('keeps nanoseconds, and adds nanoseconds after the months', () => {
        expect(addDuration(time('2020-01-31T00:00:00Z') + 7n, new Duration(1n, 1n))).toBe(
            time('2020-02-29T00:00:00Z') + 8n,
        );
    });
});

it('months are counted from 1970, also backwards', () => {
    expect(monthsSinceEpoch(time('1970-02-01T00:00:00Z'))).toBe(1n);
    expect(monthsSinceEpoch(time('1969-12-31T23:59:59Z'))).toBe(-1n);
});

it('floorDivide rounds down', () => {
    expect([7n, -7n, 6n, -6n].map((dividend) => floorDivide(dividend, 3n))).toEqual([2n, -3n, 2n, -2n]);
});
