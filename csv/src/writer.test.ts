import { describe, expect, test } from 'vitest';
import type { CsvColumn, CsvValue } from './column-types';
import type { CsvDialect, CsvTable } from './writer';
import { AnnotatedCsvWriter } from './writer';

const invoke: CsvDialect = { annotations: [], header: true, delimiter: ',' };
const full: CsvDialect = { annotations: ['datatype', 'group', 'default'], header: true, delimiter: ',' };
const columns: CsvColumn[] = [
    { label: 'host', type: 'string', group: true },
    { label: '_value', type: 'double', group: false },
];

function table(number: number, rows: CsvValue[][], over: Partial<CsvTable> = {}): CsvTable {
    return { result: '_result', table: number, columns, rows, ...over };
}
function write(dialect: CsvDialect, ...tables: CsvTable[]): string {
    const writer = new AnnotatedCsvWriter(dialect);
    return tables.flatMap((one) => [...writer.table(one)]).join('') + writer.endOfResult();
}

describe('without annotations', () => {
    test('each row carries the name of its result and the number of its table', () => {
        expect(write(invoke, table(0, [['a', 1]]), table(1, [['b', 2.5]]))).toBe(
            ',result,table,host,_value\r\n,_result,0,a,1\r\n,_result,1,b,2.5\r\n\r\n',
        );
    });

    test('other columns begin with a blank line and a header', () => {
        const other = table(1, [[true]], { columns: [{ label: 'ok', type: 'boolean', group: false }] });
        expect(write(invoke, table(0, [['a', 1]]), other)).toBe(
            ',result,table,host,_value\r\n,_result,0,a,1\r\n\r\n,result,table,ok\r\n,_result,1,true\r\n\r\n',
        );
    });

    test('a second result has a header of its own', () => {
        const writer = new AnnotatedCsvWriter(invoke);
        const first = [...writer.table(table(0, [['a', 1]]))].join('') + writer.endOfResult();
        const second = [...writer.table(table(0, [['b', 2]], { result: 'two' }))].join('');
        expect(first + second).toBe(
            ',result,table,host,_value\r\n,_result,0,a,1\r\n\r\n,result,table,host,_value\r\n,two,0,b,2\r\n',
        );
    });

    test('cells that need it are quoted, text stays as it is', () => {
        expect(
            write(
                invoke,
                table(0, [
                    ['a,"b"\r\nc', null],
                    [' x', 1],
                    ['ü 🙂', 2],
                ]),
            ),
        ).toBe(
            ',result,table,host,_value\r\n,_result,0,"a,""b""\r\nc",\r\n,_result,0," x",1\r\n,_result,0,ü 🙂,2\r\n\r\n',
        );
    });

    test('another delimiter is quoted in its turn', () => {
        expect(write({ ...invoke, delimiter: ';' }, table(0, [['a;b,c', 1]]))).toContain(
            ';_result;0;"a;b,c";1',
        );
    });
});

describe('with annotations', () => {
    test('types, group key and defaults stand above the header; the result is a default', () => {
        expect(write(full, table(0, [['a', 1]]))).toBe(
            '#datatype,string,long,string,double\r\n#group,false,false,true,false\r\n#default,_result,,,\r\n' +
                ',result,table,host,_value\r\n,,0,a,1\r\n\r\n',
        );
    });

    test('an empty table keeps its key as defaults, and the next table has its own head', () => {
        const empty = table(0, [], { key: new Map([['host', 'h1']]) });
        expect(write(full, empty, table(1, [['a', 1]]))).toBe(
            '#datatype,string,long,string,double\r\n#group,false,false,true,false\r\n#default,_result,0,h1,\r\n' +
                ',result,table,host,_value\r\n\r\n' +
                '#datatype,string,long,string,double\r\n#group,false,false,true,false\r\n#default,_result,,,\r\n' +
                ',result,table,host,_value\r\n,,1,a,1\r\n\r\n',
        );
    });

    test('no header when the dialect wants none', () => {
        expect(write({ ...invoke, header: false }, table(0, [['a', 1]]))).toBe(',_result,0,a,1\r\n\r\n');
    });
});

describe('a failed answer', () => {
    test('ends with an error table after a blank line', () => {
        const writer = new AnnotatedCsvWriter(invoke);
        const rows = [...writer.table(table(0, [['a', 1]]))].join('');
        expect(rows + writer.error('runtime error, "x"')).toBe(
            ',result,table,host,_value\r\n,_result,0,a,1\r\n\r\n,error,reference\r\n,"runtime error, ""x""",\r\n',
        );
    });

    test('is the error table alone when nothing was written', () => {
        expect(new AnnotatedCsvWriter(full).error('no')).toBe(
            '#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,no,\r\n',
        );
    });
});

test('a large table comes in chunks', () => {
    const rows = Array.from({ length: 20_000 }, (_, i): CsvValue[] => [`host${String(i)}`, i]);
    const chunks = [...new AnnotatedCsvWriter(invoke).table(table(0, rows))];
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.join('').split('\r\n')).toHaveLength(20_002);
});
