import { describe, expect, it } from 'vitest';
import { groupKeyOf, type KeyCandidate } from './group-key';

/** A table from rows, without annotations, or with the group columns that are given. */
function table(columns: string[], rows: string[][], grouped?: string[]): KeyCandidate {
    const constants = columns.map((_, at) => {
        const values = new Set(rows.map((row) => row[at]!));
        return values.size === 1 ? [...values][0] : undefined;
    });
    const groups = columns.map((name) => grouped?.includes(name));
    return { columns, groups, constants, rows: rows.length };
}

describe('the group key', () => {
    it('of an annotated answer is what it says', () => {
        const tables = [table(['_start', 'host', '_value'], [['1', 'a', '2']], ['_start', 'host'])];
        expect(groupKeyOf(tables)).toEqual({ columns: ['_start', 'host'], inferred: false });
    });
    it('of the documentation’s answer, which has none, is inferred: _time', () => {
        const columns = ['_start', '_stop', '_time', '_value', '_field', '_measurement', 'sensor_id'];
        const row = (time: string, value: string, field: string, sensor: string): string[] => [
            '2021-09-25T21:10:01.810564864Z',
            '2021-10-25T21:10:01.810564864Z',
            time,
            value,
            field,
            'airSensors',
            sensor,
        ];
        const early = '2021-09-28T16:13:05Z';
        const late = '2021-09-28T16:57:57Z';
        const tables = [
            table(columns, [
                row(early, '73', 'temperature', 'TLM0201'),
                row(early, '75.30007505999716', 'temperature', 'TLM0202'),
                row(early, '35', 'humidity', 'TLM0201'),
                row(early, '35.651929918691714', 'humidity', 'TLM0202'),
            ]),
            table(columns, [
                row(late, '75.30007505999716', 'temperature', 'TLM0202'),
                row(late, '35.651929918691714', 'humidity', 'TLM0202'),
            ]),
        ];
        expect(groupKeyOf(tables)).toEqual({ columns: ['_time'], inferred: true });
    });
    it('of series with one row each leaves value and time out', () => {
        const columns = ['_time', '_value', '_field', 'sensor_id'];
        const tables = [
            table(columns, [['t1', '1.5', 'temperature', 'A']]),
            table(columns, [['t2', '2.5', 'temperature', 'B']]),
            table(columns, [['t3', '3.5', 'humidity', 'A']]),
        ];
        expect(groupKeyOf(tables).columns).toEqual(['_field', 'sensor_id']);
    });
    it('leaves a value that is the same in each table out', () => {
        const columns = ['_value', 'host'];
        const twice = (value: string, host: string): KeyCandidate =>
            table(columns, [
                [value, host],
                [value, host],
            ]);
        expect(groupKeyOf([twice('1', 'a'), twice('2', 'b')]).columns).toEqual(['host']);
    });
    it('keeps the time when nothing else tells one-row tables apart', () => {
        const columns = ['_time', '_value'];
        const tables = [table(columns, [['t1', '1.5']]), table(columns, [['t2', '2.5']])];
        expect(groupKeyOf(tables).columns).toEqual(['_time']);
    });
    it('is empty when the rows do not show it', () => {
        const mixed = [['1'], ['2']];
        expect(groupKeyOf([table(['a'], mixed), table(['a'], mixed)]).columns).toEqual([]);
        expect(groupKeyOf([table(['a'], [['1']])]).columns).toEqual([]);
        expect(groupKeyOf([]).columns).toEqual([]);
        // The same value twice tells nothing apart.
        expect(groupKeyOf([table(['a'], [['1']]), table(['a'], [['1']])]).columns).toEqual([]);
    });
    it('works over tables with different columns', () => {
        const tables = [
            table(
                ['host', '_value'],
                [
                    ['a', '1'],
                    ['a', '2'],
                ],
            ),
            table(['_value'], [['1'], ['2']]),
        ];
        expect(groupKeyOf(tables).columns).toEqual(['host']);
    });
    it('of very wide tables is not looked for, because it would take too long', () => {
        const columns = (count: number): string[] => Array.from({ length: count }, (_, at) => `c${at}`);
        const of = (count: number): string[] =>
            groupKeyOf(
                ['a', 'b'].map((value) => table(columns(count), [columns(count).map(() => value)])),
            ).columns.slice(0, 1);
        expect(of(100)).toEqual(['c0']);
        expect(of(101)).toEqual([]);
    });
});
