/** CSV records (RFC 4180) out of pieces of text, whatever the pieces' borders are. */
import { CsvError, excerpt } from './reader-error';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A record longer than this is no answer of InfluxDB; without a limit an open quote would eat all memory. */
const maximumRecordLength = 32 * 1024 * 1024;

/** Takes one record: its cells, and the 1-based line where it begins. A blank line is one empty cell. */
export type OnRecord = (cells: string[], line: number) => void;

const enum State {
    /** Before the first character of a cell. */
    Start,
    Plain,
    /** Inside quotes. */
    Quoted,
    /** Behind a quote that was seen inside quotes: it closes the cell, or a second one follows. */
    QuoteSeen,
    /** Behind a carriage return that followed a closing quote. */
    LineEnd,
}

/**
 * Splits text into records. Both CRLF and LF end a record; line breaks inside quotes belong to the cell. Every
 * character is looked at once, however the text is cut, so the work is linear in its length.
 */
export class RecordReader {
    #state = State.Start;
    /** The part of the current cell that earlier pieces brought. */
    #cell = '';
    #cells: string[] = [];
    #recordLength = 0;
    #line = 1;
    #recordLine = 1;
    /** The line of the quote that opened the current cell. */
    #quoteLine = 1;
    readonly #onRecord: OnRecord;

    constructor(onRecord: OnRecord) {
        this.#onRecord = onRecord;
    }

    /** @throws CsvError at a stray quote or an endless record; the reader cannot be used afterwards. */
    write(text: string): void {
        let at = 0;
        while (at < text.length) {
            switch (this.#state) {
                case State.Start:
                    at = this.#start(text, at);
                    break;
                case State.Plain:
                    at = this.#plain(text, at);
                    break;
                case State.Quoted:
                    at = this.#quoted(text, at);
                    break;
                case State.QuoteSeen:
                    at = this.#quoteSeen(text, at);
                    break;
                case State.LineEnd:
                    at = this.#lineEnd(text, at);
                    break;
            }
        }
        this.#recordLength += text.length;
        if (this.#recordLength > maximumRecordLength) {
            throw new CsvError(
                `the end of a record within ${maximumRecordLength} characters`,
                'a longer one',
                this.#recordLine,
            );
        }
    }

    /** The text is over: gives out a last record that no line break ends. @throws CsvError at an open quote. */
    end(): void {
        if (this.#state === State.Quoted) {
            throw new CsvError(
                'a closing quote',
                `the end of the answer after ${excerpt(this.#cell)}`,
                this.#quoteLine,
            );
        }
        if (this.#state !== State.Start || this.#cells.length > 0) this.#endRecord();
    }

    #start(text: string, at: number): number {
        if (text.charCodeAt(at) !== quote) {
            this.#state = State.Plain;
            return at;
        }
        this.#state = State.Quoted;
        this.#quoteLine = this.#line;
        return at + 1;
    }

    #plain(text: string, from: number): number {
        let at = from;
        for (; at < text.length; at++) {
            const code = text.charCodeAt(at);
            if (code === comma) {
                this.#endCell(text.slice(from, at));
                return at + 1;
            }
            if (code === lineFeed) {
                this.#cell += text.slice(from, at);
                this.#endRecord();
                this.#recordLength = -(at + 1);
                return at + 1;
            }
            if (code === quote) {
                throw new CsvError(
                    'no quote inside a cell that does not begin with one',
                    excerpt(this.#cell + text.slice(from, at + 1)),
                    this.#line,
                );
            }
        }
        this.#cell += text.slice(from);
        return at;
    }

    #quoted(text: string, from: number): number {
        const found = text.indexOf('"', from);
        const to = found === -1 ? text.length : found;
        const piece = text.slice(from, to);
        this.#cell += piece;
        for (let at = piece.indexOf('\n'); at !== -1; at = piece.indexOf('\n', at + 1)) this.#line++;
        if (found === -1) return to;
        this.#state = State.QuoteSeen;
        return found + 1;
    }

    #quoteSeen(text: string, at: number): number {
        switch (text.charCodeAt(at)) {
            case quote:
                this.#cell += '"';
                this.#state = State.Quoted;
                return at + 1;
            case comma:
                this.#endCell('');
                return at + 1;
            case carriageReturn:
                this.#state = State.LineEnd;
                return at + 1;
            default:
                return this.#lineEnd(text, at);
        }
    }

    #lineEnd(text: string, at: number): number {
        if (text.charCodeAt(at) !== lineFeed) {
            throw new CsvError(
                'a comma or the end of the line after a closing quote',
                // One character: how much follows in this piece depends on where the pieces were cut.
                excerpt(text.charAt(at)),
                this.#line,
            );
        }
        this.#endRecord();
        this.#recordLength = -(at + 1);
        return at + 1;
    }

    #endCell(rest: string): void {
        this.#cells.push(this.#cell === '' ? rest : this.#cell + rest);
        this.#cell = '';
        this.#state = State.Start;
    }

    #endRecord(): void {
        const cell = this.#cell;
        const plain = this.#state === State.Plain;
        this.#endCell('');
        if (plain && cell.charCodeAt(cell.length - 1) === carriageReturn) {
            this.#cells[this.#cells.length - 1] = cell.slice(0, -1);
        }
        const cells = this.#cells;
        const line = this.#recordLine;
        this.#cells = [];
        this.#recordLine = ++this.#line;
        this.#onRecord(cells, line);
    }
}
