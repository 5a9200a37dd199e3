import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLineProtocol } from './line-protocol';
import type { Precision } from './line-protocol';

function read(text: string, precision: Precision = 'ns') {
    return readLineProtocol(text, precision, 42n);
}
function onlyPoint(text: string, precision?: Precision) {
    const { good, bad } = read(text, precision);
    expect(bad).toEqual([]);
    expect(good.flatMap((line) => line.points)).toHaveLength(1);
    return good[0]!.points[0]!;
}

describe('readLineProtocol', () => {
    it('reads measurement, tags, fields and time', () => {
        const { good } = read('air,sensor=TLM0202,room=b temperature=75.3,co=0.5 1632845585000000000');
        expect(good[0]!.points).toEqual([
            {
                measurement: 'air',
                tags: { sensor: 'TLM0202', room: 'b' },
                field: 'temperature',
                time: 1_632_845_585_000_000_000n,
                value: { type: 'float', value: 75.3 },
            },
            {
                measurement: 'air',
                tags: { sensor: 'TLM0202', room: 'b' },
                field: 'co',
                time: 1_632_845_585_000_000_000n,
                value: { type: 'float', value: 0.5 },
            },
        ]);
    });

    it.each([
        ['1', { type: 'float', value: 1 }],
        ['-1.5e-3', { type: 'float', value: -0.0015 }],
        ['+.5', { type: 'float', value: 0.5 }],
        ['9223372036854775807i', { type: 'int', value: 9_223_372_036_854_775_807n }],
        ['-9223372036854775808i', { type: 'int', value: -9_223_372_036_854_775_808n }],
        ['18446744073709551615u', { type: 'uint', value: 18_446_744_073_709_551_615n }],
        ['t', { type: 'bool', value: true }],
        ['FALSE', { type: 'bool', value: false }],
        ['""', { type: 'string', value: '' }],
        ['"a, b=c \\" \\\\ \\n #"', { type: 'string', value: 'a, b=c " \\ \\n #' }],
    ])('reads the value %s', (text, value) => {
        expect(onlyPoint(`m f=${text} 1`).value).toEqual(value);
    });

    it.each([
        '9223372036854775808i',
        '18446744073709551616u',
        '-1u',
        '1e999',
        'NaN',
        'Inf',
        'maybe',
        '1.5i',
        '"open',
        '"a"b',
        '',
    ])('refuses the value %s', (text) => {
        const { good, bad } = read(`m f=${text} 1`);
        expect(good).toEqual([]);
        expect(bad).toHaveLength(1);
    });

    it('unescapes names', () => {
        const point = onlyPoint('a\\,b\\ c,t\\=1=x\\,\\ \\=y f\\ g=1 1');
        expect(point).toMatchObject({ measurement: 'a,b c', tags: { 't=1': 'x, =y' }, field: 'f g' });
        expect(onlyPoint('a\\b f=1 1').measurement).toBe('a\\b');
    });

    it.each([
        ['ns', 7n],
        ['us', 7_000n],
        ['ms', 7_000_000n],
        ['s', 7_000_000_000n],
    ] as const)('reads timestamps in %s', (precision, time) => {
        expect(onlyPoint('m f=1 7', precision).time).toBe(time);
    });

    it('gives a line without a timestamp the time of writing', () => {
        expect(onlyPoint('m f=1').time).toBe(42n);
    });

    it('skips empty lines and comments, reads CRLF', () => {
        const { good, bad } = read('# a comment, with=1\r\n\r\n  \nm f=1 1\r\nm f="x" 2\r\n');
        expect(bad).toEqual([]);
        expect(good.map((line) => [line.line, line.text])).toEqual([
            [4, 'm f=1 1'],
            [5, 'm f="x" 2'],
        ]);
    });

    it('names a bad line with its number and keeps the others', () => {
        const { good, bad } = read('m f=1 1\nm f=\nm,t f=1 1\n\nm f="two\nlines" 2\nm 5\nm f=1 now\nm f=1 3');
        expect(good.map((line) => line.line)).toEqual([1, 5, 9]);
        expect(bad).toEqual([
            { line: 2, text: 'm f=', reason: 'missing field value of "f"' },
            { line: 3, text: 'm,t f=1 1', reason: 'missing tag value' },
            { line: 7, text: 'm 5', reason: 'missing field value' },
            { line: 8, text: 'm f=1 now', reason: 'bad timestamp now' },
        ]);
    });

    it.each([
        ['m', 'missing fields'],
        [',t=1 f=1', 'missing measurement'],
        ['m,=1 f=1', 'missing tag key'],
        ['m,t= f=1', 'missing tag value of "t"'],
        ['m,t=1,t=2 f=1', 'duplicate tag "t"'],
        ['m,t=1=2 f=1', 'invalid tag format'],
        ['m,_field=1 f=1', '"_field" is reserved and cannot be a tag'],
        ['m =1', 'missing field key'],
        ['m f=1 1 1', 'unexpected text after the timestamp'],
        ['m f=1 9223372036854775807', 'timestamp 9223372036854775807 is out of range'],
    ])('says of %j: %s', (text, reason) => {
        expect(read(text).bad).toMatchObject([{ line: 1, reason }]);
    });

    it('goes on after a quote that is never closed', () => {
        const { good, bad } = read('m f="open 1\nm f=1 2');
        expect(bad).toMatchObject([{ line: 1, reason: 'unbalanced quotes' }]);
        expect(good).toMatchObject([{ line: 2 }]);
    });

    it('ends and never throws, whatever comes', () => {
        const pieces = ['m', ',', '=', ' ', '"', '\\', '\n', '\r', '1', 'i', '#', '\u{1F600}'];
        fc.assert(
            fc.property(fc.array(fc.constantFrom(...pieces)), (parts) => {
                const { good, bad } = read(parts.join(''));
                expect(good.length + bad.length).toBeLessThanOrEqual(parts.length);
            }),
        );
    });
});
