import type { AstLocation } from '../ast/ast';
import type { TextPosition, TextRange } from './position';

/** A place as libflux counts it: 0-based line (only LF ends a line), 0-based column in UTF-8 bytes. */
export interface EnginePosition {
    readonly line: number;
    readonly character: number;
}

const byteOrderMark = '\uFEFF';

/**
 * One script in its two countings. Editors count UTF-16 units and end a line at CR, LF or CRLF; libflux counts UTF-8
 * bytes, ends a line at LF only and takes a byte order mark for an error. Both are tied through offsets in UTF-16.
 * No position is ever refused: what lies outside is moved to the nearest place inside.
 */
export class ScriptText {
    /** What libflux is given: no byte order mark, lone surrogates replaced. Every other unit keeps its place. */
    readonly engineText: string;
    private readonly shift: number;
    private readonly editorLines: readonly number[];
    private readonly engineLines: readonly number[];
    private readonly byteTables = new Map<number, Uint32Array | undefined>();

    constructor(readonly source: string) {
        this.shift = source.startsWith(byteOrderMark) ? 1 : 0;
        // A lone surrogate becomes U+FFFD on the way to UTF-8: one unit stays one unit.
        this.engineText = Buffer.from(source.slice(this.shift), 'utf8').toString('utf8');
        this.editorLines = lineStarts(source, true);
        this.engineLines = lineStarts(this.engineText, false);
    }

    /** An offset in UTF-16 units of the source as an editor's position; never inside a line's end. */
    positionAt(offset: number): TextPosition {
        const inside = Math.max(0, Math.min(offset, this.source.length));
        const line = lastAtMost(this.editorLines, inside);
        const start = this.editorLines[line] ?? 0;
        return { line, character: Math.min(inside, this.endOfEditorLine(line)) - start };
    }

    /** An editor's position as an offset in UTF-16 units of the source. */
    offsetAt(position: TextPosition): number {
        if (position.line < 0) return 0;
        const start = this.editorLines[position.line];
        if (start === undefined) return this.source.length;
        return Math.min(start + Math.max(0, position.character), this.endOfEditorLine(position.line));
    }

    /** From libflux's counting to the editor's. */
    fromEngine(position: EnginePosition): TextPosition {
        return this.positionAt(this.offsetFromEngine(position));
    }

    rangeFromEngine(start: EnginePosition, end: EnginePosition): TextRange {
        const from = this.offsetFromEngine(start);
        const to = Math.max(from, this.offsetFromEngine(end));
        return { start: this.positionAt(from), end: this.positionAt(to) };
    }

    /** From a location of the syntax tree (1-based line and byte column). */
    rangeFromAst(location: AstLocation): TextRange {
        return this.rangeFromEngine(fromOneBased(location.start), fromOneBased(location.end));
    }

    /** From the editor's counting to libflux's. */
    toEngine(position: TextPosition): EnginePosition {
        const offset = Math.max(0, this.offsetAt(position) - this.shift);
        const line = lastAtMost(this.engineLines, offset);
        const column = offset - (this.engineLines[line] ?? 0);
        const table = this.byteTable(line);
        return { line, character: table === undefined ? column : (table[column] ?? 0) };
    }

    /** The offset in UTF-16 units of the source for a position of libflux's. */
    offsetFromEngine(position: EnginePosition): number {
        const start = this.engineLines[position.line];
        if (start === undefined) return position.line < 0 ? this.shift : this.source.length;
        const length = this.endOfEngineLine(position.line) - start;
        const table = this.byteTable(position.line);
        const column = table === undefined ? position.character : startOfCharacter(table, position.character);
        return this.shift + start + Math.max(0, Math.min(column, length));
    }

    private endOfEditorLine(line: number): number {
        const next = this.editorLines[line + 1];
        if (next === undefined) return this.source.length;
        const isPair = this.source[next - 1] === '\n' && this.source[next - 2] === '\r';
        // Two line ends in a row: the CR of a pair always belongs to this very line.
        return next - (isPair ? 2 : 1);
    }

    private endOfEngineLine(line: number): number {
        const next = this.engineLines[line + 1];
        return next === undefined ? this.engineText.length : next - 1;
    }

    /** Byte column of every UTF-16 unit of a line, made once; undefined for a line of plain ASCII. */
    private byteTable(line: number): Uint32Array | undefined {
        if (!this.byteTables.has(line)) {
            const text = this.engineText.slice(this.engineLines[line] ?? 0, this.endOfEngineLine(line));
            this.byteTables.set(line, bytesPerUnit(text));
        }
        return this.byteTables.get(line);
    }
}

function fromOneBased(position: { readonly line: number; readonly column: number }): EnginePosition {
    return { line: position.line - 1, character: position.column - 1 };
}

function lineStarts(text: string, loneCarriageReturn: boolean): number[] {
    const starts = [0];
    const ends = loneCarriageReturn ? /\r\n|\r|\n/g : /\n/g;
    for (const end of text.matchAll(ends)) starts.push(end.index + end[0].length);
    return starts;
}

/** The index of the last entry that is not greater than the value; entries ascend. */
function lastAtMost(entries: ArrayLike<number>, value: number): number {
    let low = 0;
    let high = entries.length - 1;
    while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((entries[middle] ?? 0) <= value) low = middle;
        else high = middle - 1;
    }
    return low;
}

/** The unit at which the character that holds this byte begins. */
function startOfCharacter(table: Uint32Array, byte: number): number {
    const unit = lastAtMost(table, byte);
    return unit > 0 && table[unit - 1] === table[unit] ? unit - 1 : unit;
}

function bytesPerUnit(line: string): Uint32Array | undefined {
    // eslint-disable-next-line no-control-regex -- the range of ASCII is meant
    if (/^[\x00-\x7f]*$/.test(line)) return undefined;
    const table = new Uint32Array(line.length + 1);
    let bytes = 0;
    for (let unit = 0; unit < line.length; unit++) {
        table[unit] = bytes;
        const code = line.codePointAt(unit) ?? 0;
        bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (code > 0xffff) {
            // The second half of a pair stands at the character's start: no position splits a character.
            unit++;
            table[unit] = table[unit - 1] ?? 0;
        }
    }
    table[line.length] = bytes;
    return table;
}
