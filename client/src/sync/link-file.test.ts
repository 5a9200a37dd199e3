import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
    emptyLinkTable,
    LinkFileError,
    parseLinkFile,
    serializeLinkFile,
    withLink,
    withoutLink,
} from './link-file';

const uri = 'file:///w/flux-scripts.json';
const link = { id: '084d693d93048000', name: 'mean', description: 'The mean.', language: 'flux' };
const org = 'eu.example.com/aaaabbbbccccdddd';

test('one entry per line, sorted, identity only', () => {
    let table = withLink(emptyLinkTable, 'b/z.flux', org, { ...link, id: '0000000000000001' });
    table = withLink(table, 'a.flux', 'us.example.com/aaaabbbbccccdddd', link);
    table = withLink(table, 'a.flux', org, link);
    expect(serializeLinkFile(table)).toBe(`{
  "version": 1,
  "scripts": {
    "a.flux": {
      "name": "mean",
      "description": "The mean.",
      "language": "flux",
      "ids": {
        "eu.example.com/aaaabbbbccccdddd": "084d693d93048000",
        "us.example.com/aaaabbbbccccdddd": "084d693d93048000"
      }
    },
    "b/z.flux": {
      "name": "mean",
      "description": "The mean.",
      "language": "flux",
      "ids": {
        "eu.example.com/aaaabbbbccccdddd": "0000000000000001"
      }
    }
  }
}
`);
    expect(parseLinkFile(uri, serializeLinkFile(table))).toEqual(table);
});

test('what this version does not know is kept', () => {
    const text = serializeLinkFile({
        version: 1,
        owner: 'plant',
        scripts: { 'a.flux': { ...link, color: 'red', ids: { [org]: link.id } } },
    });
    const changed = withLink(parseLinkFile(uri, text), 'b.flux', org, link);
    expect(serializeLinkFile(changed)).toContain('"owner": "plant"');
    expect(serializeLinkFile(changed)).toContain('"color": "red"');
});

test('an entry goes with its last organization', () => {
    const one = withLink(emptyLinkTable, 'a.flux', org, link);
    const two = withLink(one, 'a.flux', 'other/x', link);
    expect(withoutLink(two, 'a.flux', 'other/x')).toEqual(one);
    expect(withoutLink(one, 'a.flux', org)).toEqual(emptyLinkTable);
    expect(withoutLink(one, 'b.flux', org)).toEqual(one);
});

describe('what cannot be read is reported where it is wrong', () => {
    const entry = (path: string, more = '') =>
        `{\n  "version": 1,\n  "scripts": {\n    ${JSON.stringify(path)}: { "name": "n", "ids": {}${more} }\n  }\n}`;
    const cases: [what: string, text: string, line: number, message: string][] = [
        ['conflict markers', '{\n<<<<<<< HEAD\n  "a": 1\n=======\n>>>>>>> b\n}', 1, 'conflict markers'],
        ['conflict markers with CRLF', '{\r\n=======\r\n}', 1, 'conflict markers'],
        ['broken JSON', '{\n  "version": 1,\n  "scripts": {', 2, 'not JSON'],
        ['a comment', '{\n  // ours\n  "version": 1, "scripts": {} }', 1, 'not JSON'],
        ['an empty file', '', 0, 'empty'],
        ['another shape', '[]', 0, 'version'],
        ['a newer version', '{\n "scripts": {},\n "version": 2 }', 2, '"version": 1'],
        [
            'a bad id',
            '{"version": 1, "scripts": {\n"a.flux": {"name": "n", "ids": {\n"o": "../x"}}}}',
            2,
            '16 hex',
        ],
        ['a path upwards', entry('../a.flux'), 3, 'leaves the folder'],
        ['an absolute path', entry('/etc/a.flux'), 3, 'empty'],
        ['a drive', entry('C:/a.flux'), 3, '":"'],
        ['backslashes', entry('..\\a.flux'), 3, 'cannot be part'],
        ['a file that is no script', entry('.vscode/settings.json'), 3, 'ends with .flux'],
        ['a file of another language', entry('a.flux', ', "language": "sql"'), 3, 'ends with .sql'],
        [
            'an entry that is there twice',
            '{"version":1,"scripts":{\n"a.flux":{"name":"n","ids":{}},\n"a.flux":{"name":"n","ids":{}}}}',
            2,
            'twice',
        ],
    ];
    for (const [what, text, line, message] of cases) {
        test(what, () => {
            const parse = () => parseLinkFile(uri, text);
            expect(parse).toThrow(LinkFileError);
            expect(parse).toThrow(message);
            expect(parse).toThrow(`flux-scripts.json, line ${line + 1}:`);
        });
    }
});

test('a key like __proto__ is only a key', () => {
    const text = '{"version":1,"scripts":{},"__proto__":{"x":1}}';
    const table = parseLinkFile(uri, text);
    expect(Object.getPrototypeOf(table)).toBe(Object.prototype);
    expect('x' in table).toBe(false);
});

test('whatever the text, the answer is a table or a LinkFileError', () => {
    const piece = fc.constantFrom(
        '{',
        '}',
        '"version": 1',
        '"scripts": ',
        '{}',
        ',',
        '"a.flux": ',
        '<<<<<<< a',
        '\n',
        'null',
        '[',
        '"',
    );
    fc.assert(
        fc.property(
            fc.oneof(
                fc.string(),
                fc.json(),
                fc.array(piece).map((p) => p.join('')),
            ),
            (text) => {
                try {
                    parseLinkFile(uri, text);
                } catch (error) {
                    expect(error).toBeInstanceOf(LinkFileError);
                }
            },
        ),
        { numRuns: 1000 },
    );
});
