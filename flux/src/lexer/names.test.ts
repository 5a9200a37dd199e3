import { describe, expect, test } from 'vitest';
import { escapeString, isPlainName } from './names';

describe('isPlainName', () => {
    test.each(['a', '_', 'filterField2', 'größe', 'in', 'empty', 'test'])('%s stands bare', (name) => {
        expect(isPlainName(name)).toBe(true);
    });

    test.each(['', '2a', 'a-b', 'a b', 'or', 'if', 'exists', 'testcase'])('"%s" needs quotes', (name) => {
        expect(isPlainName(name)).toBe(false);
    });
});

test('escapeString writes what Flux reads back, line breaks and interpolation included', () => {
    expect(escapeString('a"b\\c${d}\n\r\t$e')).toBe('a\\"b\\\\c\\${d}\\n\\r\\t$e');
});
