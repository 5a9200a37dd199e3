import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readParamsFile, readParamsText, writeParamsText } from './params-text';

const entries = (text: string): [string, string][] | string => {
    const read = readParamsText(text);
    return read.ok ? read.entries.map(({ name, text: value }) => [name, value]) : read.problem.message;
};

describe('the text of params', () => {
    it('keeps values as they are written', () => {
        expect(entries('{"a": 1.0, "b": 9007199254740993, "c": -1E5, "d": "x\\u00e9\\n"}')).toEqual([
            ['a', '1.0'],
            ['b', '9007199254740993'],
            ['c', '-1E5'],
            ['d', '"x\\u00e9\\n"'],
        ]);
    });
    it('puts values that span lines on one, strings untouched', () => {
        expect(entries('{\n "a": [\n   1.0,\r\n   "x  y"\n ]\n}')).toEqual([['a', '[ 1.0, "x  y" ]']]);
    });
    it.each([
        ['', 'params are one JSON object like {"bucket": "my-bucket"}, not nothing', 0],
        ['[1]', 'params are one JSON object like {"bucket": "my-bucket"}, not an array', 0],
        ['"x"', 'params are one JSON object like {"bucket": "my-bucket"}, not a string', 0],
        ['{"a": }', 'a value is missing', 6],
        ['{"a": 1,}', 'a name in double quotes is missing', 8],
        ['{"a": 1', 'a closing } is missing', 7],
        ['{"a": 1} 2', 'the text goes on behind the end of the JSON', 9],
        ['{a: 1}', 'this is no JSON value; text needs double quotes', 1],
        ["{'a': 1}", 'this is no JSON value; text needs double quotes', 1],
        ['{"a": 1 /* x */}', 'JSON has no comments', 8],
        ['{"a": "x}', 'a closing " is missing', 6],
    ])('%j is refused: %s', (text, message, offset) => {
        expect(readParamsText(text)).toEqual({ ok: false, problem: { message, offset } });
    });
    it('is accepted exactly when JSON.parse gives an object', () => {
        const isObject = (text: string): boolean => {
            try {
                const value: unknown = JSON.parse(text);
                return typeof value === 'object' && value !== null && !Array.isArray(value);
            } catch {
                return false;
            }
        };
        const noise = fc.constantFrom(
            '',
            '',
            '',
            ',',
            '"',
            '0',
            '01',
            '.',
            '-',
            '1e',
            '}',
            '\\',
            '\t',
            '//',
            'NaN',
            ' ',
        );
        const object = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });
        fc.assert(
            fc.property(object, noise, fc.nat(), (value, piece, place) => {
                const text = JSON.stringify(value, null, place % 2);
                const at = place % (text.length + 1);
                const changed = text.slice(0, at) + piece + text.slice(at);
                expect(readParamsText(changed).ok, changed).toBe(isObject(changed));
            }),
            { numRuns: 2000 },
        );
    });
});

describe('a params file', () => {
    it('gives what is inside its params', () => {
        const read = readParamsFile('\ufeff{ "params":\n  {\n    "bucket": "air_sensor",\n "n": 1.0 }\n}\n');
        expect(read.ok && read.entries.map(({ name, text }) => [name, text])).toEqual([
            ['bucket', '"air_sensor"'],
            ['n', '1.0'],
        ]);
    });
    it.each(['{}', '{"params": 1}', '[]', '{"params": {'])('%j is refused', (text) => {
        expect(readParamsFile(text).ok).toBe(false);
    });
});

describe('writing params', () => {
    it('gives one line, names escaped', () => {
        expect(
            writeParamsText([
                ['a"b', '1.0'],
                ['c', '"x"'],
            ]),
        ).toBe('{"a\\"b": 1.0, "c": "x"}');
        expect(writeParamsText([])).toBe('{}');
    });
});
