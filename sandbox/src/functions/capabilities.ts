/**
 * The one table of what the sandbox runs. The evaluator takes its functions from it, and whatever is not in it is
 * refused before a run. To add a function: docs/add-a-flux-function.md.
 */
import type { Builtin } from '../engine/builtin';
import { arrayFrom } from './array/from';
import { csvFrom } from './csv/from';
import { aggregateRate } from './experimental/rate';
import { experimentalFunctions } from './experimental/values';
import { influxdbFunctions } from './influxdb/buckets';
import { schemaFunctions } from './influxdb/schema';
import { arrayFunctions } from './array/functions';
import { dateConstants, dateFunctions } from './date/functions';
import { dictFunctions } from './dict/functions';
import { hexFunctions } from './contrib/hex';
import { experimentalArrayFunctions } from './experimental/array';
import { jsonEncode } from './json/encode';
import { mathConstants } from './math/constants';
import { mathFunctions } from './math/functions';
import { regexpFunctions } from './regexp/functions';
import { findFunctions } from './strings/find';
import { letterCaseFunctions } from './strings/letter-case';
import { replaceFunctions } from './strings/replace';
import { splitFunctions } from './strings/split';
import { trimFunctions } from './strings/trim';
import { typesFunctions } from './types/functions';
import { linearBins, logarithmicBins } from './universe/bins';
import { columnConversions } from './universe/convert-columns';
import { findColumn, findRecord, getColumn, getRecord, tableFind } from './universe/find';
import { histogram } from './universe/histogram';
import { columns, keys } from './universe/keys';
import { reduce } from './universe/reduce';
import { stateCount, stateDuration } from './universe/state';
import { today } from './universe/today';
import { aggregateWindow } from './universe/aggregate-window';
import { count, mean, sum } from './universe/aggregate';
import { drop, duplicate, keep, rename, set } from './universe/columns';
import { inf, location } from './universe/constants';
import { contains } from './universe/contains';
import { toBool, toBytes, toDuration, toFloat, toInt, toString, toTime, toUInt } from './universe/convert';
import { cumulativeSum, increase } from './universe/cumulative-sum';
import { derivative } from './universe/derivative';
import { difference } from './universe/difference';
import { distinct, mode } from './universe/distinct';
import { elapsed } from './universe/elapsed';
import { fill } from './universe/fill';
import { filter } from './universe/filter';
import { from } from './universe/from';
import { group } from './universe/group';
import { histogramQuantile } from './universe/histogram-quantile';
import { join } from './universe/join';
import { length } from './universe/length';
import { limit, tail } from './universe/limit';
import { map } from './universe/map';
import { skew, stddev } from './universe/moments';
import { movingAverage, timedMovingAverage } from './universe/moving-average';
import { now } from './universe/now';
import { pivot } from './universe/pivot';
import { median, quantile } from './universe/quantile';
import { range } from './universe/range';
import { sample } from './universe/sample';
import { first, last, max, min } from './universe/select-row';
import { sort } from './universe/sort';
import {
    bottom,
    highestAverage,
    highestCurrent,
    highestMax,
    lowestAverage,
    lowestCurrent,
    lowestMin,
    top,
} from './universe/sort-limit';
import { spread } from './universe/spread';
import { timeShift } from './universe/time-shift';
import { union } from './universe/union';
import { unique } from './universe/unique';
import { window } from './universe/window';
import { yieldResult } from './universe/yield';

export const builtins: readonly Builtin[] = [
    aggregateRate,
    aggregateWindow,
    arrayFrom,
    bottom,
    columns,
    contains,
    count,
    csvFrom,
    cumulativeSum,
    derivative,
    difference,
    distinct,
    drop,
    duplicate,
    elapsed,
    ...experimentalFunctions,
    fill,
    filter,
    findColumn,
    findRecord,
    first,
    from,
    getColumn,
    getRecord,
    group,
    highestAverage,
    highestCurrent,
    highestMax,
    histogram,
    histogramQuantile,
    increase,
    inf,
    ...influxdbFunctions,
    join,
    jsonEncode,
    keep,
    keys,
    last,
    length,
    limit,
    linearBins,
    location,
    logarithmicBins,
    lowestAverage,
    lowestCurrent,
    lowestMin,
    map,
    max,
    mean,
    median,
    min,
    mode,
    movingAverage,
    now,
    pivot,
    quantile,
    range,
    reduce,
    rename,
    sample,
    ...schemaFunctions,
    set,
    skew,
    sort,
    spread,
    stateCount,
    stateDuration,
    stddev,
    sum,
    tableFind,
    tail,
    timedMovingAverage,
    timeShift,
    toBool,
    toBytes,
    toDuration,
    toFloat,
    toInt,
    top,
    toString,
    toTime,
    toUInt,
    union,
    unique,
    window,
    yieldResult,
    today,
    ...arrayFunctions,
    ...columnConversions,
    ...dateConstants,
    ...dateFunctions,
    ...dictFunctions,
    ...experimentalArrayFunctions,
    ...findFunctions,
    ...hexFunctions,
    ...letterCaseFunctions,
    ...mathConstants,
    ...mathFunctions,
    ...regexpFunctions,
    ...replaceFunctions,
    ...splitFunctions,
    ...trimFunctions,
    ...typesFunctions,
];
