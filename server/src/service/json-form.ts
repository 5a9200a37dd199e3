/** What a parameter's type means for the person who posts it as JSON. */
import type { Parameter } from '@flux-scripts/flux/params/parameter';
import { isTypeVariable } from '@flux-scripts/flux/params/record-type';

export interface JsonForm {
    /** The type in words, a part of a sentence. */
    readonly words: string;
    /** A JSON value that fits, as text. */
    readonly example: string;
    /** What to know when JSON cannot carry the type itself. */
    readonly advice?: string;
}

const plain: Readonly<Record<string, JsonForm>> = {
    string: { words: 'a text', example: '"text"' },
    int: { words: 'a whole number', example: '42' },
    uint: { words: 'a whole number, not negative', example: '42' },
    float: { words: 'a number', example: '1.5' },
    bool: { words: 'true or false', example: 'true' },
};

const constraintWords: Readonly<Record<string, string>> = {
    Timeable: 'any time-like value',
    Comparable: 'any value that can be compared with < and >',
    Equatable: 'any value that can be tested for equality',
    Addable: 'any value that + takes',
    Subtractable: 'any value that - takes',
    Divisible: 'any number',
    Numeric: 'any number',
    Negatable: 'any value that can be negated',
    Nullable: 'any value that can be null',
    Stringable: 'any value that can be written as text',
    Record: 'any record',
    Basic: 'any simple value',
};

/** How to post a parameter, by its inferred type and the constraints of an open one. */
export function jsonFormOf(parameter: Parameter): JsonForm {
    const { fluxType: type, name } = parameter;
    if (type === undefined) return { words: 'not known yet', example: '"text"' };
    const access = /^[A-Za-z_]\w*$/.test(name) ? `params.${name}` : `params[${JSON.stringify(name)}]`;
    if (isTypeVariable(type)) return openForm(parameter.constraints);
    return plain[type] ?? wrappedForm(type, access) ?? structureForm(type);
}

function openForm(constraints: readonly string[]): JsonForm {
    const words = constraints.map((constraint) => constraintWords[constraint] ?? `any ${constraint} value`);
    const example = constraints.some((c) => ['Divisible', 'Numeric', 'Subtractable'].includes(c))
        ? '42'
        : '"text"';
    const form = { words: words.join('; ') || 'any value', example };
    if (!constraints.includes('Timeable')) return form;
    return {
        ...form,
        example: '"2021-09-28T16:13:05Z"',
        advice: 'JSON has no times: wrap it with `time(v: …)`.',
    };
}

function wrappedForm(type: string, access: string): JsonForm | undefined {
    switch (type) {
        case 'duration':
            return {
                words: 'a duration',
                example: '"1h"',
                advice: `JSON has no durations: post a text and write \`duration(v: ${access})\` in the script.`,
            };
        case 'time':
            return {
                words: 'a time',
                example: '"2021-09-28T16:13:05Z"',
                advice: `JSON has no times: post a text and write \`time(v: ${access})\` in the script.`,
            };
        case 'regexp':
            return {
                words: 'a regular expression',
                example: '"^TLM"',
                advice: `JSON has no regular expressions: post a text and write \`regexp.compile(v: ${access})\` in the script.`,
            };
        case 'bytes':
            return {
                words: 'bytes',
                example: '"text"',
                advice: `JSON has no bytes: post a text and write \`bytes(v: ${access})\` in the script.`,
            };
        default:
            return undefined;
    }
}

function structureForm(type: string): JsonForm {
    const element = /^\[(.*)\]$/s.exec(type)?.[1];
    if (element !== undefined && !element.includes(':')) {
        return { words: 'a list', example: `[${(plain[element] ?? { example: '"text"' }).example}]` };
    }
    if (type.startsWith('{')) return { words: 'a record', example: '{}' };
    if (type.startsWith('[')) return { words: 'a dictionary or a list of records', example: '[]' };
    return { words: type, example: '"text"' };
}
