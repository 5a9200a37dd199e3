import { Arguments } from '../engine/arguments';
import type { BuiltinFunction } from '../engine/builtin';
import { FluxError } from '../engine/flux-error';
import type { CallSite } from '../engine/runtime';
import { TableStream } from '../engine/table-stream';
import type { Value } from '../engine/values';

/**
 * Calls a function of tables from another one that is made of it. What fails says the name and the place of the outer
 * call, which is the one that stands in the script.
 * @throws {FluxError}
 */
export function callBuiltin(
    builtin: BuiltinFunction,
    args: Readonly<Record<string, Value>>,
    site: CallSite,
): TableStream {
    const result = builtin.run(new Arguments(new Map(Object.entries(args))), site);
    if (result instanceof TableStream) return result;
    throw new FluxError(`${builtin.name} must give a stream of tables`);
}
