/**
 * The one table of what the sandbox runs. The evaluator takes its functions from it, and whatever is not in it is
 * refused before a run. To add a function: docs/add-a-flux-function.md.
 */
import type { Builtin } from '../engine/builtin';
import { arrayFrom } from './array/from';
import { aggregateWindow } from './universe/aggregate-window';
import { count, mean, sum } from './universe/aggregate';
import { drop, duplicate, keep, rename, set } from './universe/columns';
import { inf, location } from './universe/constants';
import { contains } from './universe/contains';
import { toBool, toBytes, toDuration, toFloat, toInt, toString, toTime, toUInt } from './universe/convert';
import { filter } from './universe/filter';
import { from } from './universe/from';
import { group } from './universe/group';
import { length } from './universe/length';
import { limit, tail } from './universe/limit';
import { map } from './universe/map';
import { now } from './universe/now';
import { range } from './universe/range';
import { first, last, max, min } from './universe/select-row';
import { sort } from './universe/sort';
import { unique } from './universe/unique';
import { window } from './universe/window';
import { yieldResult } from './universe/yield';

export const builtins: readonly Builtin[] = [
    aggregateWindow,
    arrayFrom,
    contains,
    count,
    drop,
    duplicate,
    filter,
    first,
    from,
    group,
    inf,
    keep,
    last,
    length,
    limit,
    location,
    map,
    max,
    mean,
    min,
    now,
    range,
    rename,
    set,
    sort,
    sum,
    tail,
    toBool,
    toBytes,
    toDuration,
    toFloat,
    toInt,
    toString,
    toTime,
    toUInt,
    unique,
    window,
    yieldResult,
];
