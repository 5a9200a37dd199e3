import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringValue, tokenize } from './tokens';

const texts = (flux: string) => tokenize(flux).map((token) => token.text);

describe('tokenize', () => {
    it('leaves out blanks and comments', () => {
        expect(texts('a // b "c\n = 1')).toEqual(['a', '=', '1']);
    });

    it('gives the code inside an interpolated string', () => {
        expect(texts('"x ${f(a: {b: "}"})} y" + z')).toEqual([
            ...['"x ', 'f', '(', 'a', ':', '{', 'b', ':', '"}"', '}', ')', '} y"', '+', 'z'],
        ]);
    });

    it('tells a regular expression from a division', () => {
        const kinds = tokenize('a =~ /x"y/ and b / c / d').map((token) => token.kind);
        expect(kinds).toEqual([
            'word',
            'symbol',
            'regexp',
            'word',
            ...['word', 'symbol', 'word', 'symbol', 'word'],
        ]);
    });

    it('takes durations and times as one token and leaves signs outside', () => {
        expect(texts('-1h30m 2021-01-01T00:00:00Z 1.5-2')).toEqual([
            ...['-', '1h30m', '2021-01-01T00:00:00Z', '1.5', '-', '2'],
        ]);
    });

    it('ends an open key at its line, so that the rest of the script is still seen', () => {
        expect(texts('a = params["\nb = "c"')).toEqual(['a', '=', 'params', '[', '"', 'b', '=', '"c"']);
    });

    it('lets other strings span lines', () => {
        expect(texts('a = "b\nc"')).toEqual(['a', '=', '"b\nc"']);
    });

    it('ends every run and covers only what is there, whatever the text', () => {
        const pieces = fc.constantFrom(
            '"',
            '${',
            '}',
            '{',
            '\\',
            '/',
            '//',
            '\n',
            'a',
            '1h',
            '[',
            'params.',
            '😀',
        );
        fc.assert(
            fc.property(fc.array(pieces), (parts) => {
                const text = parts.join('');
                let last = 0;
                for (const token of tokenize(text)) {
                    expect(token.start).toBeGreaterThanOrEqual(last);
                    expect(token.text).toBe(text.slice(token.start, token.end));
                    last = token.end;
                }
                expect(last).toBeLessThanOrEqual(text.length);
            }),
        );
    });

    it('takes a megabyte of quotes in little time', () => {
        const started = performance.now();
        tokenize('"${'.repeat(300_000));
        tokenize('["'.repeat(300_000));
        expect(performance.now() - started).toBeLessThan(3000);
    });
});

describe('stringValue', () => {
    it('resolves escapes', () => {
        const [token] = tokenize(String.raw`"a\"b\\c\x41\n"`);
        expect(stringValue(token!)).toBe('a"b\\cA\n');
    });
});
