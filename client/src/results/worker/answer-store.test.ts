import type { AnswerPage, TableSlice } from '@flux-scripts/contracts/results-messages';
import { describe, expect, it } from 'vitest';
import { AnswerStore } from './answer-store';

const encoder = new TextEncoder();

function stored(text: string, { rowLimit = 1000, complete = true } = {}) {
    const store = new AnswerStore(rowLimit);
    store.write(encoder.encode(text));
    return { store, summary: store.finish(complete) };
}

/** Every page of an answer, as a webview asks for them. */
function pages(store: AnswerStore): AnswerPage[] {
    const all: AnswerPage[] = [store.page({ table: 0, row: 0 })];
    for (let next = all[0]!.next; next; next = all.at(-1)!.next) all.push(store.page(next));
    return all;
}
const heading = (slice: TableSlice): string =>
    slice.key.map(({ column, value }) => `${column}=${value}`).join(' ');

const documented = `,result,table,_start,_time,_value,_field,sensor_id
,_result,0,2021-09-25T21:10:01.810564864Z,2021-09-28T16:13:05Z,73,temperature,TLM0201
,_result,0,2021-09-25T21:10:01.810564864Z,2021-09-28T16:13:05Z,75.30007505999716,temperature,TLM0202
,_result,0,2021-09-25T21:10:01.810564864Z,2021-09-28T16:13:05Z,35,humidity,TLM0201
,_result,0,2021-09-25T21:10:01.810564864Z,2021-09-28T16:13:05Z,35.651929918691714,humidity,TLM0202
,_result,1,2021-09-25T21:10:01.810564864Z,2021-09-28T16:57:57Z,75.30007505999716,temperature,TLM0202
,_result,1,2021-09-25T21:10:01.810564864Z,2021-09-28T16:57:57Z,35.651929918691714,humidity,TLM0202
`;

describe('a stored answer', () => {
    it('gives the documentation’s rows as two tables, told apart by their inferred key', () => {
        const { store, summary } = stored(documented);
        expect(summary).toEqual({ rows: 6, keptRows: 6, tables: 2, keptTables: 2 });
        const { slices, next } = store.page({ table: 0, row: 0 });
        expect(next).toBeUndefined();
        expect(
            slices.map((slice) => [slice.result, slice.number, heading(slice), slice.rows.length]),
        ).toEqual([
            ['_result', 1, '_time=2021-09-28T16:13:05Z', 4],
            ['_result', 2, '_time=2021-09-28T16:57:57Z', 2],
        ]);
        expect(slices[0]!.keyIsInferred).toBe(true);
        expect(slices[1]!.rows[1]).toEqual([
            '2021-09-25T21:10:01.810564864Z',
            '2021-09-28T16:57:57Z',
            '35.651929918691714',
            'humidity',
            'TLM0202',
        ]);
    });
    it('numbers the tables of each result and keeps one without rows', () => {
        const { store, summary } = stored(
            '#group,false,false,true\n#default,empty,0,k\n,result,table,x\n\n,result,table,a\n,one,0,1\n,one,1,2\n,two,0,3\n',
        );
        expect(summary.tables).toBe(4);
        const { slices } = store.page({ table: 0, row: 0 });
        expect(slices.map(({ result, number, totalRows }) => [result, number, totalRows])).toEqual([
            ['empty', 1, 0],
            ['one', 1, 1],
            ['one', 2, 1],
            ['two', 1, 1],
        ]);
        expect(slices[0]).toMatchObject({ key: [{ column: 'x', value: 'k' }], keyIsInferred: false });
    });
    it('keeps the rows that came before a failure or before what cannot be read', () => {
        const failed = stored(`${documented}\nerror,reference\nboom,897\n`);
        expect(failed.summary).toMatchObject({ keptRows: 6, failure: { message: 'boom', reference: '897' } });
        const broken = stored(`${documented},_result,1\n`);
        expect(broken.store.isUnreadable).toBe(true);
        expect(broken.summary.unreadable).toMatch(/^Line 8: expected 8 cells as in the header, found 3/);
        expect(broken.store.page({ table: 1, row: 0 }).slices[0]!.rows).toHaveLength(2);
    });
    it('calls a cut last row an error only in a complete answer', () => {
        const cut = documented.slice(0, -30);
        expect(stored(cut).summary.unreadable).toBeDefined();
        expect(stored(cut, { complete: false }).summary).toMatchObject({ rows: 5, keptRows: 5 });
    });
});

