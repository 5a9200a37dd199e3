import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemOfPathPart, scriptFileName, scriptNameOfFile } from './script-file-name';

describe('a script name becomes a file name', () => {
    const cases: [name: string, file: string][] = [
        ['filter-and-group', 'filter-and-group.flux'],
        ['last point of a bucket', 'last point of a bucket.flux'],
        ['../x', 'x.flux'],
        ['..', 'script.flux'],
        ['', 'script.flux'],
        ['/', 'script.flux'],
        ['a/b', 'a-b.flux'],
        ['a\\b', 'a-b.flux'],
        ['C:\\temp', 'C--temp.flux'],
        ['CON', 'CON_.flux'],
        ['nul.backup', 'nul_.backup.flux'],
        ['com¹', 'com¹_.flux'],
        ['console', 'console.flux'],
        ['.hidden', 'hidden.flux'],
        ['trailing. ', 'trailing.flux'],
        ['what?*<>|"', 'what.flux'],
        ['line\nbreak', 'line-break.flux'],
        ['right\u202Eleft', 'right-left.flux'],
        ['half \uD83D surrogate', 'half - surrogate.flux'],
        ['temperature 🌡️ 👩‍🔬', 'temperature 🌡️ 👩‍🔬.flux'],
        ['already.flux', 'already.flux'],
        ['Cafe\u0301', 'Caf\u00e9.flux'],
    ];
    for (const [name, file] of cases) {
        test(JSON.stringify(name), () => expect(scriptFileName(name, 'flux')).toBe(file));
    }

    test('300 characters are cut, emoji whole', () => {
        expect(scriptFileName('x'.repeat(300), 'flux')).toBe('x'.repeat(100) + '.flux');
        expect(scriptFileName('👩‍🔬'.repeat(300), 'flux')).toBe('👩‍🔬'.repeat(9) + '.flux');
        expect(scriptFileName('ab' + '👩‍🔬'.repeat(300), 'flux')).toBe('ab' + '👩‍🔬'.repeat(8) + '.flux');
        expect(scriptFileName('a' + '\u0301'.repeat(300), 'flux')).toMatch(/^á\u0301+\.flux$/u);
    });

    test('another language has another extension', () => {
        expect(scriptFileName('a', 'sql')).toBe('a.sql');
        expect(scriptFileName('a', 'influxql')).toBe('a.influxql');
        expect(scriptFileName('a', 'klingon')).toBe('a.txt');
    });

    test('names that differ only in case or Unicode form get distinct files', () => {
        expect(scriptFileName('Mean', 'flux', ['mean.flux'])).toBe('Mean-2.flux');
        expect(scriptFileName('mean', 'flux', ['MEAN.flux', 'mean-2.flux'])).toBe('mean-3.flux');
        expect(scriptFileName('Caf\u00e9', 'flux', ['Cafe\u0301.flux'])).toBe('Caf\u00e9-2.flux');
        expect(scriptFileName('STRASSE', 'flux', ['straße.flux'])).toBe('STRASSE-2.flux');
    });
});

const anyName = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
        .array(
            fc.constantFrom('..', '/', '\\', 'CON', 'nul', '.', ' ', '\uD800', 'é', 'E\u0301', '\u200D', 'a'),
            {
                maxLength: 12,
            },
        )
        .map((parts) => parts.join('')),
);

test('whatever the name, the file name is legal everywhere', () => {
    fc.assert(
        fc.property(anyName, (name) => {
            const fileName = scriptFileName(name, 'flux');
            expect(problemOfPathPart(fileName)).toBeUndefined();
            expect(fileName.endsWith('.flux') && fileName.length > '.flux'.length).toBe(true);
        }),
        { numRuns: 2000 },
    );
});

test('whatever the names, no two files are the same on a system that ignores case and Unicode form', () => {
    fc.assert(
        fc.property(fc.array(anyName, { maxLength: 8 }), (names) => {
            const files: string[] = [];
            for (const name of names) files.push(scriptFileName(name, 'flux', files));
            const folded = new Set(files.map((file) => file.normalize('NFD').toLowerCase()));
            expect(folded.size).toBe(names.length);
        }),
    );
});

test('a file name gives a script name', () => {
    expect(scriptNameOfFile('scripts/filter-and-group.flux')).toBe('filter-and-group');
    expect(scriptNameOfFile('C:\\work\\A.FLUX')).toBe('A');
    expect(scriptNameOfFile('v1.2.flux')).toBe('v1.2');
    expect(scriptNameOfFile('.flux')).toBe('');
});

test('what a person types is checked part by part', () => {
    expect(problemOfPathPart('mean.flux')).toBeUndefined();
    expect(problemOfPathPart('..')).toContain('leaves the folder');
    expect(problemOfPathPart('a:b')).toContain('":"');
    expect(problemOfPathPart('a\u202Eb')).toContain('invisible');
    expect(problemOfPathPart('aux.flux')).toContain('Windows');
    expect(problemOfPathPart('')).toContain('empty');
});
