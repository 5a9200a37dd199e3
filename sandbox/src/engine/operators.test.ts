import { describe, expect, it } from 'vitest';
import { Duration } from './duration';
import { binaryOperator, unaryOperator } from './operators';
import { FluxRegexp } from './regexp';
import type { Value } from './values';
import { nullOf, Time, UInt, unknownNull } from './values';

const apply = (left: Value, operator: string, right: Value): Value => binaryOperator(operator)(left, right);
const most = 2n ** 63n - 1n;

describe('arithmetic', () => {
    it.each([
        [1n, '+', 2n, 3n],
        [most, '+', 1n, -(2n ** 63n)],
        [-(2n ** 63n), '-', 1n, most],
        [most, '*', 2n, -2n],
        [-7n, '/', 2n, -3n],
        [-7n, '%', 2n, -1n],
        [2n, '^', 10n, 1024],
        [1.5, '+', 2, 3.5],
        [1, '/', 0, Infinity],
        [5.5, '%', 2, 1.5],
        ['a', '+', 'b', 'ab'],
    ])('%s %s %s', (left, operator, right, wanted) => {
        expect(apply(left, operator, right)).toBe(wanted);
    });

    it('unsigned integers wrap as well', () => {
        expect(apply(new UInt(1n), '-', new UInt(2n))).toEqual(new UInt(2n ** 64n - 1n));
    });

    it('durations add up in nanoseconds', () => {
        expect(apply(new Duration(0n, 1n), '+', new Duration(1n, 0n))).toEqual(
            new Duration(0n, 2_629_800_000_000_001n),
        );
    });

    it('does not divide integers by zero, nor mix types', () => {
        expect(() => apply(1n, '/', 0n)).toThrow('cannot divide by zero');
        expect(() => apply(new UInt(1n), '%', new UInt(0n))).toThrow('cannot mod zero');
        expect(() => apply(1n, '+', 1)).toThrow('unsupported binary expression int + float');
        expect(() => apply('a', '-', 'b')).toThrow('unsupported binary expression string - string');
    });
});

describe('comparison', () => {
    it.each([
        [1n, '<', 1.5, true],
        [new UInt(3n), '>', 2n, true],
        [new UInt(2n ** 64n - 1n), '==', -1n, false],
        [9007199254740993n, '==', 9007199254740992n, false],
        ['a', '<', 'b', true],
        [true, '==', true, true],
        [NaN, '==', NaN, false],
        [NaN, '!=', NaN, true],
        [NaN, '<=', 1, false],
        [new Time(1n), '>=', new Time(1n), true],
    ])('%s %s %s', (left, operator, right, wanted) => {
        expect(apply(left, operator, right)).toBe(wanted);
    });

    it('refuses what has no order', () => {
        expect(() => apply(true, '<', false)).toThrow('unsupported binary expression bool < bool');
        expect(() => apply('1', '==', 1n)).toThrow('unsupported binary expression string == int');
    });

    it('matches regular expressions', () => {
        expect(apply('abc', '=~', new FluxRegexp('b.'))).toBe(true);
        expect(apply('abc', '!~', new FluxRegexp('(?i)B'))).toBe(false);
        expect(() => apply('abc', '=~', 'b')).toThrow('unsupported binary expression string =~ string');
        expect(() => new FluxRegexp('(')).toThrow('error parsing regexp');
    });
});

describe('null', () => {
    it('makes the result null, of the type that is known', () => {
        expect(apply(unknownNull, '+', 1n)).toBe(nullOf('int'));
        expect(apply(nullOf('float'), '*', 2)).toBe(nullOf('float'));
        expect(apply(unknownNull, '+', unknownNull)).toBe(unknownNull);
        expect(apply(1n, '==', nullOf('int'))).toBe(nullOf('bool'));
        expect(apply(unknownNull, '=~', new FluxRegexp('x'))).toBe(nullOf('bool'));
        expect(unaryOperator('not')(nullOf('bool'))).toBe(nullOf('bool'));
    });
});

it('unary operators', () => {
    expect(unaryOperator('-')(-(2n ** 63n))).toBe(-(2n ** 63n));
    expect(unaryOperator('-')(1.5)).toBe(-1.5);
    expect(unaryOperator('not')(false)).toBe(true);
    expect(unaryOperator('-')(new Duration(1n, 2n))).toEqual(new Duration(-1n, -2n));
    expect(() => unaryOperator('-')('x')).toThrow('unsupported unary expression - string');
});
