import type { Budget } from '../../engine/budget';
import type { Table } from '../../engine/table';
import type { Bounds } from '../../engine/table-stream';

/** The rows of one window, in ascending order: a run as long as they follow each other, else a list. */
export class RowList {
    private start = 0;
    private end = 0;
    private list: number[] | undefined;

    get length(): number {
        return this.list?.length ?? this.end - this.start;
    }

    add(row: number): void {
        if (this.list) this.list.push(row);
        else if (row === this.end) this.end++;
        else if (this.start === this.end) {
            this.start = row;
            this.end = row + 1;
        } else {
            const { start } = this;
            this.list = Array.from({ length: this.end - start }, (_, i) => start + i);
            this.list.push(row);
        }
    }

    /** These rows of a table; a run shares the table's memory. */
    of(table: Table): Table {
        return this.list ? table.take(Uint32Array.from(this.list)) : table.slice(this.start, this.end);
    }
}

/** Windows and their rows, in the order in which the windows came up. */
export class WindowGroups {
    private readonly groups = new Map<string, { readonly window: Bounds; readonly rows: RowList }>();

    constructor(private readonly budget: Budget) {}

    /** The rows of a window; windows are the same when their bounds are. */
    of(window: Bounds): RowList {
        const identity = `${String(window.start)} ${String(window.stop)}`;
        let group = this.groups.get(identity);
        if (!group) {
            this.groups.set(identity, (group = { window, rows: new RowList() }));
            this.budget.windows(this.groups.size);
        }
        return group.rows;
    }

    all(): readonly { readonly window: Bounds; readonly rows: RowList }[] {
        return [...this.groups.values()];
    }
}
