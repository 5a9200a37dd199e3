/** A place in a text as editors count it: 0-based line, 0-based character in UTF-16 code units. */
export interface TextPosition {
    readonly line: number;
    readonly character: number;
}

/** A half-open range: `end` is behind the last character. Same shape as the Language Server Protocol's. */
export interface TextRange {
    readonly start: TextPosition;
    readonly end: TextPosition;
}
