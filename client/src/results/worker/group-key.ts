/** Which columns distinguish the tables of a result. */

/** What is known of a table for that. Arrays go by column. */
export interface KeyCandidate {
    readonly columns: readonly string[];
    /** From `#group`; undefined in an answer without annotations. */
    readonly groups: readonly (boolean | undefined)[];
    /** The value that all rows share; undefined when they differ or there are none. */
    readonly constants: readonly (string | undefined)[];
    readonly rows: number;
}

/** Inference looks at so many tables at most; its work grows with tables times columns. */
const inspectedTables = 1000;
/** An answer with more columns than that gets no inferred key: every column may have to be tried. */
const inspectedColumns = 100;

export interface GroupKey {
    readonly columns: readonly string[];
    readonly inferred: boolean;
}

/**
 * The group key of a result's tables. With `#group` annotations it is known. Without them, it is worked out: a key
 * column has one value in each table, and the key tells the tables apart. Columns that say the same in all tables are
 * left out, because they distinguish nothing.
 */
export function groupKeyOf(tables: readonly KeyCandidate[]): GroupKey {
    if (tables.some((table) => table.groups.includes(true))) {
        const grouped = tables.flatMap((table) => table.columns.filter((_, at) => table.groups[at] === true));
        return { columns: [...new Set(grouped)], inferred: false };
    }
    const filled = tables.filter((table) => table.rows > 0).slice(0, inspectedTables);
    return { columns: filled.length < 2 ? [] : inferColumns(filled), inferred: true };
}

function inferColumns(tables: readonly KeyCandidate[]): string[] {
    const names = [...new Set(tables.flatMap((table) => table.columns))];
    if (names.length > inspectedColumns) return [];
    let key = names.filter((name) => isConstantAndTelling(name, tables));
    if (!tellsApart(key, tables)) return [];
    const singleRows = tables.every((table) => table.rows === 1);
    // A table of one row makes every column look like a key column. Values and times seldom are: leave them out
    // where the rest still tells the tables apart.
    for (const suspect of suspects(key, tables, singleRows)) {
        const without = key.filter((name) => name !== suspect);
        if (without.length > 0 && tellsApart(without, tables)) key = without;
    }
    return key;
}

function suspects(key: readonly string[], tables: readonly KeyCandidate[], singleRows: boolean): string[] {
    const fractions = key.filter((name) =>
        tables.some((table) => /^-?\d+\.\d/.test(valueOf(table, name) ?? '')),
    );
    return ['_value', ...fractions, ...(singleRows ? ['_time'] : [])];
}

function isConstantAndTelling(name: string, tables: readonly KeyCandidate[]): boolean {
    const values = new Set<string | undefined>();
    for (const table of tables) {
        const has = table.columns.includes(name);
        const value = valueOf(table, name);
        if (has && value === undefined) return false;
        values.add(value);
    }
    return values.size > 1;
}

function tellsApart(key: readonly string[], tables: readonly KeyCandidate[]): boolean {
    const seen = new Set(
        tables.map((table) => JSON.stringify(key.map((name) => valueOf(table, name) ?? null))),
    );
    return seen.size === tables.length;
}

function valueOf(table: KeyCandidate, name: string): string | undefined {
    return table.constants[table.columns.indexOf(name)];
}
