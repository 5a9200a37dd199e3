import { describe, expect, it } from 'vitest';
import { applyEdits, withCursor } from './cursor';

describe('withCursor', () => {
    it('takes the mark out and tells its place', () => {
        expect(withCursor('a\nb|c')).toEqual({
            text: 'a\nbc',
            offset: 3,
            position: { line: 1, character: 1 },
        });
    });

    it('leaves pipes of Flux alone and unescapes doubled ones', () => {
        expect(withCursor('a |> b(x: "||"|)').text).toBe('a |> b(x: "|")');
        expect(withCursor('||a|').offset).toBe(2);
    });

    it('refuses none and two', () => {
        expect(() => withCursor('a |> b')).toThrow('one cursor');
        expect(() => withCursor('|a|')).toThrow('one cursor');
    });
});

describe('applyEdits', () => {
    const edit = (start: number, end: number, newText: string) => ({
        range: { start: { line: 0, character: start }, end: { line: 0, character: end } },
        newText,
    });

    it('applies all edits to the text before', () => {
        expect(applyEdits('params.ab', [edit(7, 9, '["a b"]'), edit(6, 7, '')])).toBe('params["a b"]');
    });

    it('refuses edits that overlap', () => {
        expect(() => applyEdits('abc', [edit(0, 2, ''), edit(1, 3, '')])).toThrow('overlap');
    });
});
