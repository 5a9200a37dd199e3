import type { Parameter } from '@flux-scripts/flux/params/parameter';
import { describe, expect, it } from 'vitest';
import { completeParameters } from './completion';
import { applyEdits, withCursor } from './testing/cursor';

const parameter = (name: string, fluxType: string, uses: Parameter['uses'] = []): Parameter => ({
    name,
    fluxType,
    constraints: [],
    apiType: 'any',
    uses,
});

function labels(marked: string, known: readonly Parameter[] = []): string[] {
    const { text, position } = withCursor(marked);
    return completeParameters(text, position, known).map((item) => item.label);
}

/** The text after accepting the item. */
function accepted(marked: string, label: string): string {
    const { text, position } = withCursor(marked);
    const item = completeParameters(text, position, []).find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`${label} is not offered`);
    const { textEdit, additionalTextEdits = [] } = item;
    if (textEdit === undefined || !('range' in textEdit)) throw new Error('no plain edit');
    return applyEdits(text, [textEdit, ...additionalTextEdits]);
}

const before = 'a = params.bucket + params["my field"]\n';

describe('completeParameters offers', () => {
    it.each([
        'x = params.|',
        'x = params.b|',
        'x = params.b|uck',
        'x = params["|"]',
        'x = params["|',
        'x = params[|]',
    ])('the names in use at %s', (line) => {
        expect(labels(before + line)).toEqual(['bucket', 'my field']);
    });

    it('inside an interpolated string and in the middle of a line', () => {
        expect(labels(`${before}x = "a \${params.|} b"`)).toEqual(['bucket', 'my field']);
        expect(labels(`${before}from(bucket: params.|) |> range(start: -1h)`)).toEqual([
            'bucket',
            'my field',
        ]);
    });

    it.each([
        'x = params|',
        'x = r.params.|',
        '// params.|',
        'x = params. // |',
        'x = "params.|"',
        'x = r["|"]',
        'x = [|]',
        'x = params.a.|',
        '|',
    ])('nothing at %s', (line) => {
        expect(labels(before + line)).toEqual([]);
    });

    it('the name that is being typed only when it is used elsewhere', () => {
        expect(labels('x = params.buck|')).toEqual([]);
        expect(labels('x = params.bucket|\ny = params.bucket')).toEqual(['bucket']);
    });

    it('names of aliases and the types known from before', () => {
        const { text, position } = withCursor('p = params\nx = p.n + params.|\ny = params.b');
        const known = [parameter('n', 'int'), parameter('b', 'string')];
        const items = completeParameters(text, position, known).map((item) => [item.label, item.detail]);
        expect(items).toEqual([
            ['b', 'string'],
            ['n', 'int'],
        ]);
    });

    it('names after an open quote further up', () => {
        expect(labels('x = params["\ny = params.|\nz = params.b')).toEqual(['b']);
    });
});

describe('accepting', () => {
    it.each([
        ['x = params.|', 'x = params.bucket'],
        ['x = params.bu|', 'x = params.bucket'],
        ['x = params.bu|nch + 1', 'x = params.bucket + 1'],
        ['x = params["|"]', 'x = params["bucket"]'],
        ['x = params["bu|"]', 'x = params["bucket"]'],
        ['x = params["bu|x y"]', 'x = params["bucket"]'],
        ['x = params["|', 'x = params["bucket"]'],
        ['x = params["|]', 'x = params["bucket"]'],
        ['x = params["|"', 'x = params["bucket"]'],
        ['x = params["|) + r["a"]', 'x = params["bucket"]) + r["a"]'],
        ['x = params[|]', 'x = params["bucket"]'],
        ['x = params[|', 'x = params["bucket"]'],
    ])('in %s gives %s', (line, expected) => {
        expect(accepted(before + line, 'bucket')).toBe(before + expected);
    });

    it('a name that is no identifier turns the dot into brackets', () => {
        expect(accepted(`${before}x = params.m| + 1`, 'my field')).toBe(
            `${before}x = params["my field"] + 1`,
        );
        expect(accepted(`${before}x = params["|"]`, 'my field')).toBe(`${before}x = params["my field"]`);
    });

    it('so does a word that Flux keeps for itself', () => {
        expect(accepted('a = params["if"]\nx = params.|', 'if')).toBe('a = params["if"]\nx = params["if"]');
    });

    it('escapes what a string cannot hold', () => {
        expect(accepted('a = params["q\\"q"]\nx = params.|', 'q"q')).toBe(
            'a = params["q\\"q"]\nx = params["q\\"q"]',
        );
    });

    it('counts emoji before the cursor right', () => {
        expect(accepted(`${before}x = "😀" + params.b|`, 'bucket')).toBe(`${before}x = "😀" + params.bucket`);
    });
});
