/** Requests beyond the Language Server Protocol that the extension and the language server share. */
import type { ApiType } from './scripts-api';

/** Asks for the parameters of a script's text, whether or not it is open as a document. */
export const parametersRequest = 'fluxScripts/parameters';

export interface ParametersRequest {
    /** The script as Flux text, unsaved changes included. */
    readonly text: string;
}

/** One runtime parameter of a script, in order of first use. */
export interface ScriptParameter {
    readonly name: string;
    /** The type as Flux writes it, for example `string` or `A`; undefined when it could not be inferred. */
    readonly fluxType: string | undefined;
    /** The type as the scripts API names it; `any` when it is open. */
    readonly apiType: ApiType;
}

export interface ParametersAnswer {
    readonly parameters: readonly ScriptParameter[];
    /**
     * `inferred`: names and types come from the type checker. `names-only`: the type checker could not answer;
     * the names come from the text and every type is `any`.
     */
    readonly source: 'inferred' | 'names-only';
}
