/** Reads what a builtin function takes from its type as libflux prints it. */

export interface SignatureParameter {
    readonly name: string;
    readonly kind: 'pipe' | 'required' | 'optional';
    /** The type as text, for example `[string]` or `(r: A) => bool`. */
    readonly type: string;
}

/**
 * The parameters of `(<-tables: stream[A], ?column: string, fn: (r: A) => bool) => stream[B] where A: Record`.
 * Undefined for the type of a value that is no function.
 */
export function parametersOf(signature: string): readonly SignatureParameter[] | undefined {
    if (!signature.startsWith('(')) return undefined;
    const end = closing(signature);
    return splitTopLevel(signature.slice(1, end)).map((text) => {
        const match = /^(<-|\?)?\s*([A-Za-z_]\w*)\s*:\s*([\s\S]+)$/.exec(text.trim());
        const [, mark, name = '', type = ''] = match ?? [];
        return { name, kind: mark === '<-' ? 'pipe' : mark === '?' ? 'optional' : 'required', type };
    });
}

/** The index of the parenthesis that closes the first one. */
function closing(text: string): number {
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
        depth += change(text.charAt(i));
        if (depth === 0) return i;
    }
    return text.length;
}

function splitTopLevel(text: string): string[] {
    const parts: string[] = [];
    let depth = 0;
    let from = 0;
    for (let i = 0; i < text.length; i++) {
        const character = text.charAt(i);
        depth += change(character);
        if (character === ',' && depth === 0) {
            parts.push(text.slice(from, i));
            from = i + 1;
        }
    }
    parts.push(text.slice(from));
    return parts.filter((part) => part.trim() !== '');
}

function change(character: string): number {
    if ('([{'.includes(character)) return 1;
    return ')]}'.includes(character) ? -1 : 0;
}
