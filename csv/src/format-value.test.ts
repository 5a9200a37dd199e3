import { describe, expect, test } from 'vitest';
import { formatBytes, formatDuration, formatFloat, formatTime, formatValue } from './format-value';

describe('formatFloat', () => {
    test.each([
        [73, '73'],
        [75.30007505999716, '75.30007505999716'],
        [0.1 + 0.2, '0.30000000000000004'],
        [1e-7, '0.0000001'],
        [-1.5e-10, '-0.00000000015'],
        [1e21, '1000000000000000000000'],
        [1.234e25, '12340000000000000000000000'],
        [123456789012345680000, '123456789012345680000'],
        [5e-324, `0.${'0'.repeat(323)}5`],
        [0, '0'],
        [-0, '-0'],
        [NaN, 'NaN'],
        [Infinity, '+Inf'],
        [-Infinity, '-Inf'],
    ])('%s', (value, text) => expect(formatFloat(value)).toBe(text));

    test('what is written reads back as the same number', () => {
        for (let i = 0; i < 2000; i++) {
            const value = (Math.random() - 0.5) * 10 ** (Math.random() * 600 - 300);
            const text = formatFloat(value);
            expect(text).not.toContain('e');
            expect(Number(text)).toBe(value);
        }
    });
});

describe('formatTime', () => {
    test.each([
        [1_632_845_585_000_000_000n, '2021-09-28T16:13:05Z'],
        [1_635_196_201_810_564_864n, '2021-10-25T21:10:01.810564864Z'],
        [1_500_000_000n, '1970-01-01T00:00:01.5Z'],
        [100n, '1970-01-01T00:00:00.0000001Z'],
        [-1n, '1969-12-31T23:59:59.999999999Z'],
        [-1_000_000n, '1969-12-31T23:59:59.999Z'],
        [-(2n ** 63n), '1677-09-21T00:12:43.145224192Z'],
        [2n ** 63n - 1n, '2262-04-11T23:47:16.854775807Z'],
    ])('%s', (value, text) => expect(formatTime(value)).toBe(text));
});

describe('formatDuration', () => {
    test.each([
        [0n, 0n, '0ns'],
        [14n, 0n, '1y2mo'],
        [0n, 5_400_000_000_000n, '1h30m'],
        [0n, -691_200_000_000_000n, '-1w1d'],
        [-1n, -1n, '-1mo1ns'],
    ])('%s months, %s ns', (months, nanoseconds, text) =>
        expect(formatDuration({ months, nanoseconds })).toBe(text),
    );
});

test('bytes are base64, also those of a part of a buffer', () => {
    expect(formatBytes(new Uint8Array([0, 255, 16]).subarray(1))).toBe('/xA=');
});

test('a null is empty in every column', () => {
    expect(formatValue(null, 'long')).toBe('');
    expect(formatValue(null, 'string')).toBe('');
});

test('a value of another type is refused, not written', () => {
    expect(() => formatValue('1', 'long')).toThrow('a string does not fit a column of type long');
    expect(() => formatValue(1, 'long')).toThrow(TypeError);
});
