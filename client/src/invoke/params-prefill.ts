/** What the params box holds when it opens. No `vscode` in here. */
import type { ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import { writeParamsText, type ParamsEntry } from './params-text';

/** Value texts by parameter name, as a person last wrote them. */
export type RememberedParams = Readonly<Record<string, string>>;

export interface PrefillSources {
    /** The script's parameters in order of first use; undefined when nobody could tell. */
    readonly parameters: readonly ScriptParameter[] | undefined;
    readonly remembered: RememberedParams | undefined;
    /** From the params file beside the script. */
    readonly file: readonly ParamsEntry[] | undefined;
    /** Unix milliseconds; a parameter that is used as a time is an hour before. */
    readonly now: number;
}

/**
 * Every parameter of the script on one line of JSON, in order of first use: with the value that was used last, else
 * with the params file's, else with one that fits the type. When the parameters are not known, everything that was
 * remembered, else everything of the file.
 */
export function prefillParams(sources: PrefillSources): string {
    const { parameters, remembered, file, now } = sources;
    const fromFile = new Map(file?.map((entry) => [entry.name, entry.text]));
    if (!parameters) return writeParamsText(remembered ? Object.entries(remembered) : fromFile);
    return writeParamsText(
        parameters.map((parameter) => [
            parameter.name,
            ownValue(remembered, parameter.name) ??
                fromFile.get(parameter.name) ??
                exampleValue(parameter, now),
        ]),
    );
}

/** A JSON text of the right form for a parameter's type. */
export function exampleValue(parameter: Pick<ScriptParameter, 'apiType' | 'fluxType'>, now: number): string {
    switch (parameter.apiType) {
        case 'string':
            return '""';
        case 'int':
        case 'uint':
            return '0';
        case 'float':
            return '0.0';
        case 'bool':
            return 'false';
        case 'duration':
            return '"1h"';
        case 'time':
            // A JSON integer is taken as Unix seconds; a text is not taken as a time.
            return String(Math.floor(now / 1000) - 3600);
        case 'any':
            if (parameter.fluxType?.startsWith('[')) return '[]';
            if (parameter.fluxType?.startsWith('{')) return '{}';
            return '""';
    }
}

function ownValue(remembered: RememberedParams | undefined, name: string): string | undefined {
    return remembered && Object.hasOwn(remembered, name) ? remembered[name] : undefined;
}
