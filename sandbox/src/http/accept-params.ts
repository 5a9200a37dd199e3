import type { FluxEngine } from '@flux-scripts/flux/engine/port';
import { ApiError } from './api-error';
import { wholeNumbersAsFloats } from './params-text';
import type { Switches } from './switches';

/**
 * Applies the switches about parameters to the posted params object and gives the text to run with. Takes the object's
 * JSON text and the script. Throws ApiError with InfluxDB's `invalid parameters provided`.
 */
export async function acceptParams(
    paramsText: string | undefined,
    script: string,
    { switches, engine }: { switches: Switches; engine: Pick<FluxEngine, 'analyze'> },
    signal: AbortSignal,
): Promise<string | undefined> {
    if (paramsText === undefined) return undefined;
    // Only looked at: what runs is the text.
    const params = Object.entries(JSON.parse(paramsText) as Record<string, unknown>);
    const refused = params.some(
        ([, value]) =>
            (switches.booleans === 'refuse' && typeof value === 'boolean') ||
            (switches.arrays === 'refuse' && Array.isArray(value)),
    );
    if (refused) throw invalidParameters();
    if (switches.extraParams === 'refuse') {
        const analysis = await engine.analyze(script, { signal });
        const used = new Set(analysis.params.parameters.map(({ name }) => name));
        const open = analysis.params.opaqueUses.length > 0;
        if (!open && params.some(([name]) => !used.has(name))) throw invalidParameters();
    }
    return switches.wholeNumbers === 'float' ? wholeNumbersAsFloats(paramsText) : paramsText;
}

function invalidParameters(): ApiError {
    return new ApiError('invalid', 'invalid parameters provided');
}
