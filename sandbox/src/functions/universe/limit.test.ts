import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", v: 1}, {h: "a", v: 2}, {h: "a", v: 3}, {h: "b", v: 4}]) |> group(columns: ["h"])
`;
const values = async (script: string): Promise<readonly string[]> => flux.rows(data + script);

it('limit keeps the first rows of each table', async () => {
    expect(await values('data |> limit(n: 2)')).toEqual(['[h=a] v=1', '[h=a] v=2', '[h=b] v=4']);
    expect(await values('data |> limit(n: 1, offset: 1)')).toEqual(['[h=a] v=2', '[h=b]']);
    expect(await values('data |> limit(n: 0)')).toEqual(['[h=a]', '[h=b]']);
    expect(await values('data |> limit(n: 9223372036854775807)')).toHaveLength(4);
});

it('tail keeps the last rows of each table', async () => {
    expect(await values('data |> tail(n: 2)')).toEqual(['[h=a] v=2', '[h=a] v=3', '[h=b] v=4']);
    expect(await values('data |> tail(n: 1, offset: 1)')).toEqual(['[h=a] v=2', '[h=b]']);
});

it('an offset is not negative', async () => {
    expect(await flux.failure(`${data}data |> limit(n: 1, offset: -1)`)).toContain(
        'limit offset cannot be negative (-1)',
    );
    expect(await flux.failure(`${data}data |> tail(n: 1, offset: -1)`)).toContain(
        'tail offset cannot be negative (-1)',
    );
});
