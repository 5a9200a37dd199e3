import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeTokens, tokenizeFlux } from './tokenize-flux';

const fixtures = new URL('./fixtures/', import.meta.url);
const fixtureNames = readdirSync(fixtures).filter((name) => name.endsWith('.flux'));
const read = (name: string): string => readFileSync(new URL(name, fixtures), 'utf8');

/** The scopes of the nth token that is exactly `text`, joined by blanks; undefined when there is none. */
async function scopesOf(source: string, text: string, nth = 0): Promise<string | undefined> {
    const lines = await tokenizeFlux(source);
    const found = lines.flatMap((line) => line.tokens).filter((token) => token.text === text);
    return found[nth]?.scopes.join(' ');
}

/** The texts of all tokens that carry `scope` as a whole scope or as its beginning. */
async function textsWith(source: string, scope: string): Promise<string[]> {
    const lines = await tokenizeFlux(source);
    return lines
        .flatMap((line) => line.tokens)
        .filter((token) => token.scopes.some((name) => name === scope || name.startsWith(`${scope}.`)))
        .map((token) => token.text);
}

/** The whole text inside tokens of `scope`, so that a literal in several tokens is one string. */
async function coveredBy(source: string, scope: string): Promise<string> {
    return (await textsWith(source, scope)).join('');
}

describe('snapshots', () => {
    test.each(fixtureNames)('%s', async (name) => {
        const described = describeTokens(await tokenizeFlux(read(name)));
        await expect(described).toMatchFileSnapshot(`fixtures/${name}.snap`);
    });

    test.each(fixtureNames.filter((name) => name !== 'unfinished.flux'))(
        '%s leaves nothing open',
        async (name) => {
            expect((await tokenizeFlux(read(name))).at(-1)?.depth).toBe(1);
        },
    );
});

describe('params', () => {
    const parameter = 'variable.parameter.runtime.flux variable.other.constant.flux';

    test.each(['params.mybucket', 'params . mybucket', 'exists params.mybucket', 'f(a: params.mybucket)'])(
        '%s',
        async (source) => {
            expect(await scopesOf(source, 'params')).toBe('variable.language.params.flux');
            expect(await scopesOf(source, 'mybucket')).toBe(parameter);
        },
    );

    test('in brackets the name is a parameter inside a string', async () => {
        const source = 'params["my bucket"]';
        expect(await scopesOf(source, 'params')).toBe('variable.language.params.flux');
        expect(await scopesOf(source, 'my bucket')).toBe(`string.quoted.double.flux ${parameter}`);
    });

    test('both forms inside an interpolation', async () => {
        expect(await textsWith('"${params.a} ${params["b"]}"', 'variable.parameter.runtime')).toEqual([
            'a',
            'b',
        ]);
    });

    test.each([
        'r.params',
        'params: 1',
        'myparams.x',
        'params2.x',
        '"params.x"',
        '// params.x',
        '/params.x/',
    ])('not in %s', async (source) => {
        expect(await textsWith(`f(${source}`, 'variable.language.params')).toEqual([]);
    });

    test('a column looks different from a parameter', async () => {
        expect(await scopesOf('r._value', '_value')).toBe('variable.other.property.flux');
    });

    test("a function's own params: its declaration is a parameter, its use cannot be told apart", async () => {
        const source = 'f = (params) => params.x';
        expect(await scopesOf(source, 'params', 0)).toBe('variable.parameter.flux');
        expect(await scopesOf(source, 'params', 1)).toBe('variable.language.params.flux');
    });
});

describe('slashes', () => {
    test.each([
        ['r.x =~ /abc/', '/abc/'],
        ['[/a/, /b/]', '/a//b/'],
        ['f(a: /a/)', '/a/'],
        ['if x =~ /a/ then /b/ else /c/', '/a//b//c/'],
        ['not /a/', '/a/'],
        ['return /a/', '/a/'],
        ['/a\\/b/ // c', '/a\\/b/'],
        ['/[^/] + 1', '/[^/'],
        ['"${r.x =~ /a}/}"', '/a}/'],
    ])('%s has the regular expression %s', async (source, expected) => {
        expect(await coveredBy(source, 'string.regexp')).toBe(expected);
    });

    test.each([
        'a / b / c',
        'a/b/c',
        '(a) / b / c',
        'a[0]/b/c',
        '"1"/b/c',
        '{a: 1}.a /b/ c',
        '60. / 60. / 24.',
        '1h / 2 / 3',
        'a // b / c',
        '    / 2 / 3',
        'a / "b/c"',
        'x = /',
    ])('%s has none', async (source) => {
        expect(await coveredBy(source, 'string.regexp')).toBe('');
    });

    // The lexer takes the longest match: a slash after a backslash only ends the literal when it is the last one.
    test.each([
        ['a =~ /b\\\\/', '/b\\\\/'],
        ['a =~ /b\\\\/ and c =~ /d/', '/b\\\\/ and c =~ /'],
    ])('%s: backslashes before the closing slash', async (source, expected) => {
        expect(await coveredBy(source, 'string.regexp')).toBe(expected);
    });

    test('a regular expression never goes over the end of its line', async () => {
        const lines = await tokenizeFlux('a =~ /b\\\\/ c \\/\nb = 1');
        expect(lines[0]?.depth).toBe(1);
    });
});

