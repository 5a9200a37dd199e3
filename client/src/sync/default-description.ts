/**
 * A first description for a new script. The API demands one that is not empty; the person sees it in a box and can
 * change it. No `vscode`.
 */

/** UTF-16 units. */
const maximumLength = 200;

/**
 * The first paragraph of the comment that a script begins with; else the parameters that it expects, worded as in
 * InfluxDB's documentation; else where it comes from.
 */
export function defaultDescription(text: string, parameterNames: readonly string[] = []): string {
    const comment = leadingComment(text);
    if (/[\p{L}\p{N}]/u.test(comment)) return shortened(comment);
    if (parameterNames.length > 0) return shortened(expects(parameterNames));
    return 'Pushed from VS Code.';
}

function leadingComment(text: string): string {
    const paragraph: string[] = [];
    for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
        const comment = /^\s*\/\/+(.*)$/.exec(line)?.[1]?.trim();
        if (comment) paragraph.push(comment);
        else if (paragraph.length > 0 || (comment === undefined && line.trim() !== '')) break;
    }
    return paragraph.join(' ');
}

function expects(names: readonly string[]): string {
    if (names.length === 1) return `Expects parameter ${names[0] ?? ''}.`;
    const last = names.at(-1) ?? '';
    const comma = names.length > 2 ? ',' : '';
    return `Expects parameters ${names.slice(0, -1).join(', ')}${comma} and ${last}.`;
}

function shortened(text: string): string {
    const line = text.replace(/\s+/gu, ' ').trim();
    if (line.length <= maximumLength) return line;
    // Back to the last whole word; a half surrogate at the cut goes too.
    const start = line.slice(0, maximumLength - 1).replace(/(?:\s+\S*|[\uD800-\uDBFF])$/, '');
    return `${start}…`;
}
