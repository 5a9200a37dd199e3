/** The package `types`: what type a value has. A null has the type of its column. */
import type { BuiltinFunction } from '../../engine/builtin';
import { typeName } from '../../engine/value-types';

/** Types that can be asked for. Others are never told apart, so asking for them is answered with false. */
const basic: ReadonlySet<string> = new Set([
    'string',
    'bytes',
    'int',
    'uint',
    'float',
    'bool',
    'time',
    'duration',
    'regexp',
]);
const numeric: ReadonlySet<string> = new Set(['int', 'uint', 'float']);

export const typesFunctions: readonly BuiltinFunction[] = [
    {
        package: 'types',
        name: 'isType',
        signature: '(type: string, v: A) => bool',
        summary: 'Tells whether a value has a type.',
        run: (args) => {
            const type = args.string('type');
            return basic.has(type) && typeName(args.value('v')) === type;
        },
    },
    {
        package: 'types',
        name: 'isNumeric',
        signature: '(v: A) => bool',
        summary: 'Tells whether a value is an integer, an unsigned integer or a float.',
        run: (args) => numeric.has(typeName(args.value('v'))),
    },
];
