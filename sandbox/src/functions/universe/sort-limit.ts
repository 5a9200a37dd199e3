/** `top`, `bottom`, and the `highest…` and `lowest…` functions, made of other functions as the standard library is. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import type { CallSite } from '../../engine/runtime';
import type { TableStream } from '../../engine/table-stream';
import { ArrayValue } from '../../engine/values';
import { callBuiltin } from '../call-builtin';
import { mean } from './aggregate';
import { group } from './group';
import { limit } from './limit';
import { last, max, min } from './select-row';
import { sort } from './sort';

const sortLimitSignature = '(<-tables: stream[A], n: int, ?columns: [string]) => stream[A]';

/** `top(n:, columns:)`. */
export const top: BuiltinFunction = {
    package: 'universe',
    name: 'top',
    signature: sortLimitSignature,
    summary: 'Orders the rows of each table by columns, greatest first, and keeps the first n.',
    run: (args, site) => sortLimitByArguments(args, true, site),
};

/** `bottom(n:, columns:)`. */
export const bottom: BuiltinFunction = {
    package: 'universe',
    name: 'bottom',
    signature: sortLimitSignature,
    summary: 'Orders the rows of each table by columns, least first, and keeps the first n.',
    run: (args, site) => sortLimitByArguments(args, false, site),
};

/** `highestMax(n:, column:, groupColumns:)` and the others like it. */
export const highestMax = ranked('highestMax', 'greatest maximum', max, true);
export const highestAverage = ranked('highestAverage', 'greatest average', mean, true);
export const highestCurrent = ranked('highestCurrent', 'greatest last value', last, true);
export const lowestMin = ranked('lowestMin', 'least minimum', min, false);
export const lowestAverage = ranked('lowestAverage', 'least average', mean, false);
export const lowestCurrent = ranked('lowestCurrent', 'least last value', last, false);

function ranked(name: string, what: string, reducer: BuiltinFunction, desc: boolean): BuiltinFunction {
    const result = reducer === mean ? 'B' : 'A';
    return {
        package: 'universe',
        name,
        signature: `(<-tables: stream[A], n: int, ?column: string, ?groupColumns: [string]) => stream[${result}]`,
        summary: `Groups by groupColumns and keeps the n groups with the ${what}, in one table.`,
        run: (args, site) => {
            const n = args.int('n');
            const column = args.optionalString('column', '_value');
            const columns = new ArrayValue(args.optionalStrings('groupColumns', []));
            const grouped = callBuiltin(group, { tables: args.stream(), columns }, site);
            const reduced = callBuiltin(reducer, { tables: grouped, column }, site);
            return sortLimit(callBuiltin(group, { tables: reduced }, site), n, [column], desc, site);
        },
    };
}

function sortLimitByArguments(args: Arguments, desc: boolean, site: CallSite): TableStream {
    return sortLimit(args.stream(), args.int('n'), args.optionalStrings('columns', ['_value']), desc, site);
}

function sortLimit(
    tables: TableStream,
    n: bigint,
    columns: readonly string[],
    desc: boolean,
    site: CallSite,
): TableStream {
    const sorted = callBuiltin(sort, { tables, columns: new ArrayValue(columns), desc }, site);
    return callBuiltin(limit, { tables: sorted, n }, site);
}
