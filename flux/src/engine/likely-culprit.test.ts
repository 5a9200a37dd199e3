import { expect, it } from 'vitest';
import { ScriptText } from '../text/script-text';
import { likelyCulprit } from './likely-culprit';

function marked(flux: string): string {
    const script = new ScriptText(flux);
    const range = likelyCulprit(flux);
    return flux.slice(script.offsetAt(range.start), script.offsetAt(range.end));
}

it('points behind the comma of a parameter list', () => {
    expect(marked('x = 1\n(a, 1)')).toBe('1');
    expect(marked('f = (a, "')).toBe('"');
    expect(marked('reduce(fn: (r, acc => r))')).toBe('=>');
});

it('does not point at proper lists', () => {
    const fine = 'f = (a, b=1, c, tables=<-) => a\ng(a: 1, b: [1, 2], c: {d: 1, e: 2}, fn: (r, acc) => r)';
    expect(marked(`${fine}\nh = (a, 1)`)).toBe('1');
});

it('falls back to the first line that says something', () => {
    expect(marked('\n\n   x = ((((  \ny')).toBe('x = ((((');
    expect(marked('')).toBe('');
});
