import { describe, expect, it } from 'vitest';
import { TDigest } from './t-digest';

function digest(compression: number, values: readonly number[]): TDigest {
    const made = new TDigest(compression);
    for (const value of values) made.add(value);
    return made;
}
/** 0 to count - 1 in an order that is neither sorted nor random. */
const shuffled = (count: number): number[] => Array.from({ length: count }, (_, i) => (i * 7919) % count);

describe('the t-digest', () => {
    it('keeps few values as they are', () => {
        expect(digest(1000, [1, 2, 3, 4, 5, 5, 4, 3, 2, 1]).quantile(0.75)).toBe(4);
        expect(digest(1000, [3]).quantile(0.1)).toBe(3);
    });
    it('has no quantile without values, and NaN is none', () => {
        expect(digest(1000, []).quantile(0.5)).toBeNaN();
        expect(digest(1000, [NaN, 2, NaN]).quantile(0.5)).toBe(2);
    });
    it('ends at the least and the greatest value, or at the centroids that they went into', () => {
        const few = digest(1000, shuffled(100));
        expect([few.quantile(0), few.quantile(1)]).toEqual([0, 99]);
        const many = digest(50, shuffled(10_000));
        expect(many.quantile(0)).toBeLessThan(9);
        expect(many.quantile(1)).toBeGreaterThan(9990);
        expect(many.quantile(1)).toBeLessThan(9999);
    });
    it.each([10, 100, 1000])('estimates well with compression %d, through several merges', (compression) => {
        const values = digest(compression, shuffled(50_000));
        for (const q of [0.001, 0.01, 0.25, 0.5, 0.9, 0.999]) {
            expect(Math.abs(values.quantile(q) / 50_000 - q)).toBeLessThan(1 / compression);
        }
    });
    it('grows with q, also between answers', () => {
        const values = digest(20, shuffled(3000));
        const quantiles = Array.from({ length: 101 }, (_, i) => values.quantile(i / 100));
        expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
        values.add(1e9);
        expect(values.quantile(1)).toBeGreaterThan(1e6);
    });
    it('stays with infinities', () => {
        expect(digest(1000, [-Infinity, 1, 2, 3, Infinity]).quantile(0.5)).toBe(2);
    });
});
