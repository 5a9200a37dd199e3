import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tokenizeFlux } from './tokenize-flux';

const examples = new URL('../examples/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, examples), 'utf8');
const paramsFiles = readdirSync(examples).filter((name) => name.endsWith('.params.json'));

test('every example has a params file', () => {
    const scripts = readdirSync(examples).filter((name) => name.endsWith('.flux'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(paramsFiles).toContain(script.replace(/\.flux$/, '.params.json'));
});

test.each(paramsFiles)(
    '%s is a body to post, with the parameters that are coloured in its script',
    async (name) => {
        const body = JSON.parse(read(name)) as { params: Record<string, unknown> };
        expect(Object.keys(body)).toEqual(['params']);

        const script = `${name.split('.')[0] ?? ''}.flux`;
        const tokens = (await tokenizeFlux(read(script))).flatMap((line) => line.tokens);
        const coloured = tokens.filter(({ scopes }) => scopes.includes('variable.parameter.runtime.flux'));
        expect(Object.keys(body.params).sort()).toEqual(
            [...new Set(coloured.map(({ text }) => text))].sort(),
        );
    },
);
