import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", v: 1.0}, {h: "a", v: 2.0}, {h: "a", v: 2.5}, {h: "a", v: 0.5}, {h: "b", v: 3.0}])
    |> map(fn: (r) => ({h: r.h, s: "s", _value: if r.v == 2.5 then r.none else r.v}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);

it('counts the values up to each bound, which may come in any order; nulls are not counted', async () => {
    expect(await rows('histogram(bins: [3.0, 1.0, 2.0])')).toEqual([
        '[h=a] le=1.0 _value=2.0',
        '[h=a] le=2.0 _value=3.0',
        '[h=a] le=3.0 _value=3.0',
        '[h=b] le=1.0 _value=0.0',
        '[h=b] le=2.0 _value=0.0',
        '[h=b] le=3.0 _value=1.0',
    ]);
});

it('gives shares, and takes other columns', async () => {
    expect(
        await rows(
            'rename(columns: {_value: "x"}) |> histogram(bins: [0.5, 9.0], column: "x", upperBoundColumn: "up", countColumn: "n", normalize: true)',
        ),
    ).toEqual([
        '[h=a] up=0.5 n=0.3333333333333333',
        '[h=a] up=9.0 n=1.0',
        '[h=b] up=0.5 n=0.0',
        '[h=b] up=9.0 n=1.0',
    ]);
});

it('counts nothing in a table without rows', async () => {
    expect(await rows('limit(n: 0) |> histogram(bins: [1.0])')).toEqual([
        '[h=a] le=1.0 _value=0.0',
        '[h=b] le=1.0 _value=0.0',
    ]);
});

it('wants floats, a bound for each value, and free names', async () => {
    expect(await failure('histogram(bins: [2.0])')).toContain('found value greater than any bin: 3');
    expect(await failure('histogram(bins: [])')).toContain('found value greater than any bin');
    expect(await failure('histogram(bins: [1])')).toContain('bins must be floats');
    expect(await failure('histogram(bins: [9.0], column: "no")')).toContain('column "no" is missing');
    expect(await failure('histogram(bins: [9.0], column: "s")')).toContain(
        'column "s" must be a float got string',
    );
    expect(await failure('histogram(bins: [9.0], countColumn: "h")')).toContain(
        'already has column with label h',
    );
    expect(await failure('histogram(bins: [9.0], countColumn: "le")')).toContain(
        'already has column with label le',
    );
});
