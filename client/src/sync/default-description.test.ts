import { expect, test } from 'vitest';
import { defaultDescription } from './default-description';

test('the first paragraph of the leading comment', () => {
    const text =
        '\n// The mean of one field\n// per window.\n//\n// JSON has no durations.\nfrom(bucket: "b")';
    expect(defaultDescription(text, ['x'])).toBe('The mean of one field per window.');
});

test('a comment further down does not describe the script', () => {
    expect(defaultDescription('from(bucket: "b")\n// all rows', [])).toBe('Pushed from VS Code.');
});

test('without a comment, the parameters', () => {
    expect(defaultDescription('f()', ['mybucket'])).toBe('Expects parameter mybucket.');
    expect(defaultDescription('f()', ['a', 'b'])).toBe('Expects parameters a and b.');
    expect(defaultDescription('// ----\nf()', ['a', 'b', 'c'])).toBe('Expects parameters a, b, and c.');
});

test('never empty and never long', () => {
    expect(defaultDescription('')).toBe('Pushed from VS Code.');
    const long = defaultDescription(`// ${'word '.repeat(200)}`);
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long).toMatch(/word…$/);
});
