/**
 * A tolerant scanner of Flux text: it knows comments, strings with interpolation, regular expressions and words, and
 * nothing of grammar. It never fails and needs no engine, so it serves while a person types.
 */
export interface Token {
    readonly kind: 'word' | 'number' | 'string' | 'regexp' | 'symbol';
    /** As it stands in the text; a string with its quotes, a piece of an interpolated string without its `${`. */
    readonly text: string;
    /** Offsets in UTF-16 units, end exclusive. */
    readonly start: number;
    readonly end: number;
    /** For a string: whether it is whole, that is, without interpolation and with its closing quote. */
    readonly whole?: boolean;
}

const word = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number = /\d[\p{L}\p{N}_.:+-]*/uy;
const symbol = /=>|==|!=|<=|>=|=~|!~|\|>|<-|[^]/uy;
const blank = /[\s\uFEFF]+/y;
const comment = /\/\/[^\r\n]*/y;
const regexp = /\/(?:\\[^\r\n]|[^\\/\r\n])+\//y;
/** Words after which an operand comes, so that a slash begins a regular expression. */
const operatorWords = new Set(['and', 'or', 'not', 'return', 'if', 'then', 'else', 'in', 'exists']);

/** All tokens of a text in order, without blanks and comments. The code inside `${…}` is part of the stream. */
export function tokenize(text: string): Token[] {
    return new Scanner(text).run();
}

class Scanner {
    private readonly tokens: Token[] = [];
    private at = 0;
    /** One entry per open interpolation: how many `{` are open inside it. */
    private readonly interpolations: number[] = [];

    constructor(private readonly text: string) {}

    run(): Token[] {
        while (this.at < this.text.length) this.step();
        return this.tokens;
    }

    private step(): void {
        if (this.skip(blank) || this.skip(comment)) return;
        const char = this.text[this.at];
        if (char === '"') this.string(this.at + 1, this.at);
        else if (char === '}' && this.interpolations.at(-1) === 0) this.endOfInterpolation();
        else if (this.take('word', word)) return;
        else if (char !== undefined && char >= '0' && char <= '9') this.number();
        else if (char === '/' && this.operandExpected() && this.take('regexp', regexp)) return;
        else this.symbol();
    }

    private skip(pattern: RegExp): boolean {
        pattern.lastIndex = this.at;
        const match = pattern.exec(this.text);
        if (match === null) return false;
        this.at += match[0].length;
        return true;
    }

    private take(kind: Token['kind'], pattern: RegExp): boolean {
        const start = this.at;
        if (!this.skip(pattern)) return false;
        this.push(kind, start, this.at);
        return true;
    }

    /** Numbers, durations and times; a sign belongs to it only inside a time (`2021-01-01T00:00:00+01:00`). */
    private number(): void {
        number.lastIndex = this.at;
        const run = number.exec(this.text)?.[0] ?? '';
        const time = /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?/.exec(run)?.[0];
        const plain = /^\d+(?:\.\d+)?[\p{L}\p{N}]*/u.exec(run)?.[0];
        const length = (time ?? plain ?? run).length;
        this.push('number', this.at, this.at + length);
        this.at += length;
    }

    private symbol(): void {
        const last = this.interpolations.length - 1;
        const open = this.interpolations[last];
        const char = this.text[this.at];
        if (open !== undefined && char === '{') this.interpolations[last] = open + 1;
        if (open !== undefined && char === '}') this.interpolations[last] = open - 1;
        this.take('symbol', symbol);
    }

    private endOfInterpolation(): void {
        this.interpolations.pop();
        this.string(this.at + 1, this.at);
    }

    /** From inside a string to its end, to the next `${`, or, when neither comes, to the end of its line. */
    private string(from: number, start: number): void {
        const opensKey = this.text[start] === '"' && this.tokens.at(-1)?.text === '[';
        for (let index = from; index < this.text.length; index++) {
            const char = this.text[index];
            if (char === '\\') index++;
            else if (char === '"') {
                this.endString(start, index + 1, this.text[start] === '"');
                return;
            } else if (char === '$' && this.text[index + 1] === '{') {
                this.push('string', start, index, false);
                this.interpolations.push(0);
                this.at = index + 2;
                return;
            } else if (opensKey && (char === '\n' || char === '\r')) {
                // A key never spans lines: while `params["` is typed, what follows must not be taken for a string.
                this.endString(start, index, false);
                return;
            }
        }
        this.endString(start, this.endOfLine(from), false);
    }

    private endString(start: number, end: number, whole: boolean): void {
        this.push('string', start, end, whole);
        this.at = end;
    }

    private endOfLine(from: number): number {
        for (let index = from; index < this.text.length; index++) {
            if (this.text[index] === '\n' || this.text[index] === '\r') return index;
        }
        return this.text.length;
    }

    private operandExpected(): boolean {
        const last = this.tokens.at(-1);
        if (last === undefined) return true;
        if (last.kind === 'word') return operatorWords.has(last.text);
        return last.kind === 'symbol' && ![')', ']', '}'].includes(last.text);
    }

    private push(kind: Token['kind'], start: number, end: number, whole?: boolean): void {
        const text = this.text.slice(start, end);
        this.tokens.push(
            whole === undefined ? { kind, text, start, end } : { kind, text, start, end, whole },
        );
    }
}

/** The value of a whole string token: quotes taken off, escapes resolved as Flux does. */
export function stringValue(token: Token): string {
    return token.text.slice(1, -1).replace(/\\(x[0-9a-fA-F]{2}|[^])/g, (_, escape: string) => {
        if (escape.length === 3) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
        return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
    });
}
