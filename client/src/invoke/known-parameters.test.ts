import { describe, expect, it } from 'vitest';
import { knownParameters, mergeParameters } from './known-parameters';

const inferred = [
    { name: 'bucket', fluxType: 'string', apiType: 'string' as const },
    { name: 'start', fluxType: 'A', apiType: 'any' as const },
];

describe('the parameters that are known', () => {
    it('are the inferred ones in their order, with the server’s types where they are open', () => {
        expect(mergeParameters(inferred, { start: 'int', bucket: 'any', extra: 'new-type' })).toEqual([
            { name: 'bucket', fluxType: 'string', apiType: 'string' },
            { name: 'start', fluxType: 'A', apiType: 'int' },
            { name: 'extra', fluxType: undefined, apiType: 'any' },
        ]);
    });
    it('are what one of both answers when the other cannot', async () => {
        const failed = (): Promise<never> => Promise.reject(new Error('no'));
        expect(await knownParameters(failed(), Promise.resolve({ a: 'int' }))).toEqual([
            { name: 'a', fluxType: undefined, apiType: 'int' },
        ]);
        expect(
            await knownParameters(Promise.resolve({ parameters: inferred, source: 'inferred' }), failed()),
        ).toEqual(inferred);
        expect(await knownParameters(failed(), failed())).toBeUndefined();
    });
});
