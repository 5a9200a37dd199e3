import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** The elements as one text, the number of elements in front. */
async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(
        `import "array"\nimport "strings"\na = ${expression}\n` +
            'texts = a |> array.map(fn: (x) => string(v: x))\n' +
            'array.from(rows: [{v: string(v: length(arr: a)) + ":" + strings.joinStr(arr: texts, v: ",")}])',
    );
    return row.replace('[] v=', '');
}

describe('arrays', () => {
    it.each([
        ['[1, 2] |> array.concat(v: [3])', '3:1,2,3'],
        ['[] |> array.concat(v: [3])', '1:3'],
        ['[1] |> array.concat(v: [])', '1:1'],
        ['[1, 2, 3] |> array.filter(fn: (x) => x > 1)', '2:2,3'],
        ['[] |> array.filter(fn: (x) => x > 1)', '0:'],
        ['[1, 2] |> array.map(fn: (x) => x * 10)', '2:10,20'],
        ['[] |> array.map(fn: (x) => x * 10)', '0:'],
        ['array.map(arr: [{n: 1}, {n: 2}], fn: (x) => x.n)', '2:1,2'],
    ])('%s is %s', async (expression, wanted) => {
        expect(await value(expression)).toBe(wanted);
    });

    it('map makes rows, and the array stays as it is', async () => {
        expect(
            await flux.rows(
                'import "array"\na = [1, 2]\nb = a |> array.map(fn: (x) => ({n: x, m: x + 1}))\n' +
                    'array.from(rows: b |> array.concat(v: [{n: length(arr: a), m: 0}]))',
            ),
        ).toEqual(['[] n=1 m=2', '[] n=2 m=3', '[] n=2 m=0']);
    });

    it('filter wants yes or no', async () => {
        expect(
            await flux.failure('import "array"\nr = {a: 1}\nx = [1] |> array.filter(fn: (x) => r.none)'),
        ).toContain('filter function must give a bool, got null');
    });
});
