import path from 'node:path';
import { expect, it } from 'vitest';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const root = path.resolve(import.meta.dirname, '..');

it('gives the licence of each bundled package once, and none of our own', async () => {
    const text = await thirdPartyLicenses(root, [
        'client/src/extension.ts',
        'node_modules/valibot/dist/index.mjs',
        'node_modules/re2js/build/index.esm.js',
        'node_modules/valibot/dist/index.cjs',
    ]);
    expect(text.match(/^\S+ \d+\.\d+\.\d+ \(MIT\)$/gm)?.map((line) => line.split(' ')[0])).toEqual([
        're2js',
        'valibot',
    ]);
    expect(text).toContain('Permission is hereby granted');
});
