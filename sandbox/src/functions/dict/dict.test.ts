import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const given = `import "array"
import "dict"
r = {a: 1}
n = string(v: r.none)
d = dict.fromList(pairs: [{key: "a", value: 1}, {key: "b", value: 2}, {key: "a", value: 3}])
`;

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`${given}array.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

describe('dict', () => {
    it.each([
        ['get(dict: d, key: "a", default: 0)', '3'],
        ['get(dict: d, key: "z", default: 0)', '0'],
        ['get(dict: d, key: n, default: 7)', '7'],
        ['get(dict: ["x": 1], key: "x", default: 0)', '1'],
        ['get(dict: [2020-01-01T00:00:00Z: "new"], key: 2020-01-01T00:00:00Z, default: "")', 'new'],
        ['get(dict: [:], key: "a", default: 5)', '5'],
        ['get(dict: dict.fromList(pairs: []), key: "a", default: 5)', '5'],
        ['get(dict: dict.insert(dict: d, key: "c", value: 9), key: "c", default: 0)', '9'],
        ['get(dict: dict.insert(dict: d, key: "a", value: 9), key: "a", default: 0)', '9'],
        ['get(dict: dict.remove(dict: d, key: "a"), key: "a", default: 0)', '0'],
        ['get(dict: dict.remove(dict: d, key: "z"), key: "a", default: 0)', '3'],
        ['get(dict: dict.remove(dict: d, key: n), key: "a", default: 0)', '3'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`dict.${call}`)).toBe(wanted);
    });

    it('insert and remove leave the dictionary as it is', async () => {
        expect(
            await value(
                'if length(arr: [dict.insert(dict: d, key: "a", value: 9), dict.remove(dict: d, key: "b")]) == 2 ' +
                    'then dict.get(dict: d, key: "a", default: 0) + dict.get(dict: d, key: "b", default: 0) else 0',
            ),
        ).toBe('5');
    });

    it('no null is a key', async () => {
        const message = 'null value cannot be used as a dictionary key';
        expect(await flux.failure(`${given}x = dict.insert(dict: d, key: n, value: 1)`)).toContain(message);
        expect(await flux.failure(`${given}x = dict.fromList(pairs: [{key: n, value: 1}])`)).toContain(
            message,
        );
    });

    it('wants dictionaries and pairs', async () => {
        expect(await flux.failure(`${given}x = dict.get(dict: r.none, key: "a", default: 1)`)).toContain(
            'should be of type dict, but got null',
        );
        expect(await flux.failure(`${given}x = dict.fromList(pairs: [{key: "a"}])`)).toContain(
            'missing value property from array element',
        );
    });
});