describe('limits', () => {
    const lines = (count: number, tableOf: (row: number) => number): string =>
        `,result,table,n\n${Array.from({ length: count }, (_, row) => `,r,${tableOf(row)},${row}\n`).join('')}`;

    it('keep the first rows without gaps and count the others', () => {
        const { store, summary } = stored(
            lines(30, (row) => Math.floor(row / 10)),
            { rowLimit: 15 },
        );
        expect(summary).toEqual({ rows: 30, keptRows: 15, tables: 3, keptTables: 2, limitedBy: 'rows' });
        const [first, second] = store.page({ table: 0, row: 0 }).slices;
        expect([first!.totalRows, first!.keptRows]).toEqual([10, 10]);
        expect([second!.totalRows, second!.keptRows]).toEqual([10, 5]);
    });
    it('are not mentioned when every row fits exactly', () => {
        expect(
            stored(
                lines(15, () => 0),
                { rowLimit: 15 },
            ).summary.limitedBy,
        ).toBeUndefined();
    });
    it('end keeping when the cells take too much memory', () => {
        const store = new AnswerStore(1_000_000);
        store.write(encoder.encode(',result,table,a\n'));
        const row = encoder.encode(`,r,0,${'x'.repeat(1024 * 1024)}\n`);
        for (let count = 0; count < 70; count++) store.write(row);
        const summary = store.finish(true);
        expect(summary).toMatchObject({ rows: 70, limitedBy: 'memory' });
        expect(summary.keptRows).toBeLessThan(70);
        expect(summary.keptRows).toBeGreaterThan(30);
    });
    it('cut long cells where they are shown', () => {
        const { store } = stored(`,result,table,a\n,r,0,${'x'.repeat(5000)}\n`);
        expect(store.page({ table: 0, row: 0 }).slices[0]!.rows[0]![0]).toMatch(
            /^x{2000}… \(5000 characters\)$/,
        );
    });
});

describe('pages', () => {
    it('together give every row once, in order, within their size', () => {
        const text = Array.from({ length: 2345 }, (_, row) => `,r,${Math.floor(row / 700)},${row}\n`).join(
            '',
        );
        const { store } = stored(`,result,table,n\n${text}`, { rowLimit: 5000 });
        const all = pages(store);
        expect(all.length).toBeGreaterThan(4);
        const slices = all.flatMap((page) => page.slices);
        expect(slices.flatMap((slice) => slice.rows.map(([n]) => Number(n)))).toEqual(
            Array.from({ length: 2345 }, (_, row) => row),
        );
        for (const page of all) {
            expect(page.slices.reduce((sum, slice) => sum + slice.rows.length, 0)).toBeLessThanOrEqual(500);
        }
        for (const slice of slices) {
            expect(Number(slice.rows[0]![0])).toBe(slice.index * 700 + slice.firstRow);
        }
    });
    it('are cut by tables and by text as well, and still end', () => {
        const oneRowTables = Array.from({ length: 950 }, (_, row) => `,r,${row},${row}\n`).join('');
        const many = pages(stored(`,result,table,n\n${oneRowTables}`).store);
        expect(many.flatMap((page) => page.slices)).toHaveLength(950);
        expect(Math.max(...many.map((page) => page.slices.length))).toBe(100);
        const wide = Array.from({ length: 400 }, () => `,r,0,${'x'.repeat(1900)}\n`).join('');
        const heavy = pages(stored(`,result,table,n\n${wide}`).store);
        expect(heavy.length).toBeGreaterThan(2);
        expect(heavy.flatMap((page) => page.slices).flatMap((slice) => slice.rows)).toHaveLength(400);
    });
    it('count the columns of each table, and end although a header alone fills one', () => {
        const columns = Array.from({ length: 15_000 }, (_, at) => `column_${at}`);
        const tables = Array.from(
            { length: 6 },
            (_, table) => `,result,table,${columns.join()}\n,r,${table}${',1'.repeat(columns.length)}\n\n`,
        );
        const all = pages(stored(tables.join('')).store);
        expect(all.flatMap((page) => page.slices)).toHaveLength(6);
        expect(Math.max(...all.map((page) => page.slices.length))).toBe(1);
    });
    it('cut long names of columns', () => {
        const { store } = stored(`,result,table,${'n'.repeat(5000)}\n,r,0,1\n`);
        expect(store.page({ table: 0, row: 0 }).slices[0]!.columns[0]!.name).toHaveLength(2000 + 19);
    });
    it('of an answer without tables, or behind the end, are empty', () => {
        expect(stored('').store.page({ table: 0, row: 0 })).toEqual({ slices: [] });
        expect(stored(documented).store.page({ table: 9, row: 9 })).toEqual({ slices: [] });
    });
});
