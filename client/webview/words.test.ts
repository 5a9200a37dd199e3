import { describe, expect, it } from 'vitest';
import { duration, isNumeric, rowsNotice, size, tableSize, tableTitle } from './words';

describe('words', () => {
    it('name a table by its number and its key', () => {
        const key = [
            { column: '_time', value: '2021-09-28T16:13:05Z' },
            { column: 'host', value: '' },
        ];
        expect(tableTitle({ number: 1, key })).toBe(
            'Table 1 · _time = 2021-09-28T16:13:05Z · host = (empty)',
        );
        expect(tableTitle({ number: 2, key: [] })).toBe('Table 2');
    });
    it('say how many rows there are and how many are kept', () => {
        expect(tableSize({ totalRows: 1, keptRows: 1 })).toBe('1 row');
        expect(tableSize({ totalRows: 12_345, keptRows: 1000 })).toBe('12,345 rows, the first 1,000 kept');
        const summary = { rows: 12_345, keptRows: 10_000, tables: 1, keptTables: 1 };
        expect(rowsNotice(summary)).toBeUndefined();
        expect(rowsNotice({ ...summary, limitedBy: 'rows' })).toBe(
            'Showing the first 10,000 of 12,345 rows. The setting fluxScripts.results.rowLimit says how many are kept.',
        );
    });
    it('put times and sizes into the unit that fits', () => {
        expect([240, 12_340, 125_000].map(duration)).toEqual(['0.24 s', '12.3 s', '2 min 5 s']);
        expect([712, 1400, 3_200_000].map(size)).toEqual(['712 B', '1.4 kB', '3.2 MB']);
    });
    it('know numbers from times and names', () => {
        expect(['73', '-1.5', '1e-7', '+Inf', '35.651929918691714'].every(isNumeric)).toBe(true);
        expect(['', '2021-09-28T16:13:05Z', 'TLM0201', '1h', '1 2'].some(isNumeric)).toBe(false);
    });
});
