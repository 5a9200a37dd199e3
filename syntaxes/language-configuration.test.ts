import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Pattern = string | { pattern: string; flags?: string };
interface EnterRule {
    beforeText: Pattern;
    afterText?: Pattern;
    action: { indent: 'none' | 'indent' | 'indentOutdent' | 'outdent' };
}
interface LanguageConfiguration {
    comments: { lineComment: string };
    brackets: [string, string][];
    wordPattern: Pattern;
    folding: { markers: { start: Pattern; end: Pattern } };
    indentationRules: { increaseIndentPattern: Pattern; decreaseIndentPattern: Pattern };
    onEnterRules: EnterRule[];
}

const file = new URL('./language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(file, 'utf8')) as LanguageConfiguration;
const { indentationRules, onEnterRules } = configuration;

function compile(pattern: Pattern): RegExp {
    return typeof pattern === 'string' ? new RegExp(pattern) : new RegExp(pattern.pattern, pattern.flags);
}

/** What Enter does between `before` and `after`: as VS Code, the first rule that matches, then the brackets. */
function enter(before: string, after = ''): string {
    const rule = onEnterRules.find(
        ({ beforeText, afterText }) =>
            compile(beforeText).test(before) && (afterText === undefined || compile(afterText).test(after)),
    );
    if (rule) return rule.action.indent;
    return configuration.brackets.some(([open]) => before.trimEnd().endsWith(open)) ? 'indent' : 'as before';
}

test('every regular expression compiles', () => {
    const { start, end } = configuration.folding.markers;
    const patterns = [
        ...[configuration.wordPattern, start, end],
        ...[indentationRules.increaseIndentPattern, indentationRules.decreaseIndentPattern],
        ...onEnterRules.flatMap(({ beforeText, afterText }) =>
            afterText ? [beforeText, afterText] : [beforeText],
        ),
    ];
    expect(patterns.map(compile)).toHaveLength(5 + 5 + 3);
});

describe('indentation', () => {
    test.each(['f(', '    |> map(fn: (r) => ({', 'x = [', 'f = () => {  // a body', 'array.from(rows: [  '])(
        'more after %s',
        (line) => {
            expect(compile(indentationRules.increaseIndentPattern).test(line)).toBe(true);
        },
    );

    test.each(['f(a: [1])', '// not here (', '}', 'x = "a" // {}'])('no more after %s', (line) => {
        expect(compile(indentationRules.increaseIndentPattern).test(line)).toBe(false);
    });

    test.each(['}', '    }))', ']', '  ) => x'])('less at %s', (line) => {
        expect(compile(indentationRules.decreaseIndentPattern).test(line)).toBe(true);
    });

    test.each(['    |> range(start: -1h)', 'x = (a)'])('no less at %s', (line) => {
        expect(compile(indentationRules.decreaseIndentPattern).test(line)).toBe(false);
    });
});

describe('Enter', () => {
    test.each([
        '    |> range(start: -1h)',
        '|> limit(n: 1) // one',
        '        |> filter(fn: (r) => r.x == "("',
    ])('keeps the indentation of the pipes after %s', (line) => {
        expect(enter(line)).toBe('none');
    });

    test.each(['    |> map(fn: (r) => ({', '    |> f(', '    |> g(x: ['])(
        'indents the arguments after %s',
        (line) => {
            expect(enter(line)).toBe('indent');
        },
    );

    test.each([
        'from(bucket: params.bucket)',
        'data = from(bucket: "b")',
        '    x = array.from(rows: rows)',
        'sample.data(set: "airSensor")',
        'union(tables: [a, b])',
        'data',
    ])('indents the first pipe after %s', (line) => {
        expect(enter(line)).toBe('indent');
    });

    test('indents a pipe that is broken off its source, and lines up one that is broken off a pipe', () => {
        expect(enter('buckets()', ' |> limit(n: 1)')).toBe('indent');
        expect(enter('    |> range(start: -1h)', ' |> limit(n: 1)')).toBe('none');
    });

    test.each(['data =', 'f = (r) =>'])('indents what is assigned after %s', (line) => {
        expect(enter(line)).toBe('indent');
    });

    test.each(['x = 1', 'import "strings"', 'a ==', '    })', 'option task = {name: "x"}'])(
        'leaves the indentation alone after %s',
        (line) => {
            expect(enter(line)).toBe('as before');
        },
    );

    test.each(['// from(bucket: "x")', '    // a comment', '// |> map()', '//'])(
        'never goes on with the comment %s',
        (line) => {
            expect(enter(line, ' |> x()')).toBe('as before');
            expect(JSON.stringify(onEnterRules)).not.toContain('appendText');
        },
    );
});

test('a word is a name, a number or a duration, not more', () => {
    const { pattern, flags } = configuration.wordPattern as { pattern: string; flags: string };
    expect('params.filterField2["αβ"] == -1h30m + 2.5'.match(new RegExp(pattern, `g${flags}`))).toEqual([
        'params',
        'filterField2',
        'αβ',
        '1h30m',
        '2.5',
    ]);
});
