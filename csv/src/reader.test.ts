import { linesToTables, stringToLines } from '@influxdata/influxdb-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnnotatedCsvReader, type ReadTable } from './reader';
import { CsvError } from './reader-error';

interface Answer {
    readonly tables: (ReadTable & { readonly rows: string[][] })[];
    readonly failures: string[][];
    readonly error: string | undefined;
}

const encoder = new TextEncoder();

/** Reads bytes in the given pieces to the end, or to the first error, which becomes part of the answer. */
function readPieces(pieces: readonly Uint8Array[]): Answer {
    const tables: Answer['tables'] = [];
    const failures: string[][] = [];
    const reader = new AnnotatedCsvReader({
        table: (table) => tables.push({ ...table, rows: [] }),
        row: (cells) => tables.at(-1)!.rows.push(cells),
        failure: (...failure) => failures.push(failure),
    });
    try {
        for (const piece of pieces) reader.write(piece);
        reader.end();
        return { tables, failures, error: undefined };
    } catch (error) {
        if (!(error instanceof CsvError)) throw error;
        return { tables, failures, error: error.message };
    }
}
const read = (text: string): Answer => readPieces([encoder.encode(text)]);
const names = (table: ReadTable): string[] => table.columns.map((column) => column.name);

const headerOnly = [
    ',result,table,_time,_value,_field',
    ',_result,0,2021-09-28T16:13:05Z,73,temperature',
    ',_result,0,2021-09-28T16:13:05Z,35,humidity',
    ',_result,1,2021-09-28T16:57:57Z,75.30007505999716,temperature',
    '',
    ',result,table,sensor_id',
    ',names,0,"TLM""0201"',
    '',
].join('\r\n');

const annotated = [
    '#datatype,string,long,dateTime:RFC3339,double,string',
    '#group,false,false,true,false,false',
    '#default,mean,,,,none',
    ',result,table,_time,_value,tag',
    ',,0,2021-09-28T16:13:05Z,1.5,',
    ',,0,2021-09-28T16:13:05Z,,a',
    ',other,1,2021-09-28T16:13:06Z,2,b',
    '',
].join('\r\n');

describe('a header-only answer', () => {
    it('gives tables of several results, columns without types', () => {
        const { tables, error } = read(headerOnly);
        expect(error).toBeUndefined();
        expect(tables.map(({ result, table, rows }) => [result, table, rows.length])).toEqual([
            ['_result', 0, 2],
            ['_result', 1, 1],
            ['names', 0, 1],
        ]);
        expect(names(tables[0]!)).toEqual(['_time', '_value', '_field']);
        expect(tables[0]!.columns[0]).toEqual({
            name: '_time',
            datatype: undefined,
            group: undefined,
            default: '',
        });
        expect(tables[1]!.rows).toEqual([['2021-09-28T16:57:57Z', '75.30007505999716', 'temperature']]);
        expect(tables[2]!.rows).toEqual([['TLM"0201']]);
    });
    it('may come without the empty first column', () => {
        expect(read('result,table,a\nr,0,#x\n').tables[0]).toMatchObject({ result: 'r', rows: [['#x']] });
    });
    it('may have no rows, or nothing at all', () => {
        expect(read(',result,table,a\r\n').tables).toMatchObject([{ result: '', table: 0, rows: [] }]);
        expect(read('')).toEqual({ tables: [], failures: [], error: undefined });
        expect(read('\r\n\r\n')).toEqual({ tables: [], failures: [], error: undefined });
    });
    it('begins a new table after a blank line even when number and columns are the same', () => {
        const once = ',result,table,a\r\n,_result,0,1\r\n';
        expect(read(`${once}\r\n${once}`).tables).toHaveLength(2);
    });
});

describe('annotations', () => {
    it('give types, group key and defaults', () => {
        const { tables } = read(annotated);
        expect(tables.map(({ result, table }) => [result, table])).toEqual([
            ['mean', 0],
            ['other', 1],
        ]);
        expect(tables[0]!.columns).toEqual([
            { name: '_time', datatype: 'dateTime:RFC3339', group: true, default: '' },
            { name: '_value', datatype: 'double', group: false, default: '' },
            { name: 'tag', datatype: 'string', group: false, default: 'none' },
        ]);
        expect(tables[0]!.rows).toEqual([
            ['2021-09-28T16:13:05Z', '1.5', 'none'],
            ['2021-09-28T16:13:05Z', '', 'a'],
        ]);
    });
    it('name a table without rows, and may follow rows without a blank line', () => {
        const empty = '#default,_result,3,k\n,result,table,key\n';
        expect(read(`${annotated}${empty}`).tables.at(-1)).toMatchObject({
            result: '_result',
            table: 3,
            rows: [],
        });
    });
    it.each([
        ['#group,false\n,result,table,a\n', 'Line 1: expected 4 cells in #group as in the header, found 2.'],
        ['#group,a,b,c\n,result,table,a\n', 'Line 1: expected true or false in #group, found "c".'],
        [
            '#datatype,string,long\n',
            'Line 1: expected a header row after the annotations, found the end of the answer.',
        ],
    ])('that are wrong are refused: %j', (text, message) => {
        expect(read(text).error).toBe(message);
    });
});

