/** Why bytes could not be read as annotated CSV: what was expected, what was there, and where. */
export class CsvError extends Error {
    constructor(
        /** What should have been there, for example `a header row with the columns "result" and "table"`. */
        readonly expected: string,
        /** What was there instead. */
        readonly found: string,
        /** 1-based line of the text. A quoted field may span lines: its first one. */
        readonly line: number,
    ) {
        super(`Line ${line}: expected ${expected}, found ${found}.`);
        this.name = 'CsvError';
    }
}

/** A piece of the text as a message may show it: at most 60 characters, quoted, line breaks visible. */
export function excerpt(text: string): string {
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    return JSON.stringify(shown);
}
