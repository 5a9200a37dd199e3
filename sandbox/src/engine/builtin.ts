import { Arguments } from './arguments';
import type { CallSite } from './runtime';
import { parametersOf } from './signature';
import type { NamedArguments, Value } from './values';
import { FunctionValue } from './values';

/** One function or constant of the standard library that the sandbox has. Everything known of it stands here. */
export interface Capability {
    /** The import path; `universe` for what needs no import. */
    readonly package: string;
    readonly name: string;
    /** The type exactly as libflux prints it. */
    readonly signature: string;
    /** One sentence: what it does. */
    readonly summary: string;
    /** Arguments of the signature that the sandbox does not take, each with what to do instead. */
    readonly refuses?: Readonly<Record<string, string>>;
}

/**
 * A function that the sandbox runs. `run` gets checked access to the arguments and the place of the call; it throws a
 * FluxError for what the script or its data does wrong.
 */
export interface BuiltinFunction extends Capability {
    readonly run: (args: Arguments, site: CallSite) => Value;
}

/** A constant such as `inf`. */
export interface BuiltinConstant extends Capability {
    readonly value: Value;
}

export type Builtin = BuiltinFunction | BuiltinConstant;

/** A builtin function as a value of the script. */
export class BuiltinValue extends FunctionValue {
    readonly pipeParameter: string | undefined;

    constructor(
        readonly builtin: BuiltinFunction,
        /** Where it is called when the caller does not say, for example by a row function. */
        private readonly fallback: CallSite,
    ) {
        super();
        this.pipeParameter = parametersOf(builtin.signature)?.find(({ kind }) => kind === 'pipe')?.name;
    }

    /** @throws {FluxError} */
    call(args: NamedArguments, site: CallSite = this.fallback): Value {
        return this.builtin.run(new Arguments(args), site);
    }
}
