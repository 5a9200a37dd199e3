import type { ApiType } from '@flux-scripts/contracts/scripts-api';
import type { TextRange } from '../text/position';

/** One place where a script reads a parameter. */
export interface ParameterUse {
    readonly name: string;
    /** `params.name` or `params["name"]`. */
    readonly form: 'dot' | 'bracket';
    /** The whole expression. */
    readonly range: TextRange;
    /** The name alone; in the bracket form without its quotes. */
    readonly nameRange: TextRange;
}

/** A parameter of a script, in order of first use. */
export interface Parameter {
    readonly name: string;
    /** As Flux prints it (`string`, `[int]`, `{a: A}`, `A`), or undefined when it is not known. */
    readonly fluxType: string | undefined;
    /** Constraints of an open type, for example `['Timeable', 'Comparable']`. */
    readonly constraints: readonly string[];
    readonly apiType: ApiType;
    readonly uses: readonly ParameterUse[];
}

export interface ParamsAnalysis {
    readonly parameters: readonly Parameter[];
    /** Uses of `params` whose name cannot be known: bare, or indexed by an expression. */
    readonly opaqueUses: readonly TextRange[];
}
