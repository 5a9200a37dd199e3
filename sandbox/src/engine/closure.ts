import { FluxError } from './flux-error';
import { Frame } from './scope';
import type { NamedArguments, Value } from './values';
import { FunctionValue } from './values';

/** Compiled Flux: reads variables from the frame and gives a value. */
export type Code = (frame: Frame) => Value;

export interface ClosureParameter {
    readonly name: string;
    readonly slot: number;
    /** Computed where the function was made, at each call that does not give the argument. */
    readonly defaultValue: Code | undefined;
    readonly pipe: boolean;
}

/** A function of the script together with the variables around it. */
export class Closure extends FunctionValue {
    constructor(
        private readonly parameters: readonly ClosureParameter[],
        private readonly body: Code,
        private readonly defined: Frame,
    ) {
        super();
    }

    get pipeParameter(): string | undefined {
        return this.parameters.find(({ pipe }) => pipe)?.name;
    }

    call(args: NamedArguments): Value {
        const frame = new Frame(this.defined);
        for (const parameter of this.parameters) {
            frame.slots[parameter.slot] = args.get(parameter.name) ?? this.defaultOf(parameter);
        }
        return this.body(frame);
    }

    override positional(...names: readonly string[]): (...values: readonly Value[]) => Value {
        const order = this.parameters.map((parameter) => ({ parameter, at: names.indexOf(parameter.name) }));
        return (...values) => {
            const frame = new Frame(this.defined);
            for (const { parameter, at } of order) {
                frame.slots[parameter.slot] = values[at] ?? this.defaultOf(parameter);
            }
            return this.body(frame);
        };
    }

    private defaultOf({ name, defaultValue }: ClosureParameter): Value {
        if (!defaultValue) throw new FluxError(`missing required argument ${name}`);
        return defaultValue(this.defined);
    }
}
