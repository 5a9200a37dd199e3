import { compareValues, identityOf } from './value-types';
import type { BasicType, Value } from './values';

export interface KeyColumn {
    readonly label: string;
    readonly type: BasicType;
    readonly value: Value;
}

/** The columns whose values are the same in every row of a table. No two tables of a stream share a group key. */
export class GroupKey {
    private readonly byLabel: ReadonlyMap<string, KeyColumn>;
    private readonly sorted: readonly KeyColumn[];
    private text: string | undefined;

    constructor(readonly columns: readonly KeyColumn[]) {
        this.byLabel = new Map(columns.map((column) => [column.label, column]));
        this.sorted = [...columns].sort((a, b) => (a.label < b.label ? -1 : 1));
    }

    has(label: string): boolean {
        return this.byLabel.has(label);
    }
    get(label: string): KeyColumn | undefined {
        return this.byLabel.get(label);
    }

    /** The same text for the same key, whatever the order of its columns. */
    get identity(): string {
        this.text ??= this.sorted
            .map(({ label, type, value }) => `${JSON.stringify(label)}:${type}=${identityOf(value)}`)
            .join('|');
        return this.text;
    }

    /**
     * The order in which tables are answered. At the first label that differs the greater one comes first, as in the
     * official engine: the key with that label missing is the lesser one.
     */
    compare(other: GroupKey): number {
        const length = Math.min(this.sorted.length, other.sorted.length);
        for (let i = 0; i < length; i++) {
            const a = this.sorted[i];
            const b = other.sorted[i];
            if (!a || !b) break;
            if (a.label !== b.label) return a.label > b.label ? -1 : 1;
            if (a.type !== b.type) return typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type);
            const order = compareValues(a.value, b.value);
            if (order !== 0) return order;
        }
        return this.sorted.length - other.sorted.length;
    }
}

const typeOrder: readonly BasicType[] = ['bool', 'int', 'uint', 'float', 'string', 'time'];
