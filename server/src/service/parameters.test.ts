import { expect, it } from 'vitest';
import { parametersOf } from './parameters';

const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

it('hands on names and types in order', () => {
    const parameter = {
        name: 'b',
        fluxType: 'string',
        constraints: [],
        apiType: 'string',
        uses: [],
    } as const;
    const analysis = { diagnostics: [], params: { parameters: [parameter], opaqueUses: [] } };
    expect(parametersOf('a = params.b + ""', analysis)).toEqual({
        parameters: [{ name: 'b', fluxType: 'string', apiType: 'string' }],
        source: 'inferred',
    });
});

it('falls back to the names of the text', () => {
    const failed = { range: place, severity: 'error', message: 'm', source: 'engine' } as const;
    const analysis = { diagnostics: [failed], params: { parameters: [], opaqueUses: [] } };
    expect(parametersOf('a = params.b + params["c d"]', analysis)).toEqual({
        parameters: [
            { name: 'b', fluxType: undefined, apiType: 'any' },
            { name: 'c d', fluxType: undefined, apiType: 'any' },
        ],
        source: 'names-only',
    });
});
