/** The package `regexp`. Positions are counted in UTF-8 bytes, from 0. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { FluxRegexp } from '../../engine/regexp';
import { allMatches, searchIn } from '../../engine/regexp-search';
import type { CallSite } from '../../engine/runtime';
import { checkTextLength } from '../../engine/text-limit';
import { textOf, typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { ArrayValue, Null } from '../../engine/values';
import { expanded } from './replacement';

function regexpFunction(
    name: string,
    signature: string,
    summary: string,
    run: BuiltinFunction['run'],
): BuiltinFunction {
    return { package: 'regexp', name, signature, summary, run };
}

/** `v of type string value <nil>`, as the server describes what it cannot take. */
function described(args: Arguments, name: string): string {
    const value = args.value(name);
    const type = value instanceof Null ? (value.type ?? 'invalid') : typeName(value);
    return `argument ${name} of type ${type} value ${written(value)}`;
}

function written(value: Value): string {
    if (value instanceof Null) return '<nil>';
    return value instanceof FluxRegexp ? value.source : (textOf(value) ?? typeName(value));
}

/** A function of one text. `failure` begins and ends what is said of another value. */
function ofText(
    name: string,
    result: string,
    summary: string,
    failure: readonly [string, string],
    run: (text: string) => Value,
): BuiltinFunction {
    return regexpFunction(name, `(v: string) => ${result}`, summary, (args) => {
        const text = args.value('v');
        if (typeof text === 'string') return run(text);
        throw new FluxError(failure[0] + described(args, 'v') + failure[1]);
    });
}

/** A function of an expression `r`, a text `v` and perhaps one more. */
function ofRegexp(
    name: string,
    result: string,
    summary: string,
    run: (pattern: FluxRegexp, text: string, other: Value | undefined, site: CallSite) => Value,
    other?: { readonly name: string; readonly type: 'string' | 'int' },
): BuiltinFunction {
    const names = ['r', 'v', ...(other ? [other.name] : [])];
    const types: Readonly<Record<string, string>> = {
        r: 'regexp',
        v: 'string',
        ...(other && { [other.name]: other.type }),
    };
    const parameters = [...names].sort().map((parameter) => `${parameter}: ${types[parameter] ?? ''}`);
    return regexpFunction(name, `(${parameters.join(', ')}) => ${result}`, summary, (args, site) => {
        const pattern = args.value('r');
        const text = args.value('v');
        const more = other && args.value(other.name);
        const fits = more === undefined || (!(more instanceof Null) && typeName(more) === other?.type);
        if (pattern instanceof FluxRegexp && typeof text === 'string' && fits) {
            return run(pattern, text, more, site);
        }
        const all = names.map((each) => described(args, each));
        const last = all.pop() ?? '';
        const comma = all.length > 1 ? ',' : '';
        throw new FluxError(`cannot execute function containing ${all.join(', ')}${comma} and ${last}`);
    });
}

function bytesBefore(text: string, at: number): bigint {
    return BigInt(Buffer.byteLength(text.slice(0, at)));
}

function replaced({ pattern }: FluxRegexp, text: string, template: string, site: CallSite): string {
    const parts: string[] = [];
    let length = text.length;
    let from = 0;
    for (const match of allMatches(pattern, text, () => site.runtime.budget.tick())) {
        const fresh = expanded(template, match);
        checkTextLength((length += fresh.length));
        parts.push(text.slice(from, match.start), fresh);
        from = match.end;
    }
    return parts.join('') + text.slice(from);
}

/** At most `most` parts; a negative number is no limit. No part comes before an empty match at the begin. */
function split({ pattern, source }: FluxRegexp, text: string, most: bigint, site: CallSite): string[] {
    if (most === 0n) return [];
    if (source !== '' && text === '') return [''];
    const parts: string[] = [];
    let from = 0;
    let end = 0;
    for (const match of allMatches(pattern, text, () => site.runtime.budget.tick())) {
        if (most > 0n && BigInt(parts.length) === most - 1n) break;
        end = match.start;
        if (match.end !== 0) parts.push(text.slice(from, end));
        from = match.end;
    }
    return end === text.length ? parts : [...parts, text.slice(from)];
}

export const regexpFunctions: readonly BuiltinFunction[] = [
    ofText(
        'compile',
        'regexp',
        'Text as a regular expression.',
        ['cannot convert ', ' to Regex'],
        (text) => new FluxRegexp(text),
    ),
    ofText(
        'quoteMeta',
        'string',
        'Text as a regular expression that matches just this text.',
        ['cannot escape all regular expression metacharacters inside ', ''],
        (text) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'),
    ),
    ofRegexp('findString', 'string', 'The text of the first match; empty when there is none.', (r, text) => {
        const match = searchIn(r.pattern, text)(0);
        return match ? text.slice(match.start, match.end) : '';
    }),
    ofRegexp(
        'findStringIndex',
        '[int]',
        'Where the first match begins and ends, in bytes; an empty array when there is none.',
        (r, text) => {
            const match = searchIn(r.pattern, text)(0);
            return new ArrayValue(
                match ? [bytesBefore(text, match.start), bytesBefore(text, match.end)] : [],
            );
        },
    ),
    ofRegexp('matchRegexpString', 'bool', 'Tells whether there is a match anywhere in a text.', (r, text) =>
        r.matches(text),
    ),
    ofRegexp(
        'replaceAllString',
        'string',
        'Puts another text in the place of every match; $1 or ${name} in it is the text of a group.',
        (r, text, template, site) => replaced(r, text, template as string, site),
        { name: 't', type: 'string' },
    ),
    ofRegexp(
        'splitRegexp',
        '[string]',
        'Cuts a text at matches into so many parts at most; -1 is no limit.',
        (r, text, most, site) => new ArrayValue(split(r, text, most as bigint, site)),
        { name: 'i', type: 'int' },
    ),
    regexpFunction('getString', '(r: regexp) => string', 'The text of a regular expression.', (args) => {
        const pattern = args.value('r');
        if (pattern instanceof FluxRegexp) return pattern.source;
        throw new FluxError(`cannot execute function containing ${described(args, 'r')}`);
    }),
];
