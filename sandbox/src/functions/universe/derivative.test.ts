import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {h: "a", t: 2021-01-01T00:00:00Z, n: 10, f: 1.5},
    {h: "a", t: 2021-01-01T00:00:10Z, n: 30, f: 2.5},
    {h: "a", t: 2021-01-01T00:00:10Z, n: 99, f: 9.5},
    {h: "a", t: 2021-01-01T00:00:20Z, n: 20, f: 3.5},
    {h: "a", t: 2021-01-01T00:00:40Z, n: 60, f: 8.5},
    {h: "b", t: 2021-01-01T00:00:00Z, n: 1, f: 1.5},
]) |> map(fn: (r) => ({h: r.h, _time: r.t, n: r.n, u: uint(v: r.n), s: "s", _value: if r.f == 3.5 then r.none else r.f}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string) => flux.failure(`${data}data |> ${script}`);
const only = (...columns: string[]) =>
    ` |> keep(columns: [${['h', ...columns].map((column) => `"${column}"`).join(', ')}])`;

it('gives the change per second from the last value that is not null; of equal times the first counts', async () => {
    expect(await rows(`derivative()${only('_time', '_value', 'n')}`)).toEqual([
        '[h=a] _time=00:00:10Z _value=0.1 n=30',
        '[h=a] _time=00:00:20Z _value=null n=20',
        '[h=a] _time=00:00:40Z _value=0.2 n=60',
        '[h=b]',
    ]);
});

it('takes another unit, integers, and several columns', async () => {
    expect(await rows(`derivative(unit: 1m, columns: ["n", "u", "none"])${only('n', 'u')}`)).toEqual([
        '[h=a] n=120.0 u=120.0',
        '[h=a] n=-60.0 u=-60.0',
        '[h=a] n=120.0 u=120.0',
        '[h=b]',
    ]);
});

it('takes a fall as null, or as zero', async () => {
    expect(await rows(`derivative(columns: ["n"], nonNegative: true)${only('n')}`)).toEqual([
        '[h=a] n=2.0',
        '[h=a] n=null',
        '[h=a] n=2.0',
        '[h=b]',
    ]);
    expect(
        await rows(`derivative(columns: ["n"], nonNegative: true, initialZero: true)${only('n')}`),
    ).toContain('[h=a] n=0.0');
});

it('takes another time column', async () => {
    expect(
        await rows(
            `rename(columns: {_time: "t"}) |> derivative(timeColumn: "t", columns: ["n"])${only('n')}`,
        ),
    ).toContain('[h=a] n=2.0');
});

it('leaves a table without rows', async () => {
    expect(await rows('limit(n: 0) |> derivative()')).toEqual(['[h=a]', '[h=b]']);
});

it('wants ascending times without nulls, and columns of numbers', async () => {
    expect(await failure('derivative(timeColumn: "no")')).toContain('no column "no" exists');
    expect(await failure('derivative(timeColumn: "n")')).toContain(
        'time column "n" is type int and not time',
    );
    expect(await failure('derivative(columns: ["s"])')).toContain(
        'unsupported derivative column type s:string',
    );
    expect(await failure('sort(columns: ["_time"], desc: true) |> derivative()')).toContain(
        'derivative found out-of-order times in time column',
    );
    expect(
        await failure(
            'map(fn: (r) => ({r with _time: if r.n == 30 then r.none else r._time})) |> derivative()',
        ),
    ).toContain('derivative found null time in time column');
});
