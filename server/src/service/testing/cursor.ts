import type { TextPosition, TextRange } from '@flux-scripts/flux/text/position';
import { ScriptText } from '@flux-scripts/flux/text/script-text';

export interface Marked {
    readonly text: string;
    readonly offset: number;
    readonly position: TextPosition;
}

/**
 * A text with the cursor marked by `|`. A pipe-forward arrow `|>` and a doubled `||` (which stands for one `|`) are
 * no marks.
 * @throws Error when there is not exactly one mark
 */
export function withCursor(marked: string): Marked {
    const marks = [...marked.matchAll(/\|\||\|>|\|/g)].filter((match) => match[0] === '|');
    const [mark] = marks;
    if (mark === undefined || marks.length > 1) throw new Error(`Expected one cursor in: ${marked}`);
    const before = marked.slice(0, mark.index).replaceAll('||', '|');
    const text = before + marked.slice(mark.index + 1).replaceAll('||', '|');
    return { text, offset: before.length, position: new ScriptText(text).positionAt(before.length) };
}

interface Edit {
    readonly range: TextRange;
    readonly newText: string;
}

/** The text after edits that do not overlap, as an editor applies them: all ranges mean the text before. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
    const script = new ScriptText(text);
    const placed = edits
        .map(({ range, newText }) => ({
            start: script.offsetAt(range.start),
            end: script.offsetAt(range.end),
            newText,
        }))
        .sort((a, b) => a.start - b.start || a.end - b.end);
    let result = '';
    let at = 0;
    for (const { start, end, newText } of placed) {
        if (start < at) throw new Error('The edits overlap.');
        result += text.slice(at, start) + newText;
        at = end;
    }
    return result + text.slice(at);
}
