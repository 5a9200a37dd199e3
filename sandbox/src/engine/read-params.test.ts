import { describe, expect, it } from 'vitest';
import { readParams } from './read-params';
import { identityOf } from './value-types';

describe('readParams', () => {
    it('knows ints and floats as they are written', () => {
        const { record, type, names } = readParams(
            ' {"i": 9223372036854775807, "n": -9223372036854775808, "f": 1.0, "e": 1e3, "s": "ä\\n\\"", "b": true, "a": [1, 2], "r": {"x y": 1}, "empty": []} ',
        );
        expect(record.get('i')).toBe(2n ** 63n - 1n);
        expect(record.get('n')).toBe(-(2n ** 63n));
        expect(record.get('f')).toBe(1);
        expect(record.get('e')).toBe(1000);
        expect(record.get('s')).toBe('ä\n"');
        expect(record.get('b')).toBe(true);
        expect(identityOf(record.get('a')!)).toBe('[i1,i2]');
        expect(identityOf(record.get('r')!)).toBe('{"x y"=i1}');
        expect(type).toBe(
            '{i: int, n: int, f: float, e: float, s: string, b: bool, a: [int], r: {"x y": int}, empty: [A]}',
        );
        expect([...names]).toEqual(['i', 'n', 'f', 'e', 's', 'b', 'a', 'r', 'empty']);
    });

    it('takes the last of two equal keys, and quotes what Flux would not take bare', () => {
        const { record, type } = readParams('{"a": 1, "a": "x", "if": 1, "\\"${q}\\\\": 1}');
        expect(record.get('a')).toBe('x');
        expect(type).toBe('{a: string, "if": int, "\\"\\${q}\\\\": int}');
    });

    it('an empty object is a record', () => {
        expect(readParams('{}').type).toBe('{}');
    });

    it.each([
        ['', 'not JSON at character 1 (they end too early)'],
        ['{', 'they end too early'],
        ['{"a": 1', 'they end too early'],
        ['{"a" 1}', 'not JSON at character 6 ("1}")'],
        ['{"a": 01}', 'not JSON at character 8'],
        ['{"a": 1.}', 'not JSON at character 8'],
        ['{"a": tru}', 'not JSON at character 7'],
        ['{"a": truely}', 'not JSON'],
        ["{'a': 1}", 'not JSON at character 2'],
        ['{"a": 1} x', 'not JSON at character 10'],
        ['{"a": "\n"}', 'not JSON'],
        ['{"a": "\\x"}', 'not JSON'],
        ['[1]', 'must be a JSON object'],
        ['"x"', 'must be a JSON object'],
        ['null', 'params is null'],
        ['{"a": {"b": null}}', 'params.a.b is null, and Flux has no null to pass'],
        [
            '{"a": 9223372036854775808}',
            'params.a is 9223372036854775808, which does not fit an int of 64 bits',
        ],
        ['{"a": 1e999}', 'params.a is 1e999, which is too large for a float'],
        ['{"a": [1, "x"]}', 'params.a mixes int and string'],
        ['{"a": '.repeat(100), 'nested too deep'],
    ])('refuses %s', (text, message) => {
        expect(() => readParams(text)).toThrow(message);
    });

    it('refuses what is too large', () => {
        expect(() => readParams(`{"a": "${'x'.repeat(1_000_001)}"}`)).toThrow('larger than 1 MB');
    });
});
