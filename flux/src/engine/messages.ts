/** What the engine and its worker say to each other. One request at a time. */
import type { FluxFile } from '../ast/ast';
import type { TextPosition } from '../text/position';
import type { Analysis, FluxDiagnostic } from './port';

export type EngineRequest =
    | { readonly kind: 'parse'; readonly text: string }
    | { readonly kind: 'typeAt'; readonly text: string; readonly position: TextPosition }
    | {
          readonly kind: 'analyze';
          readonly text: string;
          readonly paramsType: string | undefined;
          /** Without types it takes half the time; the parameters' names and uses come all the same. */
          readonly withTypes: boolean;
      }
    | { readonly kind: 'refine'; readonly text: string };

/** The first, quick answer about a script. */
export interface AnalyzeReply extends Analysis {
    /** Whether asking for a Refinement can add something: nothing is wrong and `params` is free. */
    readonly refinable: boolean;
}

/** What can be learnt at extra cost about a script without errors. */
export interface Refinement {
    /** libflux's hints, which it keeps back as long as `params` is not defined. */
    readonly lints: readonly FluxDiagnostic[];
    /** Parameter name to the constraints of its open type. */
    readonly constraints: ReadonlyMap<string, readonly string[]>;
}

export interface EngineReplies {
    readonly parse: FluxFile;
    readonly typeAt: string | undefined;
    readonly analyze: AnalyzeReply;
    readonly refine: Refinement;
}

export type WorkerMessage =
    | { readonly kind: 'ready' }
    | { readonly kind: 'reply'; readonly reply: EngineReplies[keyof EngineReplies] }
    /** The request was refused for its own fault; the worker is well. */
    | { readonly kind: 'refused'; readonly message: string }
    /** libflux trapped: the worker must not be used again. */
    | { readonly kind: 'died'; readonly message: string };
