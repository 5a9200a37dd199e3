import { expect, it } from 'vitest';
import { escapeMarkdown, fluxBlock, inlineCode } from './markdown';

it('escapes markup, links and HTML', () => {
    expect(escapeMarkdown('[x](command:y) <img> *a* `b`\n# c')).toBe(
        '\\[x\\]\\(command\\:y\\) \\<img\\> \\*a\\* \\`b\\` \\# c',
    );
});

it('fences code with more ticks than it holds', () => {
    expect(fluxBlock('a ```` b')).toBe('`````flux\na ```` b\n`````');
    expect(inlineCode('a`b')).toBe('``a`b``');
    expect(inlineCode('`a\nb')).toBe('`` `a b ``');
});
