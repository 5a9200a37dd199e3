import { describe, expect, test } from 'vitest';
import { retryAfterSeconds, waitBeforeRetry } from './retry-after';

const now = Date.parse('2024-01-01T00:00:00Z');

describe('Retry-After', () => {
    test.each([
        ['30', 30],
        [' 0 ', 0],
        ['Mon, 01 Jan 2024 00:01:00 GMT', 60],
        ['Sun, 31 Dec 2023 23:00:00 GMT', 0],
        [null, undefined],
        ['', undefined],
        ['-1', undefined],
        ['1.5', undefined],
        ['soon', undefined],
        ['99999999999', undefined],
    ])('%j means %j seconds', (header, seconds) => {
        expect(retryAfterSeconds(header, now)).toBe(seconds);
    });

    test('a read never comes back before it was asked to, and never waits long', () => {
        expect(waitBeforeRetry(2, 0)).toBe(2000);
        expect(waitBeforeRetry(2, 1)).toBe(2500);
        expect(waitBeforeRetry(0, 1)).toBe(250);
        expect(waitBeforeRetry(21, 0)).toBeUndefined();
        expect(waitBeforeRetry(undefined, 0)).toBeUndefined();
    });
});
