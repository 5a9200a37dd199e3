import { expect, test } from 'vitest';
import { columnTypeOf, columnTypes } from './column-types';

test('every type names itself', () => {
    for (const type of columnTypes) expect(columnTypeOf(type)).toBe(type);
});

test('the formats of a time are one type', () => {
    expect(columnTypeOf('dateTime:RFC3339Nano')).toBe('dateTime:RFC3339');
    expect(columnTypeOf('dateTime')).toBe('dateTime:RFC3339');
});

test('an unknown type is unknown, also one that every object has', () => {
    expect(columnTypeOf('integer')).toBeUndefined();
    expect(columnTypeOf('')).toBeUndefined();
    expect(columnTypeOf('toString')).toBeUndefined();
});
