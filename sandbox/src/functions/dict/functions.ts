/** The package `dict`. A dictionary never changes; `insert` and `remove` give another one. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { identityOf, typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { DictValue, Null, RecordValue } from '../../engine/values';

function dictFunction(
    name: string,
    signature: string,
    summary: string,
    run: BuiltinFunction['run'],
): BuiltinFunction {
    return { package: 'dict', name, signature, summary, run };
}

function dictArgument(args: Arguments): DictValue {
    const value = args.value('dict');
    if (value instanceof DictValue) return value;
    const got = value instanceof Null ? 'null' : typeName(value);
    throw new FluxError(`keyword argument "dict" should be of type dict, but got ${got}`);
}

function put(entries: Map<string, { key: Value; value: Value }>, key: Value, value: Value): void {
    if (key instanceof Null) throw new FluxError('null value cannot be used as a dictionary key');
    entries.set(identityOf(key), { key, value });
}

function memberOf(pair: Value, label: string): Value {
    const member = pair instanceof RecordValue ? pair.get(label) : undefined;
    if (member === undefined) throw new FluxError(`missing ${label} property from array element`);
    return member;
}

export const dictFunctions: readonly BuiltinFunction[] = [
    dictFunction(
        'fromList',
        '(pairs: [{value: A, key: B}]) => [B:A]',
        'Makes a dictionary of records with a key and a value; the last one of a key counts.',
        (args) => {
            const entries = new Map<string, { key: Value; value: Value }>();
            for (const pair of args.array('pairs'))
                put(entries, memberOf(pair, 'key'), memberOf(pair, 'value'));
            return new DictValue(entries);
        },
    ),
    dictFunction(
        'get',
        '(default: A, dict: [B:A], key: B) => A',
        'The value of a key, or another value when the key is not there.',
        (args) => {
            const { entries } = dictArgument(args);
            const otherwise = args.value('default');
            const key = args.value('key');
            // A null is no key.
            return key instanceof Null ? otherwise : (entries.get(identityOf(key))?.value ?? otherwise);
        },
    ),
    dictFunction(
        'insert',
        '(dict: [A:B], key: A, value: B) => [A:B]',
        'The dictionary with a key more, or with another value for it.',
        (args) => {
            const entries = new Map(dictArgument(args).entries);
            put(entries, args.value('key'), args.value('value'));
            return new DictValue(entries);
        },
    ),
    dictFunction('remove', '(dict: [A:B], key: A) => [A:B]', 'The dictionary without a key.', (args) => {
        const entries = new Map(dictArgument(args).entries);
        entries.delete(identityOf(args.value('key')));
        return new DictValue(entries);
    }),
];
