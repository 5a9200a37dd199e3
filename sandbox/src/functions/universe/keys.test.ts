import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", g: "x", v: 1}, {h: "b", g: "x", v: 4}]) |> group(columns: ["h", "g"])
`;
const rows = async (script: string) => flux.rows(`${data}data |> ${script}`);

it('keys lists the columns of the group key', async () => {
    expect(await rows('keys()')).toEqual([
        '[g=x h=a] _value=g',
        '[g=x h=a] _value=h',
        '[g=x h=b] _value=g',
        '[g=x h=b] _value=h',
    ]);
    expect(await rows('group(columns: ["h"]) |> keys(column: "k")')).toEqual(['[h=a] k=h', '[h=b] k=h']);
    expect(await rows('group() |> keys()')).toEqual(['[]']);
});

it('columns lists all columns, in their order', async () => {
    expect(await rows('limit(n: 1) |> filter(fn: (r) => r.h == "a") |> columns()')).toEqual([
        '[g=x h=a] _value=h',
        '[g=x h=a] _value=g',
        '[g=x h=a] _value=v',
    ]);
    expect(await rows('group() |> columns(column: "c")')).toEqual(['[] c=h', '[] c=g', '[] c=v']);
});

it('both take a table without rows as any other, and want a name that the group key does not have', async () => {
    expect(await rows('limit(n: 0) |> keys()')).toHaveLength(4);
    expect(await rows('limit(n: 0) |> columns()')).toHaveLength(6);
    for (const name of ['keys', 'columns']) {
        expect(await flux.failure(`${data}data |> ${name}(column: "h")`)).toContain(
            `${name}: table builder already has column with label h`,
        );
    }
});
