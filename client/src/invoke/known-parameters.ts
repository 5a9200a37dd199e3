/** What a script expects, from the language server and from the InfluxDB server. No `vscode` in here. */
import type { ParametersAnswer, ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import { apiTypes, type ApiType } from '@flux-scripts/contracts/scripts-api';

/** Invoking does not wait longer for somebody who could only make it more comfortable. */
const patienceMilliseconds = 4000;

/**
 * A script's parameters in order of first use: the language server's answer, with the server's types where the type
 * checker could not tell. Undefined when neither answers in time; raw JSON can be sent nevertheless.
 */
export async function knownParameters(
    fromLanguage: Promise<ParametersAnswer>,
    fromServer: Promise<Readonly<Record<string, string>>>,
): Promise<readonly ScriptParameter[] | undefined> {
    const [inferred, served] = await Promise.all([settled(fromLanguage), settled(fromServer)]);
    return inferred || served ? mergeParameters(inferred?.parameters ?? [], served ?? {}) : undefined;
}

/** The inferred parameters, then those that only the server names. */
export function mergeParameters(
    inferred: readonly ScriptParameter[],
    served: Readonly<Record<string, string>>,
): ScriptParameter[] {
    const types = new Map(Object.entries(served));
    const names = new Set(inferred.map((parameter) => parameter.name));
    return [
        ...inferred.map((parameter) =>
            parameter.apiType === 'any'
                ? { ...parameter, apiType: toApiType(types.get(parameter.name)) }
                : parameter,
        ),
        ...Array.from(types)
            .filter(([name]) => !names.has(name))
            .map(([name, type]) => ({ name, fluxType: undefined, apiType: toApiType(type) })),
    ];
}

function toApiType(type: string | undefined): ApiType {
    return apiTypes.find((known) => known === type) ?? 'any';
}

async function settled<T>(answer: Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), patienceMilliseconds);
    });
    try {
        return await Promise.race([answer.catch(() => undefined), patience]);
    } finally {
        clearTimeout(timer);
    }
}
