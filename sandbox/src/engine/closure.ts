import { FluxError } from './flux-error';
import type { RecordCode, RowCode } from './row-code-types';
import { Frame } from './scope';
import type { Table } from './table';
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

/** Compiles the body of a function of one row for the columns of a table. */
export interface RowCompiler {
    /** The parameter that takes the row. */
    readonly parameter: string;
    readonly expression: (table: Table, defined: Frame) => RowCode | undefined;
    readonly record: (table: Table, defined: Frame) => RecordCode | undefined;
}

/** A function of the script together with the variables around it. */
export class Closure extends FunctionValue {
    constructor(
        private readonly parameters: readonly ClosureParameter[],
        private readonly body: Code,
        private readonly defined: Frame,
        private readonly rows: RowCompiler | undefined,
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

    /** The function of one row over the columns of a table; undefined when it must be called row by row. */
    forRows(parameter: string, table: Table): RowCode | undefined {
        return this.rows?.parameter === parameter ? this.rows.expression(table, this.defined) : undefined;
    }

    /** The same for a function that gives a record. */
    recordForRows(parameter: string, table: Table): RecordCode | undefined {
        return this.rows?.parameter === parameter ? this.rows.record(table, this.defined) : undefined;
    }

    private defaultOf({ name, defaultValue }: ClosureParameter): Value {
        if (!defaultValue) throw new FluxError(`missing required argument ${name}`);
        return defaultValue(this.defined);
    }
}
