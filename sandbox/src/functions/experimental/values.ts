/**
 * The functions of the package `experimental` that are those of the prelude for the column `_value`: the official engine
 * registers the same ones, and only their types are stricter.
 */
import type { BuiltinFunction } from '../../engine/builtin';
import { count, mean, sum } from '../universe/aggregate';
import { distinct, mode } from '../universe/distinct';
import { skew, stddev } from '../universe/moments';
import { quantile } from '../universe/quantile';
import { first, last, max, min } from '../universe/select-row';
import { spread } from '../universe/spread';
import { unique } from '../universe/unique';

const anyValue = '(<-tables: stream[{B with _value: A}]) => stream[{B with _value: A}]';
const floats = 'stream[{A with _value: float}]';

export const experimentalFunctions: readonly BuiltinFunction[] = [
    ...[sum, max, min, first, last, spread, mode, distinct, unique].map((known) => typed(known, anyValue)),
    typed(count, '(<-tables: stream[{B with _value: A}]) => stream[{B with _value: int}]'),
    typed(mean, `(<-tables: ${floats}) => ${floats}`),
    typed(skew, `(<-tables: ${floats}) => ${floats}`),
    typed(stddev, `(<-tables: ${floats}, ?mode: string) => ${floats}`),
    typed(quantile, `(<-tables: ${floats}, q: float, ?compression: float, ?method: string) => ${floats}`),
];

function typed(known: BuiltinFunction, signature: string): BuiltinFunction {
    return { ...known, package: 'experimental', signature };
}