describe('strings', () => {
    test('nested interpolation comes back to each level', async () => {
        const source = '"a${f(v: "b${"c"}d")}e" + f';
        const lines = await tokenizeFlux(source);
        const levels = lines[0]?.tokens.map(({ text, scopes }) => [
            text,
            scopes.filter((scope) => scope.startsWith('string.quoted')).length,
        ]);
        expect(levels).toContainEqual(['a', 1]);
        expect(levels).toContainEqual(['b', 2]);
        expect(levels).toContainEqual(['c', 3]);
        expect(levels).toContainEqual(['d', 2]);
        expect(levels).toContainEqual(['e', 1]);
        expect(levels?.at(-1)).toEqual(['f', 0]);
    });

    test('braces inside an interpolation are counted', async () => {
        expect(await scopesOf('"${{a: {b: 1}}.a} after"', ' after')).toBe('string.quoted.double.flux');
    });

    test('an escaped ${ is text', async () => {
        expect(await textsWith('"\\${a}"', 'meta.template.expression')).toEqual([]);
    });

    test('an escape that the language refuses', async () => {
        expect(await textsWith('"\\d \\x4 \\n"', 'invalid.illegal')).toEqual(['\\d', '\\x']);
    });

    test('a string spans lines', async () => {
        const lines = await tokenizeFlux('a = "one\n// two\n  a = 1\nthree" + b');
        expect(lines[1]?.tokens).toEqual([{ text: '// two', scopes: ['string.quoted.double.flux'] }]);
        expect(lines[2]?.tokens[0]?.scopes).toEqual(['string.quoted.double.flux']);
        expect(lines[3]?.tokens.at(-1)).toEqual({ text: 'b', scopes: ['variable.other.flux'] });
    });

    test.each([
        ['from(bucket: "air', '    |> range(start: -1h)'],
        ['from(bucket: "air${a', '|> range(start: -1h)'],
        ['from(bucket: "air${f(a: {b: [1', '|> range(start: -1h)'],
        ['a = "b', 'import "strings"'],
        ['a = "b', 'option now = () => x'],
        ['a = "b', 'from(bucket: "c")'],
        ['a = "b', 'd = from(bucket: "c")'],
        ['f(a: params["b', '  |> g()'],
        ['f(a: params["b', 'c = 1'],
    ])('%s is given up before %s', async (first, second) => {
        const lines = await tokenizeFlux(`${first}\n${second}`);
        const [alone] = await tokenizeFlux(second);
        expect(lines[1]?.tokens).toEqual(alone?.tokens);
    });
});

describe('names', () => {
    test('packages, functions, named arguments', async () => {
        const source = 'strings.replaceAll(v: r.s, t: "a")';
        expect(await scopesOf(source, 'strings')).toBe('entity.name.namespace.flux');
        expect(await scopesOf(source, 'replaceAll')).toBe('entity.name.function.member.flux');
        expect(await scopesOf(source, 'v')).toBe('variable.parameter.flux');
        expect(await scopesOf(source, 's')).toBe('variable.other.property.flux');
    });

    test('keys of a record are no named arguments', async () => {
        const source = 'map(fn: (r) => ({r with b: f(c: 1), d: 2}))';
        expect(await textsWith(source, 'variable.parameter')).toEqual(['fn', 'r', 'c']);
        expect(await textsWith(source, 'variable.other.property')).toEqual(['b', 'd']);
        expect(await scopesOf(source, 'with')).toBe('keyword.other.with.flux');
    });

    test('names that are keywords only in their place', async () => {
        expect(await textsWith('with = 1\nextends = 2\nf(as: "x", with: 1)', 'keyword.other')).toEqual([]);
    });

    test('a keyword inside a longer name, or after a dot, is none', async () => {
        expect(await textsWith('order = r.or + android + r.not', 'keyword.operator.wordlike')).toEqual([]);
    });

    test('parameters of a function over several lines', async () => {
        const source = 'f = (\n    tables=<-,\n    a,\n    b=(x) => x,\n) => tables';
        expect(await textsWith(source, 'variable.parameter')).toEqual(['tables', 'a', 'b', 'x']);
        expect(await scopesOf(source, 'f')).toBe('entity.name.function.flux');
    });

    test('types of a builtin end where the next statement begins', async () => {
        const lines = await tokenizeFlux('builtin f : (a: int) => B\n    where B: Numeric\nint = 1');
        expect(lines[1]?.tokens.find(({ text }) => text === 'Numeric')?.scopes).toEqual([
            'support.type.flux',
        ]);
        expect(lines[2]?.tokens[0]?.scopes).toEqual(['variable.other.flux']);
    });
});

