import { describe, expect, it } from 'vitest';
import { runEnding } from './run-ending';

describe('how a run ended', () => {
    it.each([
        ['succeeded', 6, '6 rows in 0.2 s'],
        ['succeeded', 1, '1 row in 0.2 s'],
        ['succeeded', 0, 'no rows in 0.2 s'],
        ['failed', 0, 'failed after 0.2 s'],
        ['failed', 6, 'failed after 0.2 s, 6 rows came'],
        ['cancelled', 1, 'cancelled after 0.2 s, 1 row came'],
    ] as const)('%s with %i rows: %s', (state, rows, words) => {
        expect(runEnding({ state, rows, elapsedMilliseconds: 240 })).toBe(words);
    });
});
