/** How numbers, times and tables are put into words. No DOM in here. */
import type { AnswerSummary, RunState, TableSlice } from '@flux-scripts/contracts/results-messages';

/** `1,234 rows`, `1 row`. */
export function counted(count: number, one: string, many: string): string {
    return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** `0.24 s` below ten seconds, then `12.3 s`, then `2 min 5 s`. */
export function duration(milliseconds: number): string {
    const seconds = milliseconds / 1000;
    if (seconds < 10) return `${seconds.toFixed(2)} s`;
    if (seconds < 60) return `${seconds.toFixed(1)} s`;
    return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** Bytes as `712 B`, `1.4 kB`, `3.2 MB`. */
export function size(bytes: number): string {
    if (bytes < 1000) return `${bytes} B`;
    if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const stateWords: Readonly<Record<RunState, string>> = {
    running: 'Running',
    succeeded: 'Succeeded',
    failed: 'Failed',
    cancelled: 'Cancelled',
};

/** A table's heading: `Table 1 · _time = 2021-09-28T16:13:05Z`. */
export function tableTitle(slice: Pick<TableSlice, 'number' | 'key'>): string {
    const key = slice.key.map(({ column, value }) => `${column} = ${value === '' ? '(empty)' : value}`);
    return [`Table ${slice.number}`, ...key].join(' · ');
}

/** A result's heading: the yield's name, as Flux gives it. */
export function resultTitle(result: string): string {
    return result === '' ? 'Result' : `Result ${result}`;
}

/** How many rows a table has, and how many of them are kept. */
export function tableSize(slice: Pick<TableSlice, 'totalRows' | 'keptRows'>): string {
    const all = counted(slice.totalRows, 'row', 'rows');
    return slice.keptRows < slice.totalRows
        ? `${all}, the first ${slice.keptRows.toLocaleString('en-US')} kept`
        : all;
}

/** What to say about rows that are not there; undefined when all are. */
export function rowsNotice(summary: AnswerSummary): string | undefined {
    const { rows, keptRows, limitedBy } = summary;
    if (!limitedBy) return undefined;
    const reason =
        limitedBy === 'rows'
            ? 'The setting fluxScripts.results.rowLimit says how many are kept.'
            : 'The others were counted but not kept, because the answer takes too much memory.';
    return `Showing the first ${keptRows.toLocaleString('en-US')} of ${counted(rows, 'row', 'rows')}. ${reason}`;
}

/** Whether a cell reads as a number, so that its digits can stand below each other. */
export function isNumeric(cell: string): boolean {
    return /^[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|NaN|Inf)$/.test(cell);
}
