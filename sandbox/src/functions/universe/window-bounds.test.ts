import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../engine/duration';
import { Windows } from './window-bounds';

const duration = (text: string) => parseDuration(text)!;
const time = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
const iso = (nanoseconds: bigint): string =>
    new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, 16);

function windows(every: string, period: string, offset: string, start: string, stop: string): string[] {
    const all = new Windows(duration(every), duration(period), duration(offset));
    return all
        .overlapping({ start: time(start), stop: time(stop) }, () => undefined)
        .map((window) => `${iso(window.start)} ${iso(window.stop)}`);
}

describe('windows', () => {
    it('lie on multiples from the epoch and touch the bounds', () => {
        expect(windows('1h', '1h', '0s', '2021-01-01T00:30:00Z', '2021-01-01T02:00:00Z')).toEqual([
            '2021-01-01T00:00 2021-01-01T01:00',
            '2021-01-01T01:00 2021-01-01T02:00',
        ]);
    });

    it('are moved by an offset, forwards and backwards', () => {
        expect(windows('1h', '1h', '20m', '2021-01-01T00:30:00Z', '2021-01-01T01:00:00Z')).toEqual([
            '2021-01-01T00:20 2021-01-01T01:20',
        ]);
        expect(windows('1h', '1h', '-20m', '2021-01-01T00:30:00Z', '2021-01-01T01:00:00Z')).toEqual([
            '2020-12-31T23:40 2021-01-01T00:40',
            '2021-01-01T00:40 2021-01-01T01:40',
        ]);
    });

    it('overlap when the period is longer, and leave gaps when it is shorter', () => {
        expect(windows('1h', '2h', '0s', '2021-01-01T05:10:00Z', '2021-01-01T05:20:00Z')).toEqual([
            '2021-01-01T04:00 2021-01-01T06:00',
            '2021-01-01T05:00 2021-01-01T07:00',
        ]);
        expect(windows('1h', '10m', '0s', '2021-01-01T05:10:00Z', '2021-01-01T06:20:00Z')).toEqual([
            '2021-01-01T06:00 2021-01-01T06:10',
        ]);
    });

    it('end where they would begin when the period is negative', () => {
        expect(windows('1h', '-1h', '0s', '2021-01-01T05:10:00Z', '2021-01-01T05:20:00Z')).toEqual([
            '2021-01-01T05:00 2021-01-01T06:00',
        ]);
    });

    it('follow the calendar in months and years', () => {
        expect(windows('1mo', '1mo', '0s', '2020-01-31T00:00:00Z', '2020-03-01T00:00:01Z')).toEqual([
            '2020-01-01T00:00 2020-02-01T00:00',
            '2020-02-01T00:00 2020-03-01T00:00',
            '2020-03-01T00:00 2020-04-01T00:00',
        ]);
        expect(windows('1y', '1y', '0s', '1969-06-01T00:00:00Z', '1969-06-02T00:00:00Z')).toEqual([
            '1969-01-01T00:00 1970-01-01T00:00',
        ]);
        expect(windows('3mo', '1mo', '0s', '2020-04-15T00:00:00Z', '2020-07-15T00:00:00Z')).toEqual([
            '2020-04-01T00:00 2020-05-01T00:00',
            '2020-07-01T00:00 2020-08-01T00:00',
        ]);
    });

    it('begin before the epoch too', () => {
        expect(windows('1w', '1w', '0s', '1969-12-31T00:00:00Z', '1969-12-31T00:00:01Z')).toEqual([
            '1969-12-25T00:00 1970-01-01T00:00',
        ]);
    });
});

it('no interval is zero, negative or mixed', () => {
    const make = (every: string) => () => new Windows(duration(every), duration('1h'), duration('0s'));
    expect(make('0s')).toThrow('cannot be zero');
    expect(make('-1h')).toThrow('cannot be negative');
    expect(make('1mo1d')).toThrow('cannot mix month and nanosecond units');
});