describe('a failure', () => {
    it('behind good rows keeps them', () => {
        const { tables, failures } = read(
            `${headerOnly}\r\nerror,reference\r\n"runtime error @2:8: boom, ""x""",897\r\n`,
        );
        expect(tables).toHaveLength(3);
        expect(failures).toEqual([['runtime error @2:8: boom, "x"', '897']]);
    });
    it('alone, with annotations and the empty first column', () => {
        const text = '#datatype,string,string\n#group,true,true\n#default,,\n,error,reference\n,boom,\n';
        expect(read(text)).toEqual({ tables: [], failures: [['boom', '']], error: undefined });
    });
    it('without a message is a failure still', () => {
        expect(read('error,reference\r\n').failures).toEqual([['', '']]);
    });
    it('is not seen in a table that has columns of these names', () => {
        const { tables, failures } = read(',result,table,error,reference\n,r,0,a,b\n');
        expect(failures).toEqual([]);
        expect(tables).toHaveLength(1);
    });
});

describe('what is no annotated CSV', () => {
    it.each([
        [
            'a web page',
            '\n  <!doctype html><html lang="en"></html>',
            'Line 1: expected annotated CSV, found HTML or XML.',
        ],
        ['JSON', '{"code":"invalid"}', 'Line 1: expected annotated CSV, found JSON.'],
        [
            'other CSV',
            'time,value\n1,2\n',
            'Line 1: expected a header row with the columns "result" and "table", found "time,value".',
        ],
        [
            'a ragged row',
            ',result,table,a\n,r,0,1\n,r,0\n',
            'Line 3: expected 4 cells as in the header, found 3 in ",r,0".',
        ],
        [
            'a table without a number',
            ',result,table,a\n,r,x,1\n',
            'Line 2: expected a whole number in the column "table", found "x".',
        ],
        [
            'an open quote',
            ',result,table,a\n,r,0,"1\n',
            'Line 2: expected a closing quote, found the end of the answer after "1\\n".',
        ],
    ])('%s is refused with what was expected and where', (_, text, message) => {
        expect(read(text).error).toBe(message);
    });
    it('is a header with more columns than any table has', () => {
        const header = (count: number): string => `,result,table${',x'.repeat(count - 2)}\r\n`;
        expect(read(header(20_000)).tables).toHaveLength(1);
        expect(read(header(20_001)).error).toBe('Line 1: expected at most 20000 columns, found 20001.');
    });
    it('keeps the rows that came before', () => {
        expect(read(',result,table,a\n,r,0,1\n,r,0\n').tables[0]!.rows).toEqual([['1']]);
    });
});

describe('bytes', () => {
    it('may begin with a byte order mark', () => {
        expect(read(`\ufeff${headerOnly}`)).toEqual(read(headerOnly));
    });
    it('give the same however they are cut', () => {
        const cell = fc.oneof(
            fc.string({ unit: 'grapheme', maxLength: 6 }),
            fc.constantFrom('', '"', ',', '\r\n', '\n', '#x', 'é😀', 'a"b'),
        );
        const escape = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const row = fc
            .tuple(fc.constantFrom('a', 'b'), fc.nat(2), cell, cell)
            .map(([result, table, x, y]) => `,${result},${table},${escape(x)},${escape(y)}\r\n`);
        const block = fc
            .tuple(fc.boolean(), fc.array(row, { maxLength: 5 }), fc.constantFrom('', '"', '<', 'x,y\n'))
            .map(
                ([types, rows, noise]) =>
                    `${types ? '#datatype,string,long,string,string\n' : ''},result,table,é,y\r\n${rows.join('')}\r\n${noise}`,
            );
        fc.assert(
            fc.property(
                fc.array(block, { minLength: 1, maxLength: 3 }),
                fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
                (blocks, sizes) => {
                    const bytes = encoder.encode(blocks.join(''));
                    const pieces: Uint8Array[] = [];
                    for (let at = 0; at < bytes.length;) {
                        const size = Number(sizes.next().value);
                        pieces.push(bytes.subarray(at, at + size));
                        at += size;
                    }
                    expect(readPieces(pieces)).toEqual(readPieces([bytes]));
                },
            ),
            { numRuns: 300 },
        );
    });
    it('give what InfluxData’s own client reads', () => {
        const value = fc.oneof(
            fc.constantFrom('', 'a,b', 'say "hi"', ' ', 'é😀', '73', '2021-09-28T16:13:05Z'),
            fc.stringMatching(/^[a-z0-9 ._-]{0,8}$/),
        );
        const escape = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        fc.assert(
            fc.property(fc.array(fc.tuple(fc.nat(3), value, value), { minLength: 1 }), (rows) => {
                const lines = rows.map(([table, x, y]) => `,,${table},${escape(x)},${escape(y)}\r\n`);
                const text = `#datatype,string,long,string,string\r\n#group,false,false,true,false\r\n#default,_result,,,none\r\n,result,table,x,y\r\n${lines.join('')}`;
                const theirs: string[][] = [];
                stringToLines(
                    text,
                    linesToTables({
                        next: (row, meta) => {
                            theirs.push(['x', 'y'].map((name) => String(meta.get(row, name))));
                        },
                        error: (error) => {
                            throw error;
                        },
                        complete: () => undefined,
                    }),
                );
                expect(read(text).tables.flatMap((table) => table.rows)).toEqual(theirs);
            }),
        );
    });
});
