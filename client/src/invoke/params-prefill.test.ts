import type { ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import type { ApiType } from '@flux-scripts/contracts/scripts-api';
import { describe, expect, it } from 'vitest';
import { checkParams } from './params-check';
import { prefillParams } from './params-prefill';
import { readParamsFile } from './params-text';

const now = Date.UTC(2021, 9, 25, 12);
const parameter = (name: string, apiType: ApiType, fluxType?: string): ScriptParameter => ({
    name,
    apiType,
    fluxType,
});
const nothing = { remembered: undefined, file: undefined, now };

describe('the params box', () => {
    it('begins with every parameter, in order, with a value that fits its type', () => {
        const parameters = [
            parameter('bucket', 'string'),
            parameter('n', 'int'),
            parameter('u', 'uint'),
            parameter('threshold', 'float'),
            parameter('on', 'bool'),
            parameter('every', 'duration'),
            parameter('start', 'time'),
            parameter('columns', 'any', '[string]'),
            parameter('r', 'any', '{a: int}'),
            parameter('x', 'any', 'A'),
        ];
        expect(prefillParams({ ...nothing, parameters })).toBe(
            '{"bucket": "", "n": 0, "u": 0, "threshold": 0.0, "on": false, "every": "1h", "start": 1635159600, "columns": [], "r": {}, "x": ""}',
        );
    });
    it('offers nothing that its own check refuses, but for types that JSON lacks', () => {
        const types: ApiType[] = ['string', 'int', 'uint', 'float', 'bool', 'time', 'any'];
        for (const type of types) {
            const parameters = [parameter('a', type)];
            expect(checkParams(prefillParams({ ...nothing, parameters }), parameters), type).toBeUndefined();
        }
    });
    it('prefers what was used last, then the params file', () => {
        const file = readParamsFile('{"params": {"a": "file", "b": "file", "gone": 1}}');
        const parameters = [parameter('b', 'string'), parameter('a', 'float'), parameter('c', 'int')];
        const remembered = { a: '1.0', old: '3' };
        expect(prefillParams({ parameters, remembered, file: file.ok ? file.entries : undefined, now })).toBe(
            '{"b": "file", "a": 1.0, "c": 0}',
        );
    });
    it('keeps everything that was remembered when the parameters are not known', () => {
        expect(
            prefillParams({
                parameters: undefined,
                remembered: { a: '1.0', b: '"x"' },
                file: undefined,
                now,
            }),
        ).toBe('{"a": 1.0, "b": "x"}');
        expect(prefillParams({ ...nothing, parameters: undefined })).toBe('{}');
    });
    it('is not misled by names that every object has', () => {
        const parameters = [parameter('toString', 'int'), parameter('__proto__', 'int')];
        expect(prefillParams({ ...nothing, parameters, remembered: {} })).toBe(
            '{"toString": 0, "__proto__": 0}',
        );
    });
});