describe('numbers', () => {
    test.each([
        ['1d2mo', 'constant.numeric.duration'],
        ['1h30m', 'constant.numeric.duration'],
        ['5µs', 'constant.numeric.duration'],
        ['2018-01-01', 'constant.numeric.time'],
        ['2018-08-15T13:36:23.5-07:00', 'constant.numeric.time'],
        ['0.', 'constant.numeric.float'],
        ['.26', 'constant.numeric.float'],
        ['42', 'constant.numeric.integer'],
    ])('%s is one %s', async (source, scope) => {
        expect(await coveredBy(`x = -${source} + b`, scope)).toBe(source);
    });

    test('no number inside a name', async () => {
        expect(await textsWith('filterField2 + r.x1h + a1', 'constant.numeric')).toEqual([]);
    });
});

/** Statements that leave nothing open, so that anything may follow them. */
const statement = fc.constantFrom(
    'a = 1',
    'from(bucket: params.b)\n    |> range(start: -1h)',
    'b = "x ${params["y"]} z"',
    'c = "two\nlines"',
    'd = (r) => r.x =~ /a\\/b/',
    'e = {a: [1, 2], b: (x=1) => ({x with y: "}"})}',
    'f = a / b / c',
    'builtin g : (<-a: {A with b: int}) => [A] where A: Record',
    '// comment " ( { [',
    '@edition("2022.1")\npackage main',
    'testcase h extends "i" {\n    x = 1\n}',
);
const fragment = fc.constantFrom(
    ...[
        '"',
        '${',
        '}',
        '{',
        '(',
        ')',
        '[',
        ']',
        '/',
        '\\',
        '//',
        '|>',
        '=',
        '=>',
        '<-',
        '.',
        ',',
        ':',
        '@',
        ' ',
        '\n',
    ],
    ...[
        'params',
        'r',
        '_value',
        'import',
        'option',
        'builtin',
        'with',
        'if',
        'or',
        '1',
        '2.5',
        '1h30m',
        'µ',
        '日本',
        '🙂',
    ],
);

describe('any text', () => {
    test('no token loses characters', async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(fragment, { maxLength: 40 }), async (parts) => {
                const lines = await tokenizeFlux(parts.join(''));
                expect(lines.map(({ tokens }) => tokens.map(({ text }) => text).join('')).join('\n')).toBe(
                    parts.join(''),
                );
            }),
            { numRuns: 500 },
        );
    });

    test('a whole statement leaves nothing behind for the next one', async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(statement, { maxLength: 6 }), async (parts) => {
                const source = `${parts.join('\n')}\nlast = 1`;
                const lines = await tokenizeFlux(source);
                expect(lines.at(-1)?.depth).toBe(1);
                expect(lines.at(-1)?.tokens.at(0)?.scopes).toEqual(['variable.other.flux']);
            }),
            { numRuns: 200 },
        );
    });

    // VS Code colours lines up to 20,000 characters and gives up on a text that takes seconds.
    test.each(['(', '/a', '/\\', 'a=(', '"', '{a:', '/[', 'a.', 'params[', ' ', '1m'])(
        'a long line of %j is coloured in time',
        async (part) => {
            await tokenizeFlux('');
            const started = performance.now();
            await tokenizeFlux(part.repeat(5_000));
            expect(performance.now() - started).toBeLessThan(3_000);
        },
    );
});

describe('the grammar itself', () => {
    interface Rule {
        begin?: string;
        end?: string;
        match?: string;
        include?: string;
        patterns?: Rule[];
        captures?: Record<string, Rule>;
    }
    const grammar = JSON.parse(readFileSync(new URL('./flux.tmLanguage.json', import.meta.url), 'utf8')) as {
        patterns: Rule[];
        repository: Record<string, Rule>;
    };
    const rules = (rule: Rule): Rule[] => [
        rule,
        ...(rule.patterns ?? []).flatMap(rules),
        ...Object.values(rule.captures ?? {}).flatMap(rules),
    ];
    const all = [...grammar.patterns, ...Object.values(grammar.repository)].flatMap(rules);

    test('every include has its rule, and every rule is included', () => {
        const included = new Set(all.flatMap((rule) => (rule.include ? [rule.include.slice(1)] : [])));
        expect([...included].sort()).toEqual(Object.keys(grammar.repository).sort());
    });

    test('everything that can be open inside a string lets go at the same lines', () => {
        const names = [
            'string',
            'interpolation',
            ...Object.keys(grammar.repository).filter((name) => name.startsWith('string-')),
        ];
        const lines = names.map((name) => /\^\(\?=.*$/.exec(grammar.repository[name]?.end ?? '')?.[0]);
        expect(names.length).toBe(6);
        expect(new Set(lines).size).toBe(1);
        expect(lines[0]).toContain('from\\(bucket:');
    });
});
