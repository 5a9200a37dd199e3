import { expect, it } from 'vitest';
import { jsonFormOf } from './json-form';

const form = (fluxType: string | undefined, constraints: string[] = []) =>
    jsonFormOf({ name: 'p', fluxType, constraints, apiType: 'any', uses: [] });

it.each([
    ['string', '"text"'],
    ['int', '42'],
    ['float', '1.5'],
    ['bool', 'true'],
    ['[int]', '[42]'],
    ['[string]', '["text"]'],
    ['{A with b: int}', '{}'],
    ['duration', '"1h"'],
    ['A', '"text"'],
    [undefined, '"text"'],
])('%s is posted as %s, which is JSON', (type, example) => {
    expect(form(type).example).toBe(example);
    expect(() => JSON.parse(example) as unknown).not.toThrow();
});

it('says how to wrap what JSON cannot carry', () => {
    expect(form('duration').advice).toContain('duration(v: params.p)');
    expect(form('time').advice).toContain('time(v: params.p)');
    expect(form('regexp').advice).toContain('regexp.compile(v: params.p)');
    expect(form('string').advice).toBeUndefined();
});

it('puts constraints in words', () => {
    expect(form('A', ['Timeable']).words).toBe('any time-like value');
    expect(form('A', ['Comparable', 'Stringable']).words).toBe(
        'any value that can be compared with < and >; any value that can be written as text',
    );
    expect(form('A').words).toBe('any value');
});
