import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatPoint } from './format-point';
import { readLineProtocol } from './line-protocol';
import type { FieldValue, Point } from './point';

it('writes line protocol', () => {
    const tags = { 'a b': 'c,d=e' };
    const value: FieldValue = { type: 'string', value: 'say "\\"' };
    const point: Point = { measurement: 'm, n', tags, field: 'f=g', time: -5n, value };
    expect(formatPoint(point)).toBe('m\\,\\ n,a\\ b=c\\,d\\=e f\\=g="say \\"\\\\\\"" -5');
});

it('is read back as the same point', () => {
    // No reader gives names with a line end, or with a backslash at the end.
    const name = fc
        .string({ minLength: 1, unit: fc.constantFrom('a', ' ', ',', '=', '"', '\\', 'é', '#', '1') })
        .map((text) => `x${text}x`);
    const value = fc.oneof(
        fc
            .double({ noNaN: true, noDefaultInfinity: true })
            .map((n): FieldValue => ({ type: 'float', value: n })),
        fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map((n): FieldValue => ({ type: 'int', value: n })),
        fc.bigInt(0n, 2n ** 64n - 1n).map((n): FieldValue => ({ type: 'uint', value: n })),
        fc.boolean().map((b): FieldValue => ({ type: 'bool', value: b })),
        fc
            .string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\r', ' ', '😀') })
            .map((text): FieldValue => ({ type: 'string', value: text })),
    );
    const point = fc.record({
        measurement: name,
        tags: fc.dictionary(name, name, { noNullPrototype: true }),
        field: name,
        time: fc.bigInt(-(2n ** 62n), 2n ** 62n),
        value,
    });
    fc.assert(
        fc.property(point, (written) => {
            const { good, bad } = readLineProtocol(formatPoint(written), 'ns', 0n);
            expect(bad).toEqual([]);
            expect(good.map(({ points }) => points)).toEqual([[written]]);
        }),
    );
});
