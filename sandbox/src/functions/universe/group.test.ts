import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {host: "b", site: "x", v: 1}, {host: "a", site: "x", v: 2}, {host: "a", site: "y", v: 3},
])
`;

it('makes a table of each value, in the order of the keys', async () => {
    expect(await flux.rows(`${data}data |> group(columns: ["host"])`)).toEqual([
        '[host=a] site=x v=2',
        '[host=a] site=y v=3',
        '[host=b] site=x v=1',
    ]);
});

it('groups by all columns but some', async () => {
    expect(await flux.rows(`${data}data |> group(columns: ["v", "site"], mode: "except")`)).toEqual([
        '[host=a] site=x v=2',
        '[host=a] site=y v=3',
        '[host=b] site=x v=1',
    ]);
});

it('puts everything together without columns', async () => {
    expect(await flux.rows(`${data}data |> group(columns: ["host", "site"]) |> group()`)).toEqual([
        '[] host=a site=x v=2',
        '[] host=a site=y v=3',
        '[] host=b site=x v=1',
    ]);
});

it('regroups within a key that is there, and skips columns that are not', async () => {
    expect(
        await flux.rows(
            `${data}data |> group(columns: ["host", "site"]) |> group(columns: ["site", "none"])`,
        ),
    ).toEqual(['[site=x] host=a v=2', '[site=x] host=b v=1', '[site=y] host=a v=3']);
});

it('takes nulls as a value of their own, before the others', async () => {
    expect(
        await flux.rows(
            `${data}data |> map(fn: (r) => ({v: r.v, host: if r.v == 1 then r.none else r.host})) |> group(columns: ["host"])`,
        ),
    ).toEqual(['[host=null] v=1', '[host=a] v=2', '[host=a] v=3']);
});

it('fills columns that one table lacks, and refuses two types of one column', async () => {
    const split = `${data}data |> group(columns: ["host"])`;
    expect(
        await flux.rows(
            `${split} |> map(fn: (r) => if r.host == "a" then {host: r.host, v: r.v} else r) |> group()`,
        ),
    ).toEqual(['[] host=a v=2 site=null', '[] host=a v=3 site=null', '[] host=b v=1 site=x']);
    expect(
        await flux.failure(
            `${split} |> map(fn: (r) => ({host: r.host, v: if r.host == "a" then r.v else r.site})) |> group()`,
        ),
    ).toContain('group: schema collision detected: column "v" is both of type string and int');
});

it('knows two modes', async () => {
    expect(await flux.failure(`${data}data |> group(mode: "with")`)).toContain(
        'invalid group mode: must be "by" or "except"',
    );
});
