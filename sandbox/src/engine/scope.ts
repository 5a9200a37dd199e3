/** Names of a script, resolved before it runs: at run time a variable is a slot in a frame. */

/** The variables of one call. */
export class Frame {
    readonly slots: unknown[] = [];
    constructor(readonly parent: Frame | undefined) {}
}

/** The names of one function body, or of the file. */
export class Scope {
    private readonly names = new Map<string, number>();

    constructor(readonly parent: Scope | undefined) {}

    /** The slot of a name in this scope; a name that is declared again keeps its slot. */
    declare(name: string): number {
        const known = this.names.get(name);
        if (known !== undefined) return known;
        const slot = this.names.size;
        this.names.set(name, slot);
        return slot;
    }

    /** How many frames up the variable lies, and its slot there; undefined when the script does not define the name. */
    find(name: string): { readonly depth: number; readonly slot: number } | undefined {
        const slot = this.names.get(name);
        if (slot !== undefined) return { depth: 0, slot };
        const outer = this.parent?.find(name);
        return outer && { depth: outer.depth + 1, slot: outer.slot };
    }
}
