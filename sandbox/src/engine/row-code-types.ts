import type { Column } from './column';
import type { BasicType } from './values';

/** A value without its box: a time is its nanoseconds, an unsigned integer its bigint. */
export type Raw = number | bigint | string | boolean;

/** An expression of one type over the rows of a table. */
export interface RowCode {
    readonly type: BasicType;
    /** The value of a row that is not null. */
    readonly get: (row: number) => Raw;
    /** Undefined when no row is null. */
    readonly isNull: ((row: number) => boolean) | undefined;
    /** The same in every row. */
    readonly constant: boolean;
    /** When the expression is a column of the table, that column. */
    readonly column?: Column;
}

/** A record over the rows of a table. */
export interface RecordCode {
    /** Whether it takes over the row's columns, as `{r with …}` does. */
    readonly extendsRow: boolean;
    /** Labels are unique. */
    readonly members: readonly { readonly label: string; readonly code: RowCode }[];
}
