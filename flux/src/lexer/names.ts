/** Words that libflux takes neither behind a dot nor as a bare label; tried one by one with its parser. */
const reserved = new Set([
    ...['and', 'or', 'not', 'exists', 'if', 'then', 'else', 'return'],
    ...['import', 'package', 'option', 'builtin', 'testcase'],
]);

/** Whether a name may stand bare, as in `params.name` and in the record type `{name: int}`; else it needs quotes. */
export function isPlainName(name: string): boolean {
    return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name);
}

/** A text as it stands between the quotes of a Flux string literal. */
export function escapeString(text: string): string {
    return text
        .replace(/[\\"]/g, '\\$&')
        .replaceAll('${', '\\${')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r')
        .replaceAll('\t', '\\t');
}
