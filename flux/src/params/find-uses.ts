import type { AstLocation, AstPosition, Expression, FluxFile } from '../ast/ast';
import type { TextRange } from '../text/position';
import type { EnginePosition, ScriptText } from '../text/script-text';
import type { ParameterUse } from './parameter';

export interface FoundUses {
    /** In order of the text. */
    readonly uses: readonly ParameterUse[];
    readonly opaqueUses: readonly TextRange[];
    /** Names that only an unfinished `params.` seemed to take from the next line. */
    readonly unfinished: ReadonlySet<string>;
}

/**
 * Matches the places where `params` is free with the expressions around them.
 * @param free where libflux says that `params` is not defined; scopes are resolved by that
 */
export function findUses(file: FluxFile, free: readonly EnginePosition[], script: ScriptText): FoundUses {
    const pending = new Map(free.map((place) => [keyOf(place.line + 1, place.character + 1), place]));
    const uses: ParameterUse[] = [];
    const unfinished = new Set<string>();
    for (const member of membersOfParams(file)) {
        const { start } = member.object.location;
        if (!pending.delete(keyOf(start.line, start.column))) continue;
        const use = parameterUse(member, script);
        if (use === undefined) continue;
        if (
            member.property.type === 'Identifier' &&
            startsOnLaterLine(member.property.location, member.object.location)
        )
            unfinished.add(use.name);
        else uses.push(use);
    }
    const opaqueUses = [...pending.values()].map((place) =>
        script.rangeFromEngine(place, { line: place.line, character: place.character + 'params'.length }),
    );
    uses.sort((a, b) => inOrder(a.range, b.range));
    return { uses, opaqueUses: opaqueUses.sort(inOrder), unfinished };
}

interface ParamsMember {
    readonly location: AstLocation;
    readonly object: { readonly location: AstLocation };
    readonly property: {
        readonly type: string;
        readonly location: AstLocation;
        readonly name?: string;
        readonly value?: string;
    };
}

/** Every `params.x` and `params["x"]` of a tree. Without recursion: a tree can be deeper than the stack. */
function* membersOfParams(file: FluxFile): Generator<ParamsMember> {
    const rest: unknown[] = [file];
    while (rest.length > 0) {
        const node = rest.pop();
        if (typeof node !== 'object' || node === null) continue;
        if (isParamsMember(node)) yield node;
        for (const child of Object.values(node)) {
            if (typeof child === 'object' && child !== null) rest.push(child);
        }
    }
}

function isParamsMember(node: object): node is ParamsMember {
    const member = node as Partial<Extract<Expression, { type: 'MemberExpression' }>>;
    if (member.type !== 'MemberExpression') return false;
    return (
        member.object?.type === 'Identifier' &&
        member.object.name === 'params' &&
        member.property !== undefined
    );
}

function parameterUse(member: ParamsMember, script: ScriptText): ParameterUse | undefined {
    const { property } = member;
    const form = property.type === 'StringLiteral' ? 'bracket' : 'dot';
    const name = form === 'bracket' ? property.value : property.name;
    if (name === undefined || name === '') return undefined;
    const inner = form === 'bracket' ? withoutQuotes(property.location) : property.location;
    return { name, form, range: script.rangeFromAst(member.location), nameRange: script.rangeFromAst(inner) };
}

function withoutQuotes(location: AstLocation): AstLocation {
    return { start: moved(location.start, 1), end: moved(location.end, -1) };
}

function moved(position: AstPosition, columns: number): AstPosition {
    return { line: position.line, column: position.column + columns };
}

/** `params.` at a line's end takes the next line's first word for its property. */
function startsOnLaterLine(property: AstLocation, object: AstLocation): boolean {
    return property.start.line > object.end.line;
}

function keyOf(line: number, column: number): string {
    return `${line}:${column}`;
}

function inOrder(a: TextRange, b: TextRange): number {
    return a.start.line - b.start.line || a.start.character - b.start.character;
}
