import type { BuiltinFunction } from '../../engine/builtin';
import { identityOf } from '../../engine/value-types';

/** `contains(value:, set:)`: whether an array has a value. */
export const contains: BuiltinFunction = {
    package: 'universe',
    name: 'contains',
    signature: '(set: [A], value: A) => bool',
    summary: 'Tells whether an array has a value.',
    run: (args) => {
        const wanted = identityOf(args.value('value'));
        return args.array('set').some((element) => identityOf(element) === wanted);
    },
};
