/** `/api/v2/scripts/{id}/params`: the parameters of a stored script with their types. */
import { ApiError } from './api-error';
import type { Answer, Call, Services } from './call';
import { demandFlux } from './language';
import { demandScript } from './scripts';

export async function getScriptParams(call: Call, services: Services): Promise<Answer> {
    const script = demandScript(call, services);
    demandFlux(script.language);
    const { params, diagnostics } = await services.engine.analyze(script.script, { signal: call.signal });
    const failure = diagnostics.find(({ source }) => source === 'engine');
    if (failure) {
        throw new ApiError('unprocessable entity', `the script could not be analyzed: ${failure.message}`);
    }
    const types = params.parameters.map(({ name, apiType }) => [name, apiType] as const);
    return { status: 200, json: { params: Object.fromEntries(types) } };
}
