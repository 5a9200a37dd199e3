/**
 * What to write instead of a function that the sandbox does not run. Only what gives the same answer stands here; a
 * function that is not listed has no honest alternative. Keys: `name`, or `path.name`, or a package's path.
 */
export const alternatives: ReadonlyMap<string, string> = new Map([
    ['toInt', 'map(fn: (r) => ({r with _value: int(v: r._value)}))'],
    ['toUInt', 'map(fn: (r) => ({r with _value: uint(v: r._value)}))'],
    ['toFloat', 'map(fn: (r) => ({r with _value: float(v: r._value)}))'],
    ['toString', 'map(fn: (r) => ({r with _value: string(v: r._value)}))'],
    ['toBool', 'map(fn: (r) => ({r with _value: bool(v: r._value)}))'],
    ['toTime', 'map(fn: (r) => ({r with _value: time(v: r._value)}))'],
]);
