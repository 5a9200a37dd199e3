import type { ParametersAnswer } from '@flux-scripts/contracts/lsp-requests';
import { scannedParameters } from '@flux-scripts/flux/engine/failure-diagnostic';
import type { Analysis } from '@flux-scripts/flux/engine/port';

/** The parameters of a script; from the text alone when the engine could not analyse it. */
export function parametersOf(text: string, analysis: Analysis): ParametersAnswer {
    const failed = analysis.diagnostics.some((finding) => finding.source === 'engine');
    const { parameters } = failed ? scannedParameters(text) : analysis.params;
    return {
        parameters: parameters.map(({ name, fluxType, apiType }) => ({ name, fluxType, apiType })),
        source: failed ? 'names-only' : 'inferred',
    };
}
