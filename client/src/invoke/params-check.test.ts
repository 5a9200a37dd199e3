import type { ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import type { ApiType } from '@flux-scripts/contracts/scripts-api';
import { describe, expect, it } from 'vitest';
import { checkParams, missingNames } from './params-check';

const parameter = (name: string, apiType: ApiType, fluxType?: string): ScriptParameter => ({
    name,
    apiType,
    fluxType,
});
const strings = ['bucket', 'filterField'].map((name) => parameter(name, 'string'));

describe('params while they are typed', () => {
    it('are right when every parameter has a value of its type', () => {
        expect(checkParams('{"bucket": "air_sensor", "filterField": ""}', strings)).toBeUndefined();
        expect(checkParams('{}', [])).toBeUndefined();
    });
    it('cannot be sent when they are no JSON, and say where', () => {
        expect(checkParams('{"bucket": air}', strings)).toEqual({
            severity: 'error',
            message: 'This is no JSON value; text needs double quotes (column 12).',
        });
        expect(checkParams('{\n"a" 1}', strings)?.message).toBe('A colon is missing (line 2, column 5).');
    });
    it('cannot be sent when they are no object', () => {
        expect(checkParams('[]', strings)?.severity).toBe('error');
    });
    it('warn about missing, unused and repeated names', () => {
        expect(checkParams('{"bucket": "a", "bucket": "b", "filterFeild": "c"}', strings)).toEqual({
            severity: 'warning',
            message: 'Given twice: bucket. Missing: filterField. Not used by the script: filterFeild.',
        });
    });
    it('are only checked as JSON when the parameters are not known', () => {
        expect(checkParams('{"a": 1}', undefined)).toBeUndefined();
        expect(checkParams('{', undefined)?.severity).toBe('error');
    });
    it.each<[ApiType, string, string | undefined]>([
        ['string', '1', '"p" is a string, not a number.'],
        ['bool', '"true"', '"p" is true or false, not a string.'],
        ['bool', 'true', undefined],
        ['int', '"1"', '"p" is an integer, not a string.'],
        ['int', '1.0', '"p" is an integer: write it without fraction and exponent.'],
        ['int', '9223372036854775807', undefined],
        ['int', '9223372036854775808', '"p" does not fit into 64 bits.'],
        ['uint', '-1', '"p" may not be negative.'],
        ['uint', '18446744073709551615', undefined],
        ['float', '1', '"p" is a float: write 1.0.'],
        ['float', '1e3', undefined],
        ['float', 'null', '"p" is a float, not null.'],
        [
            'duration',
            '"1h"',
            '"p" is used as a duration, which JSON has not: in the script, write duration(v: params.p).',
        ],
        [
            'time',
            '"2021-01-01T00:00:00Z"',
            '"p" is used as a time: give Unix seconds, or write time(v: params.p) in the script.',
        ],
        ['time', '1635156000', undefined],
        ['any', '[1]', undefined],
        ['any', 'null', '"p" is null, which no parameter takes.'],
    ])('%s given %s: %s', (type, value, message) => {
        const finding = checkParams(`{"p": ${value}}`, [parameter('p', type)]);
        expect(finding).toEqual(message === undefined ? undefined : { severity: 'warning', message });
    });
    it('tell arrays and records apart by the inferred type', () => {
        const array = [parameter('p', 'any', '[string]')];
        expect(checkParams('{"p": "x"}', array)?.message).toBe('"p" is an array, not a string.');
        expect(checkParams('{"p": ["x"]}', array)).toBeUndefined();
        expect(checkParams('{"p": 1}', [parameter('p', 'any', '{a: int}')])?.message).toBe(
            '"p" is a record, not a number.',
        );
    });
});

describe('missing names', () => {
    it('are the expected ones that are not given', () => {
        expect(missingNames('{"b": 1}', ['a', 'b', 'c'])).toEqual(['a', 'c']);
        expect(missingNames('{', ['a'])).toEqual([]);
    });
});
