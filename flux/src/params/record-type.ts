/** A record type as libflux prints it, taken apart at its top level. */
export interface RecordType {
    readonly fields: readonly RecordField[];
}
export interface RecordField {
    readonly name: string;
    readonly type: string;
}

const opening = '{[(<';
const closing = '}])>';

/** A printed type on one line: libflux breaks long ones over lines and then adds a comma behind the last part. */
export function onOneLine(printed: string): string {
    return printed
        .replace(/\s*\n\s*/g, ' ')
        .replace(/([{([]) /g, '$1')
        .replace(/,? ([})\]])/g, '$1')
        .trim();
}

/**
 * Takes a printed record type apart, for example `{A with n: int, r: {x: B}}`.
 * libflux prints names without quotes, so a name with a comma or a colon in it makes a wrong answer: ask for the
 * type of such a property on its own.
 * @returns undefined when it is no record type
 */
export function parseRecordType(printed: string): RecordType | undefined {
    const line = onOneLine(printed);
    if (!line.startsWith('{') || !line.endsWith('}')) return undefined;
    const inside = line.slice(1, -1).replace(/^\s*#?\w+ with(?: |$)/, '');
    const fields: RecordField[] = [];
    for (const part of splitAtTopLevel(inside)) {
        const colon = part.indexOf(':');
        if (colon >= 0)
            fields.push({ name: part.slice(0, colon).trim(), type: part.slice(colon + 1).trim() });
    }
    return { fields };
}

function splitAtTopLevel(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let start = 0;
    for (let at = 0; at < text.length; at++) {
        const char = text[at] ?? '';
        const isArrow = char === '>' && text[at - 1] === '=';
        const isPipe = char === '<' && text[at + 1] === '-';
        if (opening.includes(char) && !isPipe) depth++;
        else if (closing.includes(char) && !isArrow) depth--;
        else if (char === ',' && depth === 0) {
            parts.push(text.slice(start, at));
            start = at + 1;
        }
    }
    parts.push(text.slice(start));
    return parts;
}

/** Gives libflux's type variables (`#t37`, `#K`) the letters that Flux's documentation writes. One per answer. */
export class TypeVariables {
    private readonly letters = new Map<string, string>();

    rename(type: string): string {
        return onOneLine(type).replace(/#[A-Za-z]+\d*/g, (variable) => {
            const known = this.letters.get(variable);
            if (known !== undefined) return known;
            const count = this.letters.size;
            const letter =
                String.fromCharCode(65 + (count % 26)) + (count < 26 ? '' : String(Math.floor(count / 26)));
            this.letters.set(variable, letter);
            return letter;
        });
    }
}

/** Whether a type is a bare variable, that is, open. */
export function isTypeVariable(type: string): boolean {
    return /^[A-Z]\d*$/.test(type);
}
