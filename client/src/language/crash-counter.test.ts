import { expect, test } from 'vitest';
import { CrashCounter } from './crash-counter';

test('three crashes in the period are borne, the fourth is too many, and time heals', () => {
    const crashes = new CrashCounter(3, 1000);
    expect([0, 100, 200].map((time) => crashes.isTooMany(time))).toEqual([false, false, false]);
    expect(crashes.isTooMany(300)).toBe(true);
    expect(crashes.isTooMany(1300)).toBe(false);
});
