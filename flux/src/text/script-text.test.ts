import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScriptText } from './script-text';

describe('ScriptText', () => {
    it('counts bytes behind umlauts and emoji back to UTF-16 units', () => {
        const text = new ScriptText('x = "äö😀" + y');
        const offset = text.source.indexOf('y');
        const engine = text.toEngine({ line: 0, character: offset });
        expect(engine).toEqual({ line: 0, character: Buffer.byteLength('x = "äö😀" + ') });
        expect(text.fromEngine(engine)).toEqual({ line: 0, character: offset });
    });

    it('hides a byte order mark from libflux and counts it for the editor', () => {
        const text = new ScriptText('\uFEFFab\ncd');
        expect(text.engineText).toBe('ab\ncd');
        expect(text.fromEngine({ line: 0, character: 1 })).toEqual({ line: 0, character: 2 });
        expect(text.fromEngine({ line: 1, character: 1 })).toEqual({ line: 1, character: 1 });
        expect(text.toEngine({ line: 0, character: 0 })).toEqual({ line: 0, character: 0 });
    });

    it('ends a line at a lone CR for the editor but not for libflux', () => {
        const text = new ScriptText('a\rb\r\nc\nd');
        expect(text.fromEngine({ line: 0, character: 2 })).toEqual({ line: 1, character: 0 });
        expect(text.fromEngine({ line: 1, character: 0 })).toEqual({ line: 2, character: 0 });
        expect(text.toEngine({ line: 1, character: 1 })).toEqual({ line: 0, character: 3 });
        expect(text.toEngine({ line: 3, character: 0 })).toEqual({ line: 2, character: 0 });
    });

    it('never answers a position inside the end of a line', () => {
        const text = new ScriptText('ab\r\ncd');
        expect(text.positionAt(3)).toEqual({ line: 0, character: 2 });
        expect(text.positionAt(4)).toEqual({ line: 1, character: 0 });
    });

    it('replaces a lone surrogate and keeps every place behind it', () => {
        const text = new ScriptText('"\uD800" + y');
        expect(text.engineText).toBe('"\uFFFD" + y');
        expect(text.fromEngine({ line: 0, character: 8 })).toEqual({ line: 0, character: 6 });
    });

    it('moves what lies outside to the nearest place inside', () => {
        const text = new ScriptText('ab\ncd');
        expect(text.fromEngine({ line: 9, character: 9 })).toEqual({ line: 1, character: 2 });
        expect(text.fromEngine({ line: 0, character: 99 })).toEqual({ line: 0, character: 2 });
        expect(text.offsetAt({ line: -1, character: 5 })).toBe(0);
        expect(text.offsetAt({ line: 0, character: 99 })).toBe(2);
    });

    it('comes back to where it started, whatever the text', () => {
        const pieces = fc.constantFrom(
            'a',
            '"',
            'ä',
            '€',
            '😀',
            '\n',
            '\r',
            '\r\n',
            '\t',
            '\uFEFF',
            '\uD800',
        );
        fc.assert(
            fc.property(fc.array(pieces), fc.nat(60), (parts, at) => {
                const text = new ScriptText(parts.join(''));
                const place = text.positionAt(at);
                const again = text.fromEngine(text.toEngine(place));
                const offset = text.offsetAt(place);
                const first = text.source.charCodeAt(offset - 1);
                const splitsPair =
                    first >= 0xd800 && first < 0xdc00 && text.source.codePointAt(offset - 1)! > 0xffff;
                const onMark = offset === 0 && text.source.startsWith('\uFEFF');
                if (splitsPair || onMark) expect(Math.abs(text.offsetAt(again) - offset)).toBe(1);
                else expect(again).toEqual(place);
            }),
        );
    });
});
