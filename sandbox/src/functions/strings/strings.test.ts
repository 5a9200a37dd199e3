import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const imports = 'import "array"\nimport "strings"\n';

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`${imports}array.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

/** The elements, to be seen in a row. */
function seen(expression: string): Promise<string> {
    return value(`string(v: length(arr: ${expression})) + ":" + strings.joinStr(arr: ${expression}, v: "|")`);
}

describe('letter case', () => {
    it.each([
        ['toUpper(v: "straße äö")', 'STRAßE ÄÖ'],
        ['toUpper(v: "ᾳ ǆ")', 'ᾼ Ǆ'],
        ['toLower(v: "ΟΔΟΣ İ ÄÖ")', 'οδοσ i äö'],
        ['toTitle(v: "ǆ b")', 'ǅ B'],
        ['title(v: "the o\'neil co2-rate of äpfel_bunt 2nd")', "The O'Neil Co2-Rate Of Äpfel_bunt 2nd"],
        ['title(v: "")', ''],
        ['equalFold(v: "Straße K", t: "sTRAßE k")', 'true'],
        ['equalFold(v: "ΣΊΣΥΦΟΣ", t: "σίσυφος")', 'true'],
        ['equalFold(v: "ß", t: "ss")', 'false'],
        ['equalFold(v: "a", t: "ab")', 'false'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`strings.${call}`)).toBe(wanted);
    });
});

describe('trimming', () => {
    it.each([
        ['trim(v: "«»a«b»»", cutset: "»«")', 'a«b'],
        ['trim(v: "abc", cutset: "")', 'abc'],
        ['trim(v: "..", cutset: ".")', ''],
        ['trimLeft(v: "..a..", cutset: ".")', 'a..'],
        ['trimRight(v: "..a🙂🙂", cutset: "🙂")', '..a'],
        ['trimRight(v: "..", cutset: ".")', ''],
        ['trimPrefix(v: "aab", prefix: "a")', 'ab'],
        ['trimPrefix(v: "aab", prefix: "b")', 'aab'],
        ['trimSuffix(v: "baa", suffix: "a")', 'ba'],
        ['trimSuffix(v: "baa", suffix: "")', 'baa'],
        ['trimSpace(v: "\\t\u00a0 a b \u0085\\n")', 'a b'],
        ['trimSpace(v: "\ufeffa")', '\ufeffa'],
    ])('%s is "%s"', async (call, wanted) => {
        expect(await value(`strings.${call}`)).toBe(wanted);
    });
});

describe('finding', () => {
    it.each([
        ['hasPrefix(v: "flux", prefix: "fl")', 'true'],
        ['hasPrefix(v: "flux", prefix: "lu")', 'false'],
        ['hasSuffix(v: "flux", suffix: "ux")', 'true'],
        ['hasSuffix(v: "flux", suffix: "fl")', 'false'],
        ['containsStr(v: "flux", substr: "lu")', 'true'],
        ['containsStr(v: "flux", substr: "")', 'true'],
        ['containsStr(v: "flux", substr: "ul")', 'false'],
        ['containsAny(v: "flux", chars: "zx")', 'true'],
        ['containsAny(v: "flux", chars: "")', 'false'],
        ['compare(v: "a", t: "b")', '-1'],
        ['compare(v: "b", t: "a")', '1'],
        ['compare(v: "a", t: "a")', '0'],
        ['compare(v: "\uff5e", t: "🙂")', '-1'],
        ['countStr(v: "aaaa", substr: "aa")', '2'],
        ['countStr(v: "äb", substr: "")', '3'],
        ['index(v: "äöä", substr: "ä")', '0'],
        ['index(v: "äöä", substr: "ö")', '2'],
        ['index(v: "äöä", substr: "x")', '-1'],
        ['lastIndex(v: "äöä", substr: "ä")', '4'],
        ['lastIndex(v: "äö", substr: "")', '4'],
        ['lastIndex(v: "äö", substr: "x")', '-1'],
        ['indexAny(v: "🙂ba", chars: "ab")', '4'],
        ['indexAny(v: "ba", chars: "x")', '-1'],
        ['lastIndexAny(v: "🙂bac", chars: "ab")', '5'],
        ['lastIndexAny(v: "ba", chars: "")', '-1'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`strings.${call}`)).toBe(wanted);
    });
});

describe('characters', () => {
    it.each([
        ['isDigit(v: "7")', 'true'],
        ['isDigit(v: "a")', 'false'],
        ['isLetter(v: "Z")', 'true'],
        ['isLetter(v: "_")', 'false'],
        ['isLower(v: "z")', 'true'],
        ['isLower(v: "Z")', 'false'],
        ['isUpper(v: "Z")', 'true'],
        ['isUpper(v: "z")', 'false'],
        ['strlen(v: "ä🙂")', '2'],
        ['substring(v: "ä🙂bc", start: 1, end: 3)', '🙂b'],
        ['substring(v: "abc", start: -5, end: 100)', 'abc'],
        ['substring(v: "abc", start: 2, end: 1)', ''],
        ['substring(v: "abc", start: 7, end: 9)', ''],
    ])('%s is "%s"', async (call, wanted) => {
        expect(await value(`strings.${call}`)).toBe(wanted);
    });

    it.each(['ab', '', 'ä'])('isLetter wants one byte, not "%s"', async (text) => {
        expect(await flux.failure(`${imports}x = strings.isLetter(v: "${text}")`)).toContain(
            '"v" is not a valid argument: argument length is not equal to 1',
        );
    });
});

describe('splitting and joining', () => {
    it.each([
        ['split(v: "a,b,,c", t: ",")', '4:a|b||c'],
        ['split(v: "", t: ",")', '1:'],
        ['split(v: "", t: "")', '0:'],
        ['split(v: "ä🙂b", t: "")', '3:ä|🙂|b'],
        ['splitAfter(v: "a,b,c", t: ",")', '3:a,|b,|c'],
        ['splitN(v: "a,b,c", t: ",", i: 2)', '2:a|b,c'],
        ['splitN(v: "a,b,c", t: ",", i: 0)', '0:'],
        ['splitN(v: "a,b,c", t: ",", i: -1)', '3:a|b|c'],
        ['splitN(v: "abc", t: "", i: 2)', '2:a|bc'],
        ['splitN(v: "abc", t: ",", i: 9)', '1:abc'],
        ['splitAfterN(v: "a,b,c", t: ",", i: 2)', '2:a,|b,c'],
    ])('%s is %s', async (call, wanted) => {
        expect(await seen(`strings.${call}`)).toBe(wanted);
    });

    it('joinStr takes no nulls', async () => {
        const script = `${imports}r = {a: "x"}\nx = strings.joinStr(arr: ["a", string(v: r.none)], v: ",")`;
        expect(await flux.failure(script)).toContain(
            'expected elements of argument "arr" to be of type string, got type string value <nil>',
        );
    });
});

describe('replacing and repeating', () => {
    it.each([
        ['replace(v: "aaaa", t: "a", u: "b", i: 2)', 'bbaa'],
        ['replace(v: "aaaa", t: "a", u: "b", i: -1)', 'bbbb'],
        ['replace(v: "aaaa", t: "a", u: "b", i: 0)', 'aaaa'],
        ['replace(v: "äb", t: "", u: "-", i: 2)', '-ä-b'],
        ['replaceAll(v: "äb", t: "", u: "-")', '-ä-b-'],
        ['replaceAll(v: "a.b.c", t: ".", u: "$&")', 'a$&b$&c'],
        ['replaceAll(v: "abc", t: "x", u: "y")', 'abc'],
        ['repeat(v: "ab", i: 3)', 'ababab'],
        ['repeat(v: "ab", i: 0)', ''],
    ])('%s is "%s"', async (call, wanted) => {
        expect(await value(`strings.${call}`)).toBe(wanted);
    });

    it('repeat wants no negative number', async () => {
        expect(await flux.failure(`${imports}x = strings.repeat(v: "a", i: -1)`)).toContain(
            'negative Repeat count',
        );
    });

    it.each([
        'strings.repeat(v: "abcdefghij", i: 9223372036854775807)',
        'strings.replaceAll(v: long, t: "a", u: long)',
        'strings.joinStr(arr: [long, long], v: long)',
    ])('%s stops before memory is gone', async (call) => {
        const long = 'long = strings.repeat(v: "a", i: 9000000)\n';
        expect(await flux.failure(`${imports}${long}x = ${call}`)).toContain(
            'the sandbox stops at texts of 10000000 characters',
        );
    });
});

describe('nulls', () => {
    it.each([
        ['toUpper(v: n)', 'cannot convert argument of type string value <nil> to upper case'],
        [
            'trim(v: n, cutset: "a")',
            'expected argument "v" to be of type string, got type string value <nil>',
        ],
        ['split(v: "a", t: n)', 'expected argument "t" to be of type string, got type string value <nil>'],
        ['hasPrefix(v: r.none, prefix: "a")', 'to be of type string, got type invalid value <nil>'],
        ['repeat(v: "a", i: int(v: n))', 'expected argument "i" to be of type int, got type int value <nil>'],
        ['strlen(v: n)', 'procedure cannot be executed'],
        ['isDigit(v: n)', 'procedure cannot be executed'],
        ['substring(v: n, start: 0, end: 1)', 'keyword argument "v" should be of type string, but got null'],
    ])('%s fails', async (call, message) => {
        const script = `${imports}r = {a: 1}\nn = string(v: r.none)\nx = strings.${call}`;
        expect(await flux.failure(script)).toContain(message);
    });
});
