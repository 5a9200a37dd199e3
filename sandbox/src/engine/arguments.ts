import { Duration } from './duration';
import { FluxError } from './flux-error';
import { TableStream } from './table-stream';
import { typeName } from './value-types';
import type { NamedArguments, TypeName, Value } from './values';
import { ArrayValue, FunctionValue, Null, RecordValue } from './values';

/** The arguments of one call, read by name and type. What is missing or has another type is a FluxError. */
export class Arguments {
    constructor(private readonly values: NamedArguments) {}

    has(name: string): boolean {
        return this.values.has(name);
    }

    /** The argument whatever its type. */
    value(name: string): Value {
        const value = this.values.get(name);
        if (value === undefined) throw new FluxError(`missing required keyword argument "${name}"`);
        return value;
    }

    stream(name = 'tables'): TableStream {
        const value = this.value(name);
        return value instanceof TableStream ? value : mismatch(name, 'stream', value);
    }
    string(name: string): string {
        const value = this.value(name);
        return typeof value === 'string' ? value : mismatch(name, 'string', value);
    }
    int(name: string): bigint {
        const value = this.value(name);
        return typeof value === 'bigint' ? value : mismatch(name, 'int', value);
    }
    float(name: string): number {
        const value = this.value(name);
        return typeof value === 'number' ? value : mismatch(name, 'float', value);
    }
    bool(name: string): boolean {
        const value = this.value(name);
        return typeof value === 'boolean' ? value : mismatch(name, 'bool', value);
    }
    duration(name: string): Duration {
        const value = this.value(name);
        return value instanceof Duration ? value : mismatch(name, 'duration', value);
    }
    function(name: string): FunctionValue {
        const value = this.value(name);
        return value instanceof FunctionValue ? value : mismatch(name, 'function', value);
    }
    record(name: string): RecordValue {
        const value = this.value(name);
        return value instanceof RecordValue ? value : mismatch(name, 'record', value);
    }
    array(name: string): readonly Value[] {
        const value = this.value(name);
        return value instanceof ArrayValue ? value.elements : mismatch(name, 'array', value);
    }
    strings(name: string): readonly string[] {
        return this.array(name).map((value) =>
            typeof value === 'string' ? value : mismatch(name, 'string', value),
        );
    }

    /** The optional ones give `otherwise` when the call does not have the argument. */
    optionalString(name: string, otherwise: string): string {
        return this.has(name) ? this.string(name) : otherwise;
    }
    optionalInt(name: string, otherwise: bigint): bigint {
        return this.has(name) ? this.int(name) : otherwise;
    }
    optionalFloat(name: string, otherwise: number): number {
        return this.has(name) ? this.float(name) : otherwise;
    }
    optionalBool(name: string, otherwise: boolean): boolean {
        return this.has(name) ? this.bool(name) : otherwise;
    }
    optionalDuration(name: string, otherwise: Duration): Duration {
        return this.has(name) ? this.duration(name) : otherwise;
    }
    optionalStrings(name: string, otherwise: readonly string[]): readonly string[] {
        return this.has(name) ? this.strings(name) : otherwise;
    }
}

function mismatch(name: string, wanted: TypeName, value: Value): never {
    const got = value instanceof Null ? 'null' : typeName(value);
    throw new FluxError(`keyword argument "${name}" should be of type ${wanted}, but got ${got}`);
}
