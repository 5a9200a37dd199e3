import type { FluxFile } from '../ast/ast';
import type { ScriptText } from '../text/script-text';
import { parseRecordType, onOneLine } from './record-type';

export interface WrappedScript {
    readonly text: string;
    /** Where the wrapper's `=>` stands: 0-based line and column. */
    readonly arrow: { readonly line: number; readonly character: number };
}

const opening = '__wrapped = (params) ';

/**
 * The script as the body of a function of `params`. Only so does libflux tell the constraints of open types.
 * @returns undefined when a statement of it cannot stand inside a function
 */
export function wrapInFunction(file: FluxFile, script: ScriptText): WrappedScript | undefined {
    const movable = ['ExpressionStatement', 'VariableAssignment'];
    if (file.body.length === 0 || !file.body.every((statement) => movable.includes(statement.type)))
        return undefined;
    const lastHead = file.imports.at(-1)?.location.end ?? file.package?.name.location.end;
    const bom = script.source.length - script.engineText.length;
    const cut =
        lastHead === undefined
            ? 0
            : script.offsetFromEngine({ line: lastHead.line - 1, character: lastHead.column - 1 }) - bom;
    const head = script.engineText.slice(0, cut);
    const text = `${head}\n${opening}=> {\n${script.engineText.slice(cut)}\nreturn 0}`;
    return { text, arrow: { line: head.split('\n').length, character: opening.length } };
}

/**
 * The constraints of each parameter whose type is open.
 * @param printed the wrapper's type, for example `(params: {F with t: A}) => int where A: Timeable + Comparable`
 */
export function constraintsByParameter(printed: string): Map<string, readonly string[]> {
    const [signature = '', where = ''] = onOneLine(printed).split(' where ', 2);
    const record = /^\(params: (\{.*\})\) => int$/.exec(signature)?.[1];
    const kinds = new Map<string, readonly string[]>();
    for (const [, variable = '', list = ''] of where.matchAll(/([A-Z]\w*): ([A-Za-z]+(?: \+ [A-Za-z]+)*)/g)) {
        kinds.set(variable, list.split(' + '));
    }
    const fields = parseRecordType(record ?? '')?.fields ?? [];
    return new Map(fields.map((field) => [field.name, kinds.get(field.type) ?? []]));
}
