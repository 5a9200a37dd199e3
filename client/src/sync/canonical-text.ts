/**
 * Which differences of a script's text mean nothing, and how a file keeps its own form when it takes a new text.
 * Editors and git change byte order marks, line ends and the end of a file by themselves.
 */

const byteOrderMark = '\uFEFF';

/** The text that is compared: without one byte order mark, lines ended by LF, without white space at the end. */
export function canonicalText(text: string): string {
    return textToSend(text).trimEnd();
}

/** True when two texts say the same script. */
export function isSameText(a: string, b: string): boolean {
    return canonicalText(a) === canonicalText(b);
}

/** The text as a server gets it: without one byte order mark and with LF, else as it was written. */
export function textToSend(text: string): string {
    const unmarked = text.startsWith(byteOrderMark) ? text.slice(1) : text;
    return unmarked.replaceAll('\r\n', '\n');
}

/**
 * A server's text in the form that a file has: its byte order mark, its line ends, its white space at the end. A file
 * that is not there yet (`existing` undefined) gets LF and a final newline.
 */
export function inTheFormOf(existing: string | undefined, incoming: string): string {
    const body = canonicalText(incoming);
    if (existing === undefined) return `${body}\n`;
    const mark = existing.startsWith(byteOrderMark) ? byteOrderMark : '';
    const lineEnd = existing.includes('\r\n') ? '\r\n' : '\n';
    // A file of white space only has no text whose end could be told from its white space.
    const end = existing.trim() === '' ? lineEnd : existing.slice(existing.trimEnd().length);
    return mark + body.replaceAll('\n', lineEnd) + end;
}
