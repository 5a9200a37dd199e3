import { expect, it } from 'vitest';
import { Quarantine } from './quarantine';

it('keeps a text that crashed away until it differs', () => {
    const quarantine = new Quarantine(1000, () => 0);
    quarantine.add('(a, 1)', 'everything', 'crashed');
    expect(quarantine.reasonFor('(a, 1)', 'everything')).toBe('crashed');
    expect(quarantine.reasonFor('(a, 1)', 'typeAt')).toBe('crashed');
    expect(quarantine.reasonFor('(a, 1) ', 'everything')).toBeUndefined();
});

it('keeps one kind of question away and leaves the others', () => {
    const quarantine = new Quarantine(1000, () => 0);
    quarantine.add('x', 'typeAt', 'crashed');
    expect(quarantine.reasonFor('x', 'typeAt')).toBe('crashed');
    expect(quarantine.reasonFor('x', 'everything')).toBeUndefined();
});

it('forgets a timeout after its time', () => {
    let now = 0;
    const quarantine = new Quarantine(1000, () => now);
    quarantine.add('x', 'everything', 'timeout');
    now = 999;
    expect(quarantine.reasonFor('x', 'everything')).toBe('timeout');
    now = 1000;
    expect(quarantine.reasonFor('x', 'everything')).toBeUndefined();
});

it('remembers a bounded number of texts', () => {
    const quarantine = new Quarantine(1000, () => 0);
    for (let index = 0; index <= 500; index++) quarantine.add(String(index), 'everything', 'crashed');
    expect(quarantine.reasonFor('0', 'everything')).toBeUndefined();
    expect(quarantine.reasonFor('1', 'everything')).toBe('crashed');
    expect(quarantine.reasonFor('500', 'everything')).toBe('crashed');
});
