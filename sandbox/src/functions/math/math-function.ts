/** What the functions of the package `math` share: a null of the right type gives a null. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { typeName } from '../../engine/value-types';
import type { BasicType, Value } from '../../engine/values';
import { Null, nullOf } from '../../engine/values';

/** A function of the package from what differs between them. */
export function mathFunction(
    name: string,
    signature: string,
    summary: string,
    run: BuiltinFunction['run'],
): BuiltinFunction {
    return { package: 'math', name, signature, summary, run };
}

/** `where` is a blank and the parameter's name, or nothing: functions of one parameter do not name it. */
function unconvertible(value: Value, where: string, wanted: BasicType): FluxError {
    const type = value instanceof Null ? (value.type ?? 'invalid') : typeName(value);
    return new FluxError(`cannot convert argument${where} of type ${type} to ${wanted}`);
}

/** Undefined for a null of the type. @throws {FluxError} for another type. */
export function floatArgument(args: Arguments, name: string, where = ` ${name}`): number | undefined {
    const value = args.value(name);
    if (typeof value === 'number') return value;
    if (value instanceof Null && value.type === 'float') return undefined;
    throw unconvertible(value, where, 'float');
}

export function intArgument(args: Arguments, name: string): bigint | undefined {
    const value = args.value(name);
    if (typeof value === 'bigint') return value;
    if (value instanceof Null && value.type === 'int') return undefined;
    throw unconvertible(value, ` ${name}`, 'int');
}

/** A function of one float. */
export function ofFloat(
    name: string,
    summary: string,
    compute: (x: number) => Value,
    { parameter = 'x', type = 'float' }: { parameter?: string; type?: BasicType } = {},
): BuiltinFunction {
    const where = parameter === 'x' && type === 'float' ? '' : ` ${parameter}`;
    return mathFunction(name, `(${parameter}: float) => ${type}`, summary, (args) => {
        const x = floatArgument(args, parameter, where);
        return x === undefined ? nullOf(type) : compute(x);
    });
}

/** A function of two floats, `compute` takes them in the order of `parameters`. */
export function ofTwoFloats(
    name: string,
    summary: string,
    compute: (first: number, second: number) => number,
    parameters: readonly [string, string] = ['x', 'y'],
): BuiltinFunction {
    const sorted = [...parameters].sort();
    const signature = `(${sorted.map((parameter) => `${parameter}: float`).join(', ')}) => float`;
    return mathFunction(name, signature, summary, (args) => {
        const first = floatArgument(args, parameters[0]);
        const second = floatArgument(args, parameters[1]);
        return first === undefined || second === undefined ? nullOf('float') : compute(first, second);
    });
}

/** A function of one float that gives a record, and takes no null. */
export function toRecord(
    name: string,
    parameter: string,
    type: string,
    summary: string,
    compute: (x: number) => Value,
): BuiltinFunction {
    return mathFunction(name, `(${parameter}: float) => ${type}`, summary, (args) => {
        const x = floatArgument(args, parameter);
        if (x === undefined) throw new FluxError(`${name} does not support null values`);
        return compute(x);
    });
}
