import { describe, expect, it } from 'vitest';
import { TypeVariables, isTypeVariable, onOneLine, parseRecordType } from './record-type';

describe('parseRecordType', () => {
    it('takes apart what libflux prints over several lines', () => {
        const printed = '{\n    #t37 with\n    n: int,\n    s: #Y,\n    r: {#E with b: int, c: [string]},\n}';
        expect(parseRecordType(printed)?.fields).toEqual([
            { name: 'n', type: 'int' },
            { name: 's', type: '#Y' },
            { name: 'r', type: '{#E with b: int, c: [string]}' },
        ]);
    });

    it('keeps commas inside functions, dictionaries and streams', () => {
        const printed = '{A with f: (a: int, <-t: B) => int, d: [string: int], s: stream[{x: int, y: C}]}';
        expect(parseRecordType(printed)?.fields.map((field) => field.name)).toEqual(['f', 'd', 's']);
    });

    it('knows the empty record and what is none', () => {
        expect(parseRecordType('{}')?.fields).toEqual([]);
        expect(parseRecordType('[#B]')).toBeUndefined();
        expect(parseRecordType('#A')).toBeUndefined();
    });
});

describe('onOneLine', () => {
    it('drops the breaks and the comma before a bracket', () => {
        expect(
            onOneLine('(\n    params: {\n        F with\n        t: A,\n    },\n) => int where A: Timeable'),
        ).toBe('(params: {F with t: A}) => int where A: Timeable');
    });
});

describe('TypeVariables', () => {
    it('names variables in order and the same one alike', () => {
        const variables = new TypeVariables();
        expect(variables.rename('{#t37 with a: #K, b: #t37}')).toBe('{A with a: B, b: A}');
        expect(variables.rename('#K')).toBe('B');
        expect(isTypeVariable('B')).toBe(true);
        expect(isTypeVariable('int')).toBe(false);
    });
});
