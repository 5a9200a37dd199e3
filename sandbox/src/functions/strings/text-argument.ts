/** What the functions of the package `strings` share: they take text that is there, and say so in their own words. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Null } from '../../engine/values';

/** A type as the server's messages name it: a null without a type is of type "invalid". */
export function serverTypeName(value: Value): string {
    return value instanceof Null ? (value.type ?? 'invalid') : typeName(value);
}

/** Text that must be there. @throws {FluxError} for a null. */
export function textArgument(args: Arguments, name: string): string {
    const value = args.value(name);
    return typeof value === 'string' ? value : unexpected(name, 'string', value);
}

/** A number that must be there. @throws {FluxError} for a null. */
export function intArgument(args: Arguments, name: string): bigint {
    const value = args.value(name);
    return typeof value === 'bigint' ? value : unexpected(name, 'int', value);
}

function unexpected(name: string, wanted: string, value: Value): never {
    throw new FluxError(
        `expected argument "${name}" to be of type ${wanted}, got type ${serverTypeName(value)} value <nil>`,
    );
}

/** A function of the package from what differs between them. */
export function stringsFunction(
    name: string,
    signature: string,
    summary: string,
    run: BuiltinFunction['run'],
): BuiltinFunction {
    return { package: 'strings', name, signature, summary, run };
}

/** A function of one text `v`. */
export function textFunction(
    name: string,
    summary: string,
    change: (text: string) => string,
): BuiltinFunction {
    return stringsFunction(name, '(v: string) => string', summary, (args) => {
        const value = args.value('v');
        if (typeof value === 'string') return change(value);
        // Also said by functions that have nothing to do with upper case.
        throw new FluxError(
            `cannot convert argument of type ${serverTypeName(value)} value <nil> to upper case`,
        );
    });
}
