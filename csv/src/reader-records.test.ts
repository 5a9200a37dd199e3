import { describe, expect, it } from 'vitest';
import { CsvError } from './reader-error';
import { RecordReader } from './reader-records';

/** The records of a text that arrives in the given pieces, each with its line. */
function records(...pieces: string[]): { cells: string[]; line: number }[] {
    const found: { cells: string[]; line: number }[] = [];
    const reader = new RecordReader((cells, line) => found.push({ cells, line }));
    for (const piece of pieces) reader.write(piece);
    reader.end();
    return found;
}
const cells = (...pieces: string[]): string[][] => records(...pieces).map((record) => record.cells);

function failure(run: () => unknown): CsvError {
    try {
        run();
    } catch (error) {
        if (error instanceof CsvError) return error;
        throw error;
    }
    throw new Error('no failure');
}

describe('records', () => {
    it('end at CRLF and at LF, the last one at the end of the text', () => {
        expect(cells('a,b\r\nc,d\ne,f')).toEqual([
            ['a', 'b'],
            ['c', 'd'],
            ['e', 'f'],
        ]);
    });
    it('may be blank, and may have empty cells at both ends', () => {
        expect(cells('\r\n,a,\r\n,')).toEqual([[''], ['', 'a', ''], ['', '']]);
    });
    it('keep commas, quotes and line breaks of quoted cells', () => {
        expect(cells('"a,b","say ""hi""","x\r\ny"\r\nz,,\r\n')).toEqual([
            ['a,b', 'say "hi"', 'x\r\ny'],
            ['z', '', ''],
        ]);
    });
    it('keep a carriage return that ends no line', () => {
        expect(cells('a\rb,"c\r"\r\n')).toEqual([['a\rb', 'c\r']]);
    });
    it('are the same when every character comes alone', () => {
        const text = 'a,"b""\r\nc"\r\n\r\n,,"" \r\n'.replace('"" ', '""');
        expect(records(...Array.from(text))).toEqual(records(text));
    });
    it('know the line where they begin', () => {
        expect(records('a\n"b\n\nc"\nd\n').map((record) => record.line)).toEqual([1, 2, 5]);
    });
});

describe('a broken record', () => {
    it('with an open quote names the line of the quote', () => {
        const error = failure(() => records('a,b\n\nc,"d\ne\n'));
        expect(error.message).toBe(
            'Line 3: expected a closing quote, found the end of the answer after "d\\ne\\n".',
        );
    });
    it('with a quote in the middle of a cell', () => {
        expect(failure(() => records('a\nb"c\n')).line).toBe(2);
    });
    it('with text behind a closing quote', () => {
        expect(failure(() => records('"a"b\n')).expected).toBe(
            'a comma or the end of the line after a closing quote',
        );
        expect(failure(() => records('"a"\r"b"\n')).found).toBe('"\\""');
    });
    it('that never ends is given up', () => {
        const piece = 'x'.repeat(1024 * 1024);
        const reader = new RecordReader(() => undefined);
        const error = failure(() => {
            for (let count = 0; count < 64; count++) reader.write(count === 0 ? `a\n"${piece}` : piece);
        });
        expect(error.line).toBe(2);
    });
});

describe('the time that reading takes', () => {
    it('grows with the length, not with its square, for one long cell in small pieces', () => {
        const time = (length: number): number => {
            const reader = new RecordReader(() => undefined);
            const begin = performance.now();
            reader.write('"');
            for (let written = 0; written < length; written += 64) reader.write('x'.repeat(63) + '\n');
            reader.write('"\n');
            reader.end();
            return performance.now() - begin;
        };
        time(1_000_000);
        const short = time(2_000_000);
        // Eight times as long: 8 when linear, 64 when quadratic.
        expect(time(16_000_000)).toBeLessThan(30 * Math.max(short, 5));
    });
});

describe('the largest record', () => {
    const megabyte = 1024 * 1024;

    it.each([
        ['', '\n'],
        ['', '\r\n'],
        ['"', '"\n'],
    ])('is no limit for an answer of many records between %j and %j', (begin, end) => {
        const line = begin + 'x'.repeat(megabyte) + end;
        let count = 0;
        const reader = new RecordReader(() => count++);
        for (let i = 0; i < 40; i++) reader.write(line);
        reader.end();
        expect(count).toBe(40);
    });

    it('ends the reading of an answer that has no line ends', () => {
        const reader = new RecordReader(() => undefined);
        const piece = 'x'.repeat(megabyte);
        const found = failure(() => {
            for (let i = 0; i < 40; i++) reader.write(piece);
        });
        expect(found.message).toContain('the end of a record within 33554432 characters');
    });
});
