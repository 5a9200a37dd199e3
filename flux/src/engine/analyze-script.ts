import { constraintsByParameter, wrapInFunction } from '../params/constraints';
import { inferParameters } from '../params/infer-parameters';
import { TypeVariables } from '../params/record-type';
import type { TextPosition } from '../text/position';
import { type EnginePosition, ScriptText } from '../text/script-text';
import type { Conversation, RawDiagnostic } from './conversation';
import { parseFlux } from './libflux';
import type { AnalyzeReply, EngineRequest, Refinement } from './messages';
import type { FluxDiagnostic } from './port';

/** The script as it is, where `params` is free. */
const freeScript = 'file:///free/d.flux';
/** `params` is declared by a companion, whose name must sort before the script's. */
const declared = { companion: 'file:///declared/a.flux', script: 'file:///declared/d.flux' };
const anyDeclared = { companion: 'file:///any/a.flux', script: 'file:///any/d.flux' };
const wrappedScript = 'file:///wrapped/d.flux';

const severities = ['error', 'warning', 'information', 'hint'] as const;

/** The request itself is wrong; libflux is well. */
export class RefusedRequest extends Error {}

/** @throws RefusedRequest when paramsType is no Flux type */
export async function analyzeScript(
    libflux: Conversation,
    { text, paramsType, withTypes }: Extract<EngineRequest, { kind: 'analyze' }>,
): Promise<AnalyzeReply> {
    const script = new ScriptText(text);
    const raw = await libflux.open(freeScript, script.engineText);
    const free = raw.filter(isFreeParams).map((finding) => finding.range.start);
    const hover = async (position: EnginePosition) =>
        withTypes ? libflux.hover(freeScript, position) : undefined;
    const params =
        free.length === 0
            ? { parameters: [], opaqueUses: [] }
            : await inferParameters(parseFlux(script.engineText), free, script, hover);
    const findings =
        paramsType === undefined || free.length === 0
            ? raw.filter((finding) => !isFreeParams(finding))
            : await checkDeclared(libflux, script, paramsType);
    const refinable = paramsType === undefined && free.length > 0 && raw.every(isFreeParams);
    return { diagnostics: toDiagnostics(findings, script), params, refinable };
}

/** Asks for what libflux tells only when `params` is defined; see Refinement. The script has no errors. */
export async function refineScript(libflux: Conversation, text: string): Promise<Refinement> {
    const script = new ScriptText(text);
    await libflux.open(anyDeclared.companion, 'builtin params : A');
    const findings = await libflux.open(anyDeclared.script, script.engineText);
    const lints = toDiagnostics(findings, script).filter((finding) => finding.severity !== 'error');
    const wrapped = wrapInFunction(parseFlux(script.engineText), script);
    if (wrapped === undefined) return { lints, constraints: new Map() };
    await libflux.open(wrappedScript, wrapped.text);
    const printed = await libflux.hover(wrappedScript, wrapped.arrow);
    return { lints, constraints: constraintsByParameter(printed ?? '') };
}

/** The type at an editor's position, on one line, or undefined. */
export async function typeAtPosition(
    libflux: Conversation,
    text: string,
    position: TextPosition,
): Promise<string | undefined> {
    const script = new ScriptText(text);
    await libflux.open(freeScript, script.engineText);
    const type = await libflux.hover(freeScript, script.toEngine(position));
    return type === undefined ? undefined : new TypeVariables().rename(type);
}

async function checkDeclared(
    libflux: Conversation,
    script: ScriptText,
    paramsType: string,
): Promise<readonly RawDiagnostic[]> {
    // Whatever is left of the last script would be checked again together with the new companion.
    await libflux.close(declared.script);
    const wrong = await libflux.open(declared.companion, `builtin params : ${paramsType}`);
    if (wrong.length > 0)
        throw new RefusedRequest(`The type of params is not valid Flux: ${wrong[0]?.message ?? ''}`);
    return libflux.open(declared.script, script.engineText);
}

function isFreeParams(finding: RawDiagnostic): boolean {
    return finding.message === 'undefined identifier params';
}

function toDiagnostics(findings: readonly RawDiagnostic[], script: ScriptText): FluxDiagnostic[] {
    return findings.map((finding) => ({
        range: script.rangeFromEngine(finding.range.start, finding.range.end),
        severity: severities[(finding.severity ?? 1) - 1] ?? 'error',
        message: withoutFileName(finding.message),
        source: 'libflux',
    }));
}

/** Some messages repeat their place with the synthetic file's name (`d.flux@3:4-3:5`); the range tells it already. */
function withoutFileName(message: string): string {
    return message.replace(/ ?\bd\.flux@\d+:\d+-\d+:\d+/g, '');
}
