import type { Column } from '../../engine/column';

/** The values of a column that are not null, as floats; undefined for a column that holds no numbers. */
export function numbersOf(column: Column): Float64Array | undefined {
    const { type, length } = column;
    if (type !== 'float' && type !== 'int' && type !== 'uint') return undefined;
    const read = column.rawReader();
    const nullable = column.nullCount > 0;
    const numbers = new Float64Array(length);
    let count = 0;
    for (let row = 0; row < length; row++) {
        if (nullable && column.isNull(row)) continue;
        numbers[count++] = Number(read(row));
    }
    return numbers.subarray(0, count);
}
