import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
a = array.from(rows: [{h: "x", v: 1}, {h: "y", v: 2}]) |> group(columns: ["h"])
b = array.from(rows: [{h: "x", w: "s"}, {h: "z", w: "t"}]) |> group(columns: ["h"])
`;

it('puts tables with the same group key together; a column that one lacks is null there', async () => {
    expect(await flux.rows(`${data}union(tables: [a, b])`)).toEqual([
        '[h=x] v=1 w=null',
        '[h=x] v=null w=s',
        '[h=y] v=2',
        '[h=z] w=t',
    ]);
});

it('keeps tables without rows and nulls, and counts a stream that is listed twice once', async () => {
    const some =
        'a |> filter(fn: (r) => r.h == "y", onEmpty: "keep") |> map(fn: (r) => ({r with v: r.none}))';
    expect(
        await flux.rows(`${data}union(tables: [a |> filter(fn: (r) => r.v > 1, onEmpty: "keep"), b])`),
    ).toEqual(['[h=x] v=null w=s', '[h=y] v=2', '[h=z] w=t']);
    expect(await flux.rows(`${data}union(tables: [${some}, a |> limit(n: 0)])`)).toEqual([
        '[h=x]',
        '[h=y] v=null',
    ]);
    expect(await flux.rows(`${data}union(tables: [a, a])`)).toEqual(['[h=x] v=1', '[h=y] v=2']);
});

it('covers the bounds of all streams, so that windows are clipped to them', async () => {
    const script = `import "array"
t = (time, from, to) => array.from(rows: [{_time: time, _value: 1}]) |> range(start: from, stop: to)
early = t(time: 2021-01-01T00:30:00Z, from: 2021-01-01T00:15:00Z, to: 2021-01-01T01:00:00Z)
late = t(time: 2021-01-01T03:30:00Z, from: 2021-01-01T03:00:00Z, to: 2021-01-01T03:45:00Z)
union(tables: [early |> group(), late |> group()]) |> window(every: 2h) |> keep(columns: ["_start", "_stop"])`;
    expect(await flux.rows(script)).toEqual(
        ['[_start=00:15:00Z _stop=02:00:00Z]', '[_start=02:00:00Z _stop=03:45:00Z]'].map(
            (line) => expect.stringContaining(line) as string,
        ),
    );
});

it('wants at least two streams, and columns of one type', async () => {
    expect(await flux.failure(`${data}union(tables: [a])`)).toContain('union must have at least two streams');
    expect(await flux.failure(`${data}union(tables: [a, 1])`)).toContain(
        'input to union is not a table object',
    );
    expect(await flux.failure(`${data}union(tables: [a, b |> rename(columns: {w: "v"})])`)).toContain(
        'schema collision detected: column "v" is both of type string and int',
    );
});
