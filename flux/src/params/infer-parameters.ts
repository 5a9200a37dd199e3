import type { FluxFile } from '../ast/ast';
import { isPlainName } from '../lexer/names';
import type { EnginePosition, ScriptText } from '../text/script-text';
import { apiTypeOf } from './api-type';
import { findUses } from './find-uses';
import type { Parameter, ParameterUse, ParamsAnalysis } from './parameter';
import { TypeVariables, parseRecordType } from './record-type';

/** Beyond this, types of odd names stay unknown: each of them costs a question of its own. */
const mostQuestions = 200;

/** Answers the printed type of a place in the open script. */
type Hover = (position: EnginePosition) => Promise<string | undefined>;

/**
 * The parameters of a script and their types. libflux gives all free uses of `params` one shared type, so hovering
 * any of them answers the merged record; names that a printed record cannot carry are asked for one by one.
 */
export async function inferParameters(
    file: FluxFile,
    free: readonly EnginePosition[],
    script: ScriptText,
    hover: Hover,
): Promise<ParamsAnalysis> {
    const first = free[0];
    if (first === undefined) return { parameters: [], opaqueUses: [] };
    const found = findUses(file, free, script);
    const usesOf = groupByName(found.uses);
    const record = parseRecordType((await hover(first)) ?? '');
    const printable = [...usesOf.keys()].every(isPlainName);
    const types =
        record !== undefined && printable
            ? new Map(record.fields.map((field) => [field.name, field.type]))
            : await askOneByOne(usesOf, script, hover);
    const aliased = found.opaqueUses.length > 0 && printable ? [...types.keys()] : [];
    const names = new Set([...usesOf.keys(), ...aliased.filter((name) => !found.unfinished.has(name))]);
    names.delete('');
    const variables = new TypeVariables();
    const parameters = [...names].map((name) =>
        parameter(name, types.get(name), usesOf.get(name), variables),
    );
    return { parameters, opaqueUses: found.opaqueUses };
}

function parameter(
    name: string,
    printed: string | undefined,
    uses: readonly ParameterUse[] | undefined,
    variables: TypeVariables,
): Parameter {
    const fluxType = printed === undefined ? undefined : variables.rename(printed);
    return { name, fluxType, constraints: [], apiType: apiTypeOf(fluxType), uses: uses ?? [] };
}

async function askOneByOne(
    usesOf: ReadonlyMap<string, readonly ParameterUse[]>,
    script: ScriptText,
    hover: Hover,
): Promise<Map<string, string>> {
    const types = new Map<string, string>();
    for (const [name, uses] of [...usesOf].slice(0, mostQuestions)) {
        const place = uses[0]?.nameRange.start;
        const type = place === undefined ? undefined : await hover(script.toEngine(place));
        if (type !== undefined) types.set(name, type);
    }
    return types;
}

function groupByName(uses: readonly ParameterUse[]): Map<string, ParameterUse[]> {
    const groups = new Map<string, ParameterUse[]>();
    for (const use of uses) {
        const group = groups.get(use.name);
        if (group === undefined) groups.set(use.name, [use]);
        else group.push(use);
    }
    return groups;
}
