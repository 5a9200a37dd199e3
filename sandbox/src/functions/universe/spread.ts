import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { nullOf, UInt } from '../../engine/values';
import type { Aggregate } from './aggregate';
import { aggregate } from './aggregate';

/** `spread(column:)`: the greatest value minus the least, in the type of the column. */
export const spread: BuiltinFunction = {
    package: 'universe',
    name: 'spread',
    signature: '(<-tables: stream[A], ?column: string) => stream[B]',
    summary: 'The difference between the greatest and the least value of each table.',
    run: (args, site) => aggregate(args, site, spreadOf),
};

function spreadOf(column: Column): Aggregate | undefined {
    const { type } = column;
    if (type === 'time' || type === 'string' || type === 'bool') return undefined;
    const extremes = extremesOf(column);
    if (!extremes) return { type, value: nullOf(type) };
    const { least, greatest } = extremes;
    if (typeof least === 'number') return { type, value: Number(greatest) - least };
    const difference = BigInt(greatest) - least;
    if (type === 'uint') return { type, value: new UInt(BigInt.asUintN(64, difference)) };
    return { type, value: BigInt.asIntN(64, difference) };
}

/** A NaN that comes first stays, as in the official engine; a later one does not count. */
function extremesOf(column: Column) {
    const read = column.rawReader() as (row: number) => number | bigint;
    let extremes: { readonly least: number | bigint; readonly greatest: number | bigint } | undefined;
    for (let row = 0; row < column.length; row++) {
        if (column.isNull(row)) continue;
        const value = read(row);
        if (!extremes) extremes = { least: value, greatest: value };
        else if (value < extremes.least) extremes = { ...extremes, least: value };
        else if (value > extremes.greatest) extremes = { ...extremes, greatest: value };
    }
    return extremes;
}
