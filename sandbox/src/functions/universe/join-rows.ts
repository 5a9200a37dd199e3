/** Which rows of two tables a join puts side by side. Nulls and NaN are equal to nothing. */
import type { Budget } from '../../engine/budget';
import type { Column } from '../../engine/column';
import type { Table } from '../../engine/table';
import { compareValues } from '../../engine/value-types';

export interface RowPairs {
    readonly left: Uint32Array;
    readonly right: Uint32Array;
}

type RowKey = number | bigint | string | boolean;

/** The rows that can be joined, ordered by the columns `on`; rows with equal ones keep their order. */
export function sortedRows(table: Table, on: readonly string[], budget: Budget): readonly number[] {
    const columns = columnsOf(table, on);
    const keyOf = keyReader(columns);
    const rows: number[] = [];
    for (let row = 0; row < table.rowCount; row++) {
        budget.tick();
        if (keyOf(row) !== undefined) rows.push(row);
    }
    const varying = columns.filter(({ constantValue }) => constantValue === undefined);
    if (varying.length === 0) return rows;
    return rows.sort((a, b) => {
        budget.tick();
        for (const column of varying) {
            const order = compareValues(column.get(a), column.get(b));
            if (order !== 0) return order;
        }
        return a - b;
    });
}

/** The rows of one table by the values of the columns `on`. It is made when it is first asked. */
export class JoinIndex {
    private rows: Map<RowKey, number[]> | undefined;

    constructor(
        private readonly table: Table,
        private readonly on: readonly string[],
        private readonly budget: Budget,
    ) {}

    /**
     * Pairs `rows` of another table with those of this one, in the order of `rows`.
     * @param expect takes the number of pairs before they are made, and may throw
     */
    pairs(other: Table, rows: readonly number[], expect: (count: number) => void): RowPairs {
        const columns = columnsOf(other, this.on);
        const own = columnsOf(this.table, this.on);
        const comparable = columns.every(({ type }, i) => type === own[i]?.type);
        const index = comparable ? this.index(own) : new Map<RowKey, number[]>();
        const keyOf = keyReader(columns);
        const partners = rows.map((row) => index.get(keyOf(row) ?? '') ?? []);
        const count = partners.reduce((sum, { length }) => sum + length, 0);
        expect(count);
        const pairs = { left: new Uint32Array(count), right: new Uint32Array(count) };
        let at = 0;
        for (let i = 0; i < rows.length; i++) {
            for (const partner of partners[i] ?? []) {
                this.budget.tick();
                pairs.left[at] = rows[i] ?? 0;
                pairs.right[at++] = partner;
            }
        }
        return pairs;
    }

    private index(columns: readonly Column[]): Map<RowKey, number[]> {
        if (this.rows) return this.rows;
        const index = new Map<RowKey, number[]>();
        const keyOf = keyReader(columns);
        for (let row = 0; row < this.table.rowCount; row++) {
            this.budget.tick();
            const key = keyOf(row);
            if (key === undefined) continue;
            const rows = index.get(key);
            if (rows) rows.push(row);
            else index.set(key, [row]);
        }
        return (this.rows = index);
    }
}

function columnsOf(table: Table, labels: readonly string[]): Column[] {
    return labels.flatMap((label) => table.column(label) ?? []);
}

/** What rows are compared by, for columns of the same types; undefined for a row that is equal to none. */
function keyReader(columns: readonly Column[]): (row: number) => RowKey | undefined {
    const readers = columns.map((column) => {
        const read = column.rawReader();
        const nullable = column.nullCount > 0;
        return (row: number): RowKey | undefined => {
            if (nullable && column.isNull(row)) return undefined;
            const value = read(row);
            return Number.isNaN(value) ? undefined : value;
        };
    });
    const [only] = readers;
    if (readers.length === 1 && only) return only;
    return (row) => {
        let key = '';
        for (const read of readers) {
            const value = read(row);
            if (value === undefined) return undefined;
            const text = String(value);
            key += `${String(text.length)}:${text}`;
        }
        return key;
    };
}
