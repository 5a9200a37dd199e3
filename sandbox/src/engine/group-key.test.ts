import { expect, it } from 'vitest';
import type { KeyColumn } from './group-key';
import { GroupKey } from './group-key';
import { nullOf } from './values';

const text = (label: string, value: string): KeyColumn => ({ label, type: 'string', value });
const key = (...columns: KeyColumn[]): GroupKey => new GroupKey(columns);

it('keys are the same whatever the order of their columns', () => {
    const a = key(text('a', '1'), text('b', '2'));
    const b = key(text('b', '2'), text('a', '1'));
    expect(a.identity).toBe(b.identity);
    expect(a.compare(b)).toBe(0);
    expect(key(text('a', '1|b=s"2"')).identity).not.toBe(a.identity);
});

it('keys are ordered by their values, nulls first, then by how many there are', () => {
    const keys = [
        key(text('a', '2')),
        key(text('a', '1'), text('b', '1')),
        key(text('a', '1')),
        key({ label: 'a', type: 'string', value: nullOf('string') }),
    ];
    expect(keys.sort((a, b) => a.compare(b)).map(({ identity }) => identity)).toEqual([
        '"a":string=null',
        '"a":string=s"1"',
        '"a":string=s"1"|"b":string=s"1"',
        '"a":string=s"2"',
    ]);
});

it('values of another type are another key', () => {
    const int = key({ label: 'a', type: 'int', value: 1n });
    const float = key({ label: 'a', type: 'float', value: 1 });
    expect(int.identity).not.toBe(float.identity);
    expect(int.compare(float)).toBeLessThan(0);
});

it('of two keys with different columns, the one that lacks the lesser label comes first', () => {
    expect(key(text('b', '1')).compare(key(text('a', '1')))).toBeLessThan(0);
    expect(key(text('a', '1')).compare(key(text('b', '1')))).toBeGreaterThan(0);
});
