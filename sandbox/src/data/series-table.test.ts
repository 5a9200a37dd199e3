import { describe, expect, it } from 'vitest';
import type { FieldValue, Point } from './point';
import { SeriesTable } from './series-table';

function point(
    field: string,
    time: bigint,
    value: FieldValue,
    tags: Readonly<Record<string, string>> = {},
): Point {
    return { measurement: 'm', tags, field, time, value };
}
const float = (value: number): FieldValue => ({ type: 'float', value });

describe('SeriesTable', () => {
    it('sorts by time and keeps the last point of a time', () => {
        const table = new SeriesTable();
        table.add(point('f', 30n, float(3)));
        table.add(point('f', 10n, float(1)));
        table.add(point('f', 30n, float(4)));
        table.add(point('f', 20n, float(2)));
        const [series] = table.series();
        expect([...series!.times]).toEqual([10n, 20n, 30n]);
        expect([...(series!.values.data as Float64Array)]).toEqual([1, 2, 4]);
    });

    it('makes one series for each set of tags, whatever their order', () => {
        const table = new SeriesTable();
        table.add(point('f', 1n, float(1), { a: '1', b: '2' }));
        table.add(point('f', 2n, float(2), { b: '2', a: '1' }));
        table.add(point('f', 3n, float(3), { a: '1' }));
        expect(table.series().map(({ tags, times }) => [tags, times.length])).toEqual([
            [{ a: '1', b: '2' }, 2],
            [{ a: '1' }, 1],
        ]);
    });

    it('keeps 64-bit numbers, booleans and text as they are, numbers in shared memory', () => {
        const table = new SeriesTable();
        table.add(point('i', 1n, { type: 'int', value: -9_007_199_254_740_993n }));
        table.add(point('u', 1n, { type: 'uint', value: 18_446_744_073_709_551_615n }));
        table.add(point('b', 1n, { type: 'bool', value: true }));
        table.add(point('s', 1n, { type: 'string', value: 'x' }));
        const values = table.series().map((series) => series.values);
        expect(values.map(({ type, data }) => [type, [...data]])).toEqual([
            ['int', [-9_007_199_254_740_993n]],
            ['uint', [18_446_744_073_709_551_615n]],
            ['bool', [1]],
            ['string', ['x']],
        ]);
        expect(table.series()[0]!.times.buffer).toBeInstanceOf(SharedArrayBuffer);
    });

    it('refuses a field of another type, also with other tags, and keeps what it has', () => {
        const table = new SeriesTable();
        table.add(point('f', 1n, float(1)));
        expect(table.add(point('f', 2n, { type: 'int', value: 2n }, { a: 'b' }))).toBe(
            'field type conflict: input field "f" on measurement "m" is type integer, already exists as type float',
        );
        expect(table.series()).toHaveLength(1);
    });

    it('gives the same columns until a point comes', () => {
        const table = new SeriesTable();
        table.add(point('f', 1n, float(1)));
        table.add(point('g', 1n, float(1)));
        const before = table.series();
        expect(table.series()).toBe(before);
        table.add(point('g', 2n, float(2)));
        expect(table.series()[0]).toBe(before[0]);
        expect(table.series()[1]).not.toBe(before[1]);
        expect(before[1]!.times).toHaveLength(1);
    });

    it('takes tags named like parts of an object', () => {
        const table = new SeriesTable();
        table.add(point('f', 1n, float(1), JSON.parse('{"__proto__":"x"}') as Record<string, string>));
        expect(Object.entries(table.series()[0]!.tags)).toEqual([['__proto__', 'x']]);
    });
});
