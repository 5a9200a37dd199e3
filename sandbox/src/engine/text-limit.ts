import { LimitReached } from './flux-error';

/** The longest text that a script may put together, in UTF-16 units. Doubling a text thirty times needs thirty lines. */
export const longestText = 10_000_000;

/** Throws LimitReached for a length that is too much; ask before a long text is put together. */
export function checkTextLength(length: number): void {
    if (length <= longestText) return;
    throw new LimitReached(
        `the sandbox stops at texts of ${String(longestText)} characters; this script puts together a longer one`,
    );
}

/** Gives the text back. Throws LimitReached for one that is too long; looking at a length costs nothing. */
export function limitedText(text: string): string {
    checkTextLength(text.length);
    return text;
}
