import { scannedParameters } from '@flux-scripts/flux/engine/failure-diagnostic';
import type { Analysis } from '@flux-scripts/flux/engine/port';
import { describe, expect, it } from 'vitest';
import { diagnosticsFor } from './diagnostics';

const uri = 'file:///a.flux';
const place = { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } };
const analysis = (flux: string, diagnostics: Analysis['diagnostics'] = []): Analysis => ({
    diagnostics,
    params: scannedParameters(flux),
});

describe('diagnosticsFor', () => {
    it('passes on what the type checker found', () => {
        const found = analysis('', [{ range: place, severity: 'warning', message: 'm', source: 'libflux' }]);
        expect(diagnosticsFor(found, uri)).toEqual([
            { range: place, severity: 2, message: 'm', source: 'Flux Scripts' },
        ]);
    });

    it('marks a text that could not be analysed', () => {
        const found = analysis('', [{ range: place, severity: 'error', message: 'm', source: 'engine' }]);
        expect(diagnosticsFor(found, uri)).toMatchObject([{ severity: 1, code: 'not-analyzed' }]);
    });

    it('hints at a misspelt use, its name alone, with the place of the other', () => {
        const found = diagnosticsFor(analysis('a = params.filterField\nb = params["filterFeild"]'), uri);
        expect(found).toEqual([
            {
                range: { start: { line: 1, character: 12 }, end: { line: 1, character: 23 } },
                severity: 4,
                code: 'near-duplicate-parameter',
                source: 'Flux Scripts',
                message:
                    'The parameter "filterFeild" may be a slip for "filterField", which this script uses once.',
                relatedInformation: [
                    {
                        location: {
                            uri,
                            range: { start: { line: 0, character: 4 }, end: { line: 0, character: 22 } },
                        },
                        message: '"filterField" is used here.',
                    },
                ],
            },
        ]);
    });

    it('leaves names alone that differ by a digit', () => {
        expect(diagnosticsFor(analysis('a = params.filterField\nb = params.filterField2'), uri)).toEqual([]);
    });
});
