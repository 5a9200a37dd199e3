/** Checks the text of params while it is typed. No `vscode` in here. */
import type { ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import { nameOfType, readParamsText, type ParamsEntry } from './params-text';

export interface ParamsFinding {
    /** Errors keep the text from being sent; a warning does not, because the server knows better. */
    readonly severity: 'error' | 'warning';
    readonly message: string;
}

/**
 * What is wrong with the text of params, or undefined when nothing is.
 * @param parameters what the script uses; undefined when nobody could tell, then only the JSON is checked
 */
export function checkParams(
    text: string,
    parameters: readonly ScriptParameter[] | undefined,
): ParamsFinding | undefined {
    const read = readParamsText(text);
    if (!read.ok) {
        const { message, offset } = read.problem;
        return { severity: 'error', message: `${capital(message)} (${placeOf(text, offset)}).` };
    }
    const warnings = [...repeated(read.entries), ...(parameters ? compare(read.entries, parameters) : [])];
    return warnings.length === 0 ? undefined : { severity: 'warning', message: warnings.join(' ') };
}

/** Names of expected parameters that the text of params does not give. Empty when the text is no JSON object. */
export function missingNames(text: string, expected: readonly string[]): string[] {
    const read = readParamsText(text);
    if (!read.ok) return [];
    const given = new Set(read.entries.map((entry) => entry.name));
    return expected.filter((name) => !given.has(name));
}

function repeated(entries: readonly ParamsEntry[]): string[] {
    const names = entries.map((entry) => entry.name);
    const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
    return twice.size === 0 ? [] : [`Given twice: ${list(twice)}.`];
}

function compare(entries: readonly ParamsEntry[], parameters: readonly ScriptParameter[]): string[] {
    const given = new Set(entries.map((entry) => entry.name));
    const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
    const missing = [...known.keys()].filter((name) => !given.has(name));
    const extra = [...given].filter((name) => !known.has(name));
    const wrong = entries.flatMap((entry) => {
        const parameter = known.get(entry.name);
        const problem = parameter && typeProblem(entry, parameter);
        return problem ? [problem] : [];
    });
    return [
        ...(missing.length > 0 ? [`Missing: ${list(missing)}.`] : []),
        ...wrong,
        ...(extra.length > 0 ? [`Not used by the script: ${list(extra)}.`] : []),
    ];
}

/** What is wrong with a value for the type that the script gives its parameter. */
function typeProblem(entry: ParamsEntry, parameter: ScriptParameter): string | undefined {
    const { name, node } = entry;
    const isNumber = node.type === 'number';
    const isInteger = isNumber && /^-?\d+$/.test(entry.text);
    const not = (expected: string): string => `"${name}" is ${expected}, not ${nameOfType(node)}.`;
    switch (parameter.apiType) {
        case 'string':
            return node.type === 'string' ? undefined : not('a string');
        case 'bool':
            return node.type === 'boolean' ? undefined : not('true or false');
        case 'int':
        case 'uint':
            if (!isNumber) return not('an integer');
            if (!isInteger) return `"${name}" is an integer: write it without fraction and exponent.`;
            return integerProblem(name, BigInt(entry.text), parameter.apiType);
        case 'float':
            if (!isNumber) return not('a float');
            return isInteger ? `"${name}" is a float: write ${entry.text}.0.` : undefined;
        case 'duration':
            return `"${name}" is used as a duration, which JSON has not: in the script, write duration(v: params.${name}).`;
        case 'time':
            return isInteger
                ? undefined
                : `"${name}" is used as a time: give Unix seconds, or write time(v: params.${name}) in the script.`;
        case 'any':
            return anyProblem(entry, parameter.fluxType);
    }
}

function integerProblem(name: string, value: bigint, type: 'int' | 'uint'): string | undefined {
    if (type === 'uint' && value < 0n) return `"${name}" may not be negative.`;
    const fits = type === 'uint' ? BigInt.asUintN(64, value) === value : BigInt.asIntN(64, value) === value;
    return fits ? undefined : `"${name}" does not fit into 64 bits.`;
}

/** The API says `any` for arrays and records too; the inferred type tells them apart. */
function anyProblem({ name, node }: ParamsEntry, fluxType: string | undefined): string | undefined {
    if (node.type === 'null') return `"${name}" is null, which no parameter takes.`;
    if (fluxType?.startsWith('[') && node.type !== 'array')
        return `"${name}" is an array, not ${nameOfType(node)}.`;
    if (fluxType?.startsWith('{') && node.type !== 'object')
        return `"${name}" is a record, not ${nameOfType(node)}.`;
    return undefined;
}

function list(names: Iterable<string>): string {
    return [...names].join(', ');
}

/** Where an offset is, 1-based, as a person counts it. */
function placeOf(text: string, offset: number): string {
    const before = text.slice(0, offset).split('\n');
    const column = (before.at(-1) ?? '').length + 1;
    return before.length === 1 ? `column ${column}` : `line ${before.length}, column ${column}`;
}

function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
