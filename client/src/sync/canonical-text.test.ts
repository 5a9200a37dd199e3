import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalText, inTheFormOf, isSameText, textToSend } from './canonical-text';

test('line ends, one byte order mark and the end of the file do not matter', () => {
    expect(isSameText('\uFEFFa\r\nb\r\n', 'a\nb')).toBe(true);
    expect(isSameText('a\nb\n\n \t\n', 'a\nb')).toBe(true);
});

test('everything else matters', () => {
    expect(isSameText('a\n b', 'a\nb')).toBe(false);
    expect(isSameText(' a', 'a')).toBe(false);
    expect(isSameText('a \nb', 'a\nb')).toBe(false);
    expect(isSameText('\uFEFF\uFEFFa', 'a')).toBe(false);
});

test('what is sent keeps the end of the file', () => {
    expect(textToSend('\uFEFFa\r\nb\r\n')).toBe('a\nb\n');
});

test('a file keeps its own line ends, byte order mark and end', () => {
    expect(inTheFormOf('\uFEFFx\r\ny\r\n\r\n', 'a\nb')).toBe('\uFEFFa\r\nb\r\n\r\n');
    expect(inTheFormOf('x', 'a\r\nb\r\n')).toBe('a\nb');
    expect(inTheFormOf(undefined, 'a\r\nb')).toBe('a\nb\n');
    expect(inTheFormOf('', 'a')).toBe('a\n');
});

test('whatever the form, the script stays the same', () => {
    fc.assert(
        fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (existing, incoming) => {
            const written = inTheFormOf(existing, incoming);
            // A second byte order mark in front of an unmarked file would be read as the first.
            fc.pre(!canonicalText(incoming).startsWith('\uFEFF'));
            expect(isSameText(written, incoming)).toBe(true);
        }),
    );
});
