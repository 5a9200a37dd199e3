import { expect, it } from 'vitest';
import { parametersOf } from './signature';

it('reads pipe, required and optional parameters, however nested their types', () => {
    expect(
        parametersOf(
            '(<-tables: stream[{C with _time: time}], fn: (<-: stream[B], column: A) => bool, ?n: [int],) => stream[D] where A: Record',
        ),
    ).toEqual([
        { name: 'tables', kind: 'pipe', type: 'stream[{C with _time: time}]' },
        { name: 'fn', kind: 'required', type: '(<-: stream[B], column: A) => bool' },
        { name: 'n', kind: 'optional', type: '[int]' },
    ]);
});

it('a function may take nothing; a value takes no parameters at all', () => {
    expect(parametersOf('() => time')).toEqual([]);
    expect(parametersOf('{zone: string}')).toBeUndefined();
});
