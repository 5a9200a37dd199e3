import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const imports = 'import "array"\nimport "regexp"\nimport "strings"\n';

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`${imports}array.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

describe('matching and finding', () => {
    it.each([
        ['matchRegexpString(r: /^a.c$/, v: "abc")', 'true'],
        ['matchRegexpString(r: /b/, v: "xyz")', 'false'],
        ['matchRegexpString(r: regexp.compile(v: "(?i)ABC"), v: "xabcx")', 'true'],
        ['findString(r: /[0-9]+/, v: "ab12cd34")', '12'],
        ['findString(r: /[0-9]+/, v: "ab")', ''],
        ['findString(r: /a|ab/, v: "abc")', 'a'],
        [
            'quoteMeta(v: "1.5$ [a]{2}|(b)^c\\\\d*+?-/")',
            '1\\.5\\$ \\[a\\]\\{2\\}\\|\\(b\\)\\^c\\\\d\\*\\+\\?-/',
        ],
        ['getString(r: /a\\d+/)', 'a\\d+'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`regexp.${call}`)).toBe(wanted);
    });

    it('findStringIndex counts bytes, and gives no elements for no match', async () => {
        const at = (text: string) =>
            value(
                `strings.joinStr(arr: array.map(arr: regexp.findStringIndex(r: /b+/, v: "${text}"), ` +
                    'fn: (x) => string(v: x)), v: ",")',
            );
        expect(await at('ä🙂bbc')).toBe('6,8');
        expect(await at('xyz')).toBe('');
    });
});

describe('replaceAllString', () => {
    it.each([
        ['/a/', 'banana', 'o', 'bonono'],
        ['/(\\w)(\\w)/', 'abcd', '$2$1', 'badc'],
        ['/(\\w)(\\w)/', 'abcd', '$2x', ''],
        ['/(\\w)(\\w)/', 'abcd', '${2}${1}', 'badc'],
        ['/(?P<first>\\w)(\\w)/', 'abcd', '<${first}>', '<a><c>'],
        ['/a/', 'aa', '$$x', '$x$x'],
        ['/a/', 'a', '$ ${ $9 ${none} ${constructor}', '$ ${   '],
        ['/(a)|(b)/', 'ab', '[$1|$2]', '[a|][|b]'],
        ['/x*/', 'abc', '-', '-a-b-c-'],
        ['/b*/', 'abbc', '-', '-a-c-'],
        ['/x*/', '🙂ä', '.', '.🙂.ä.'],
        ['/^a/', 'aaa', 'b', 'baa'],
        ['/\\bb/', 'ab b', 'x', 'ab x'],
    ])('%s in "%s" by "%s" is "%s"', async (pattern, text, template, wanted) => {
        expect(
            await value(
                `regexp.replaceAllString(r: ${pattern}, v: "${text}", t: "${template.replaceAll('${', '\\${')}")`,
            ),
        ).toBe(wanted);
    });
});

describe('splitRegexp', () => {
    it.each([
        ['/a+/', 'baaac', -1, '2:b|c'],
        ['/a/', 'banana', -1, '4:b|n|n|'],
        ['/a/', 'banana', 2, '2:b|nana'],
        ['/a/', 'banana', 1, '1:banana'],
        ['/a/', 'banana', 0, '0:'],
        ['/a/', '', -1, '1:'],
        ['/x*/', 'abc', -1, '3:a|b|c'],
        ['/x*/', 'axbxc', -1, '3:a|b|c'],
        ['/x*/', 'abc', 2, '2:a|bc'],
        ['/z/', 'abc', 5, '1:abc'],
        ['/a/', 'ab', -1, '2:|b'],
    ])('%s in "%s", at most %i, is %s', async (pattern, text, most, wanted) => {
        const parts = `regexp.splitRegexp(r: ${pattern}, v: "${text}", i: ${String(most)})`;
        expect(
            await value(`string(v: length(arr: ${parts})) + ":" + strings.joinStr(arr: ${parts}, v: "|")`),
        ).toBe(wanted);
    });
});

describe('failures', () => {
    it.each([
        ['compile(v: "[a")', 'error parsing regexp'],
        ['compile(v: n)', 'cannot convert argument v of type string value <nil> to Regex'],
        ['quoteMeta(v: n)', 'metacharacters inside argument v of type string value <nil>'],
        [
            'findString(r: /a/, v: n)',
            'cannot execute function containing argument r of type regexp value a and argument v of type string value <nil>',
        ],
        [
            'splitRegexp(r: /a/, v: "b", i: int(v: n))',
            'argument r of type regexp value a, argument v of type string value b, and argument i of type int value <nil>',
        ],
        ['getString(r: r.none)', 'cannot execute function containing argument r of type invalid value <nil>'],
    ])('%s', async (call, message) => {
        expect(
            await flux.failure(`${imports}r = {a: 1}\nn = string(v: r.none)\nx = regexp.${call}`),
        ).toContain(message);
    });

    it('a replacement that makes a text too long', async () => {
        const script = `${imports}long = strings.repeat(v: "a", i: 4000)\nx = regexp.replaceAllString(r: /a/, v: long, t: long)`;
        expect(await flux.failure(script)).toContain('the sandbox stops at texts of');
    });
});
