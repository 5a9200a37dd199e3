import { expect, it } from 'vitest';
import { constraintsByParameter } from './constraints';

it('reads the constraints of open types from the printed signature', () => {
    const printed =
        '(\n    params: {\n        F with\n        t: A,\n        u: duration,\n        z: B,\n    },\n) => int where A: Timeable, B: Stringable + Comparable';
    expect([...constraintsByParameter(printed)]).toEqual([
        ['t', ['Timeable']],
        ['u', []],
        ['z', ['Stringable', 'Comparable']],
    ]);
});

it('knows nothing of what is no such signature', () => {
    expect(constraintsByParameter('int').size).toBe(0);
    expect(constraintsByParameter('').size).toBe(0);
});
