/** Any text as literal Markdown: nothing in it is markup, a link or HTML. */
export function escapeMarkdown(text: string): string {
    return text.replace(/[\\`*_{}[\]()#+\-.!|~<>&$^=:]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}

/** A code block of Flux. The fence is longer than any run of backticks in it. */
export function fluxBlock(code: string): string {
    const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}flux\n${code}\n${fence}`;
}

/** Code within a sentence; its line ends become blanks. */
export function inlineCode(code: string): string {
    const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    const pad = code.startsWith('`') || code.endsWith('`') ? ' ' : '';
    return `${fence}${pad}${code.replace(/[\r\n]+/g, ' ')}${pad}${fence}`;
}
