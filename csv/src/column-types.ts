/**
 * The column types of annotated CSV, as its `#datatype` row names them.
 * Source: InfluxDB documentation, "Annotated CSV", data types.
 */
export const columnTypes = [
    'string',
    'long',
    'unsignedLong',
    'double',
    'boolean',
    'dateTime:RFC3339',
    'duration',
    'base64Binary',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** A Flux duration: calendar months and nanoseconds are kept apart. Both have the same sign. */
export interface CsvDuration {
    readonly months: bigint;
    readonly nanoseconds: bigint;
}

/**
 * One cell: text for `string`; bigint for `long`, `unsignedLong` and for `dateTime:RFC3339` (nanoseconds since 1970);
 * number for `double`; null for a missing value in any column.
 */
export type CsvValue = string | bigint | number | boolean | CsvDuration | Uint8Array | null;

export interface CsvColumn {
    readonly label: string;
    readonly type: ColumnType;
    /** Whether the column belongs to the table's group key. */
    readonly group: boolean;
}

/** A dateTime with its format left out, or with the format of nanoseconds, means the same as RFC 3339. */
const aliases: ReadonlyMap<string, ColumnType> = new Map([
    ['dateTime', 'dateTime:RFC3339'],
    ['dateTime:RFC3339Nano', 'dateTime:RFC3339'],
]);

/** The type that a cell of a `#datatype` row names, or undefined when annotated CSV has no such type. */
export function columnTypeOf(annotation: string): ColumnType | undefined {
    return columnTypes.find((type) => type === annotation) ?? aliases.get(annotation);
}
