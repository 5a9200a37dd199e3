import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", n: 1, f: 1.5}, {h: "a", n: 4, f: 9.0}, {h: "a", n: 6, f: 7.0}, {h: "a", n: 3, f: 2.5}, {h: "b", n: 5, f: 0.5}])
    |> map(fn: (r) => ({h: r.h, n: r.n, u: uint(v: r.n), s: "s", _value: if r.n == 4 then r.none else r.f}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);
const only = (...columns: string[]) =>
    ` |> keep(columns: [${['h', ...columns].map((column) => `"${column}"`).join(', ')}])`;

describe('difference', () => {
    it('takes from each value the one before that is not null, and drops the first row', async () => {
        expect(await rows(`difference()${only('_value', 'n')}`)).toEqual([
            '[h=a] _value=null n=4',
            '[h=a] _value=5.5 n=6',
            '[h=a] _value=-4.5 n=3',
            '[h=b]',
        ]);
    });

    it('takes integers, and makes unsigned ones signed', async () => {
        expect(await rows(`difference(columns: ["n", "u", "none"])${only('n', 'u')}`)).toEqual([
            '[h=a] n=3 u=3',
            '[h=a] n=2 u=2',
            '[h=a] n=-3 u=-3',
            '[h=b]',
        ]);
    });

    it('keeps the first row, with zero when it is said', async () => {
        expect(await rows(`difference(keepFirst: true)${only('_value')} |> limit(n: 1)`)).toEqual([
            '[h=a] _value=null',
            '[h=b] _value=null',
        ]);
        expect(
            await rows(`difference(keepFirst: true, initialZero: true)${only('_value')} |> limit(n: 1)`),
        ).toEqual(['[h=a] _value=0.0', '[h=b] _value=0.0']);
    });

    it('takes a fall as null, or as a new start at zero', async () => {
        expect(await rows(`difference(columns: ["n"], nonNegative: true)${only('n')} |> tail(n: 1)`)).toEqual(
            ['[h=a] n=null', '[h=b]'],
        );
        expect(
            await rows(
                `difference(columns: ["n", "u", "_value"], nonNegative: true, initialZero: true)${only('n', 'u', '_value')} |> tail(n: 1)`,
            ),
        ).toEqual(['[h=a] _value=2.5 n=3 u=3', '[h=b]']);
    });

    it('leaves a table without rows, and wants columns of numbers outside the group key', async () => {
        expect(await rows('limit(n: 0) |> difference()')).toEqual(['[h=a]', '[h=b]']);
        expect(await failure('difference(columns: ["s"])')).toContain(
            'difference does not support column "s" of type "string"',
        );
        expect(await failure('map(fn: (r) => ({_value: now()})) |> difference()')).toContain(
            'difference does not support time columns. Try the elapsed function',
        );
        expect(await failure('group(columns: ["n"]) |> difference(columns: ["n"])')).toContain(
            'column "n" is part of the group key',
        );
    });
});

describe('cumulativeSum', () => {
    it('sums the values up to each row; nulls add nothing', async () => {
        expect(await rows(`cumulativeSum()${only('_value')}`)).toEqual([
            '[h=a] _value=1.5',
            '[h=a] _value=1.5',
            '[h=a] _value=8.5',
            '[h=a] _value=11.0',
            '[h=b] _value=0.5',
        ]);
    });

    it('sums the columns that are listed and leaves those without numbers', async () => {
        expect(
            await rows(`cumulativeSum(columns: ["n", "u", "s", "none"])${only('n', 'u', 's')} |> tail(n: 1)`),
        ).toEqual(['[h=a] n=14 s=s u=14', '[h=b] n=5 s=s u=5']);
        expect(await rows('limit(n: 0) |> cumulativeSum()')).toEqual(['[h=a]', '[h=b]']);
    });
});

describe('increase', () => {
    it('sums growth; a fall is a new start at zero', async () => {
        expect(await rows(`increase(columns: ["n"])${only('n')}`)).toEqual([
            '[h=a] n=0',
            '[h=a] n=3',
            '[h=a] n=5',
            '[h=a] n=8',
            '[h=b] n=0',
        ]);
        expect(await rows(`increase()${only('_value')}`)).toEqual([
            '[h=a] _value=0.0',
            '[h=a] _value=0.0',
            '[h=a] _value=5.5',
            '[h=a] _value=8.0',
            '[h=b] _value=0.0',
        ]);
    });

    it('leaves a table without rows and fails as difference does', async () => {
        expect(await rows('limit(n: 0) |> increase()')).toEqual(['[h=a]', '[h=b]']);
        expect(await failure('increase(columns: ["s"])')).toContain(
            'does not support column "s" of type "string"',
        );
    });
});
