import type { BuiltinFunction } from '../../engine/builtin';

/** `length(arr:)`: how many elements an array has. */
export const length: BuiltinFunction = {
    package: 'universe',
    name: 'length',
    signature: '(<-arr: [A]) => int',
    summary: 'Counts the elements of an array.',
    run: (args) => BigInt(args.array('arr').length),
};
