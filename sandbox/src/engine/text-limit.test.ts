import { expect, it } from 'vitest';
import { LimitReached } from './flux-error';
import { binaryOperator } from './operators';
import { arithmeticOf } from './row-operators';
import type { RowCode } from './row-code-types';
import { limitedText, longestText } from './text-limit';

const half = 'a'.repeat(longestText / 2);
const more = `${half}a`;
const code = (text: string): RowCode => ({
    type: 'string',
    get: () => text,
    isNull: undefined,
    constant: true,
});

it('lets a text of the limit pass and stops a longer one, before it takes memory', () => {
    expect(limitedText(half + half)).toHaveLength(longestText);
    expect(() => limitedText(half + more)).toThrow(LimitReached);
});

it('holds for the operator on values', () => {
    const add = binaryOperator('+');
    expect(add(half, half)).toHaveLength(longestText);
    expect(() => add(half, more)).toThrow(LimitReached);
});

it('holds for the operator on columns', () => {
    expect(arithmeticOf('+', code(half), code(half))?.get(0)).toHaveLength(longestText);
    expect(() => arithmeticOf('+', code(half), code(more))?.get(0)).toThrow(LimitReached);
});
