import type { Analysis } from '@flux-scripts/flux/engine/port';
import { scannedParameters } from '@flux-scripts/flux/engine/failure-diagnostic';
import { describe, expect, it } from 'vitest';
import { hoverFor } from './hover';
import { withCursor } from './testing/cursor';

type Inferred = Partial<Analysis['params']['parameters'][number]>;

async function hover(marked: string, inferred: Inferred, otherType?: string): Promise<string> {
    const { text, position } = withCursor(marked);
    const parameters = scannedParameters(text).parameters.map((parameter) => ({ ...parameter, ...inferred }));
    const analysis = { diagnostics: [], params: { parameters, opaqueUses: [] } };
    const answer = await hoverFor(analysis, position, () => Promise.resolve(otherType));
    return answer === null ? '' : (answer.contents as { value: string }).value;
}

describe('hoverFor', () => {
    it('tells type, API type, uses and JSON form of a parameter', async () => {
        const text = await hover('a = params.buc|ket\nb = params.bucket', {
            fluxType: 'string',
            apiType: 'string',
        });
        expect(text).toContain('params.bucket: string');
        expect(text).toContain('a text');
        expect(text).toContain('API type: `string`');
        expect(text).toContain('Used 2 times');
        expect(text).toContain('`{"params": {"bucket": "text"}}`');
    });

    it('explains an open type in words', async () => {
        const text = await hover('a = params.st|art', { fluxType: 'A', constraints: ['Timeable'] });
        expect(text).toContain('any time\\-like value');
        expect(await hover('a = params.st|art', { fluxType: 'A' })).toContain('any value');
        expect(await hover('a = params.st|art', { fluxType: 'A' })).toContain('```flux\nparams.start\n```');
    });

    it('asks whether a near duplicate is a slip', async () => {
        const text = 'a = params.filterField\nb = params.filterFei|ld';
        expect(await hover(text, {})).toContain('A slip for `filterField`?');
        expect(await hover('a = params.filterField\nb = params.filterField|2', {})).not.toContain('slip');
    });

    it('explains what JSON cannot carry', async () => {
        expect(await hover('a = params["my every|"]', { fluxType: 'duration' })).toContain(
            'duration(v: params["my every"])',
        );
    });

    it('says so when the type is not known', async () => {
        expect(await hover('a = params.b|', {})).toContain('not known yet');
    });

    it('shows the type of anything else, and nothing where there is none', async () => {
        expect(await hover('x| = 1 + params.a', {}, '(a: int) => int')).toBe('```flux\n(a: int) => int\n```');
        expect(await hover('x| = 1 + params.a', {})).toBe('');
    });

    it('makes nothing of markup in a name', async () => {
        const text = await hover('a = params["```\\n<img onerror=x>[x](command:y)"|]', {
            fluxType: 'string',
        });
        const [fence, code, end, , sentence, , json] = text.split('\n');
        expect([fence, end]).toEqual(['````flux', '````']);
        expect(code).toContain('<img onerror=x>');
        expect(sentence).not.toContain('<img');
        // Inline code whose ticks outnumber those of the name.
        expect(json).toMatch(/^As JSON: ````[^]*<img onerror=x>[^]*````$/);
    });
});
