import { scanParameterUses } from '../params/scan';
import type { Parameter, ParameterUse, ParamsAnalysis } from '../params/parameter';
import { ScriptText } from '../text/script-text';
import { likelyCulprit } from './likely-culprit';
import type { Analysis, EngineFailure } from './port';

/** What is known of a script without the engine: one diagnostic that says why, and the parameters' names. */
export function analysisWithoutEngine(text: string, failure: EngineFailure): Analysis {
    const startOfText = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    // A text that was refused for its size is not searched either.
    const tooLarge = failure.kind === 'too-large';
    return {
        diagnostics: [
            {
                range: tooLarge ? startOfText : likelyCulprit(text),
                // Nothing is known to be wrong with a script that is only too large to look at.
                severity: tooLarge ? 'warning' : 'error',
                message: failure.message,
                source: 'engine',
            },
        ],
        params: tooLarge ? { parameters: [], opaqueUses: [] } : scannedParameters(text),
    };
}

/** The parameters by their shape in the text; nothing is known of their types. */
export function scannedParameters(text: string): ParamsAnalysis {
    const script = new ScriptText(text);
    const parameters = new Map<string, Parameter & { uses: ParameterUse[] }>();
    for (const { name, form, start, end, nameStart, nameEnd } of scanParameterUses(text)) {
        const range = { start: script.positionAt(start), end: script.positionAt(end) };
        const nameRange = { start: script.positionAt(nameStart), end: script.positionAt(nameEnd) };
        const known = parameters.get(name);
        const use = { name, form, range, nameRange };
        if (known !== undefined) known.uses.push(use);
        else
            parameters.set(name, { name, fluxType: undefined, constraints: [], apiType: 'any', uses: [use] });
    }
    return { parameters: [...parameters.values()], opaqueUses: [] };
}
