/**
 * The one door to libflux. Whoever needs the official parser or type checker takes this interface; only
 * `start-engine.ts` knows that a worker and wasm stand behind it.
 */
import type { FluxFile } from '../ast/ast';
import type { ParamsAnalysis } from '../params/parameter';
import type { TextPosition, TextRange } from '../text/position';

export interface FluxDiagnostic {
    readonly range: TextRange;
    readonly severity: 'error' | 'warning' | 'information' | 'hint';
    readonly message: string;
    /** `libflux` for the type checker's own findings, `engine` when the text could not be analysed at all. */
    readonly source: 'libflux' | 'engine';
}

export interface Analysis {
    readonly diagnostics: readonly FluxDiagnostic[];
    readonly params: ParamsAnalysis;
}

export interface EngineOptions {
    /** Aborting drops the request while it waits and ignores its answer when it runs. */
    readonly signal?: AbortSignal;
}

export interface AnalyzeOptions extends EngineOptions {
    /**
     * A Flux record type that `params` is declared with, for example `{mybucket: string, n: int}`. With it the
     * text is checked as a server that knows the values would. Without it `params` is free and its type is inferred.
     */
    readonly paramsType?: string;
}

/** Every method takes the whole text of one script; none keeps it. Texts may hold anything. */
export interface FluxEngine {
    /** Type-checks a script and infers its parameters. A text that kills the engine answers with one clear diagnostic. */
    analyze(text: string, options?: AnalyzeOptions): Promise<Analysis>;
    /** The syntax tree. Syntax errors are in the tree; rejects with EngineFailure when the text kills the engine. */
    parse(text: string, options?: EngineOptions): Promise<FluxFile>;
    /** The type at a position as Flux prints it, or undefined. Rejects with EngineFailure. */
    typeAt(text: string, position: TextPosition, options?: EngineOptions): Promise<string | undefined>;
    /** Ends the worker; pending requests reject with EngineFailure of kind `disposed`. */
    dispose(): Promise<void>;
}

/** Why the engine could not answer. The text that killed it is quarantined until it changes. */
export class EngineFailure extends Error {
    constructor(
        readonly kind: 'crashed' | 'timeout' | 'too-large' | 'quarantined' | 'disposed',
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        this.name = 'EngineFailure';
    }
}
