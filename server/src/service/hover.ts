import type { Analysis } from '@flux-scripts/flux/engine/port';
import { escapeString } from '@flux-scripts/flux/lexer/names';
import { findNearDuplicates } from '@flux-scripts/flux/params/near-duplicate';
import type { Parameter, ParameterUse } from '@flux-scripts/flux/params/parameter';
import type { TextPosition, TextRange } from '@flux-scripts/flux/text/position';
import type { Hover } from 'vscode-languageserver';
import { jsonFormOf } from './json-form';
import { escapeMarkdown, fluxBlock, inlineCode } from './markdown';

/**
 * What is known about the place under the mouse: a parameter's type, its API type and how to post it, or the type of
 * any other expression.
 * @param typeAt asks the engine for a place that is no parameter
 * @returns null where there is nothing to say
 */
export async function hoverFor(
    analysis: Analysis,
    position: TextPosition,
    typeAt: (position: TextPosition) => Promise<string | undefined>,
): Promise<Hover | null> {
    for (const parameter of analysis.params.parameters) {
        const use = parameter.uses.find(({ range }) => contains(range, position));
        if (use !== undefined) return aboutParameter(parameter, use, likelyName(analysis, parameter));
    }
    const type = await typeAt(position);
    return type === undefined ? null : { contents: { kind: 'markdown', value: fluxBlock(type) } };
}

/** The name that was probably meant. An editor underlines a hint's first letters only, so the hover says it as well. */
function likelyName({ params }: Analysis, { name }: Parameter): string | undefined {
    return findNearDuplicates(params.parameters).find(({ suspect }) => suspect.name === name)?.likely.name;
}

function aboutParameter(parameter: Parameter, use: ParameterUse, likely: string | undefined): Hover {
    const { fluxType, apiType, uses, name } = parameter;
    const written = use.form === 'dot' ? `params.${name}` : `params["${escapeString(name)}"]`;
    const form = jsonFormOf(parameter);
    const count = uses.length === 1 ? 'Used once' : `Used ${uses.length} times`;
    const lines = [
        fluxBlock(fluxType === undefined || isOpen(fluxType) ? written : `${written}: ${fluxType}`),
        `Type: ${escapeMarkdown(form.words)}. API type: ${inlineCode(apiType)}. ${count} in this script.`,
        `As JSON: ${inlineCode(`{"params": {${JSON.stringify(name)}: ${form.example}}}`)}`,
    ];
    if (likely !== undefined) lines.push(`A slip for ${inlineCode(likely)}?`);
    if (form.advice !== undefined) lines.push(form.advice);
    return { contents: { kind: 'markdown', value: lines.join('\n\n') }, range: use.range };
}

/** A type variable's letter says nothing to a person; the words below it do. */
function isOpen(fluxType: string): boolean {
    return /^[A-Z]\d*$/.test(fluxType);
}

function contains(range: TextRange, position: TextPosition): boolean {
    return !isBefore(position, range.start) && !isBefore(range.end, position);
}

function isBefore(one: TextPosition, other: TextPosition): boolean {
    return one.line < other.line || (one.line === other.line && one.character < other.character);
}
