import { describe, expect, it } from 'vitest';
import { InfluxDbError } from '../influxdb/scripts-api';
import { explainRefusedParams } from './explain-run';

const refused = new InfluxDbError('invalid', 'InfluxDB refused this: invalid parameters provided', {
    status: 400,
    serverMessage: 'invalid parameters provided',
});
refused.connectionId = 'sandbox';
const expected = new Map([
    ['bucket', 'string'],
    ['filterField', 'string'],
    ['groupColumn', 'string'],
]);

describe('refused params', () => {
    it('are explained by the server’s words and the missing names', () => {
        const explained = explainRefusedParams(refused, '{"bucket": "air_sensor"}', expected);
        expect(explained).toMatchObject({
            message:
                'The server says: invalid parameters provided. Missing: filterField, groupColumn. Invoke again and add them to the params.',
            kind: 'invalid',
            connectionId: 'sandbox',
            details: { status: 400, serverMessage: 'invalid parameters provided' },
        });
    });
    it('name the types when no name is missing', () => {
        const all = '{"bucket": 1, "filterField": "a", "groupColumn": "b"}';
        expect(explainRefusedParams(refused, all, expected)).toMatchObject({
            message:
                'The server says: invalid parameters provided. No name is missing, so a value may have the wrong type. The script expects bucket: string, filterField: string, groupColumn: string.',
        });
        expect(explainRefusedParams(refused, '{}', new Map())).toMatchObject({
            message: /Compare the params with what the script uses/,
        });
    });
    it('leave every other error as it is', () => {
        const other = new InfluxDbError('offline', 'gone');
        expect(explainRefusedParams(other, '{}', expected)).toBe(other);
        expect(explainRefusedParams('x', '{}', expected)).toBe('x');
    });
});
