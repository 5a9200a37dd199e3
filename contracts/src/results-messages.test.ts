import { describe, expect, it } from 'vitest';
import { readFromWebview, readToWebview } from './results-messages';

describe('messages of the results panel', () => {
    it('are taken when they are known', () => {
        const page = { type: 'page', run: 1, from: { table: 0, row: 500 } };
        expect(readFromWebview(page)).toEqual(page);
        expect(readToWebview({ type: 'runs', runs: [] })).toEqual({ type: 'runs', runs: [] });
    });
    it.each([
        undefined,
        null,
        'ready',
        {},
        { type: 'eval' },
        { type: 'page', run: 1 },
        { type: 'page', run: 1, from: { table: -1, row: 0 } },
        { type: 'cancel', run: '1' },
    ])('are dropped when they are not: %j', (message) => {
        expect(readFromWebview(message)).toBeUndefined();
        expect(readToWebview(message)).toBeUndefined();
    });
});
