import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{_value: 0}, {_value: 1}, {_value: 2}, {_value: 3}, {_value: 4}])
`;

it.each([
    ['n: 2, pos: 0', [0, 2, 4]],
    ['n: 2, pos: 1', [1, 3]],
    ['n: 1', [0, 1, 2, 3, 4]],
    ['n: 10, pos: 3', [3]],
])('sample(%s)', async (args, wanted) => {
    expect(await flux.rows(`${data}data |> sample(${args})`)).toEqual(
        wanted.map((value) => `[] _value=${String(value)}`),
    );
});

it('begins anywhere among the first n without a position', async () => {
    const begins = new Set<string>();
    for (let i = 0; i < 200 && begins.size < 2; i++) {
        const rows = await flux.rows(`${data}data |> sample(n: 2)`);
        expect([
            ['0', '2', '4'],
            ['1', '3'],
        ]).toContainEqual(rows.map((row) => row.replace('[] _value=', '')));
        begins.add(rows[0] ?? '');
    }
    expect(begins.size).toBe(2);
});

it('counts nulls, and keeps tables without rows', async () => {
    const nulls = `${data}data |> map(fn: (r) => ({_value: if r._value == 2 then r.none else r._value}))`;
    expect(await flux.rows(`${nulls} |> sample(n: 2, pos: 0)`)).toEqual([
        '[] _value=0',
        '[] _value=null',
        '[] _value=4',
    ]);
    expect(await flux.rows(`${data}data |> sample(n: 6, pos: 5)`)).toEqual(['[]']);
});

it.each([
    ['n: 0', 'n must be a positive integer, but was 0'],
    ['n: 2, pos: 2', 'pos must be less than n, but 2 >= 2'],
    ['n: 1, column: "x"', 'no column "x" exists'],
])('sample(%s) fails', async (args, message) => {
    expect(await flux.failure(`${data}data |> sample(${args})`)).toContain(message);
});
