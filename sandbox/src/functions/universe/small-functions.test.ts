import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(`import "array"\narray.from(rows: [{v: ${expression}}])`);
    return row.replace('[] v=', '');
}

describe('contains and length', () => {
    it.each([
        ['contains(value: 2, set: [1, 2])', 'true'],
        ['contains(value: "2", set: ["1"])', 'false'],
        ['contains(value: 2020-01-01T00:00:00Z, set: [2020-01-01T00:00:00Z])', 'true'],
        ['contains(value: 1, set: [])', 'false'],
        ['length(arr: [1, 2, 3])', '3'],
        ['[] |> length()', '0'],
    ])('%s is %s', async (expression, wanted) => {
        expect(await value(expression)).toBe(wanted);
    });
});

describe('now', () => {
    it('is the time of the query, or what the script’s option says', async () => {
        expect(await value('now()')).toBe('00:00:00Z');
        expect(
            await flux.rows(
                'import "array"\noption now = () => 2020-02-02T00:00:00Z\narray.from(rows: [{v: now()}])',
            ),
        ).toEqual(['[] v=2020-02-02T00:00:00Z']);
    });
});

describe('yield', () => {
    const data = 'import "array"\ndata = array.from(rows: [{v: 1}, {v: 2}])\n';

    it('names results and passes on; results come in the order of the script', async () => {
        expect(
            await flux.rows(`${data}data |> yield(name: "all") |> limit(n: 1) |> yield(name: "one")`),
        ).toEqual(['all [] v=1', 'all [] v=2', 'one [] v=1']);
    });

    it('counts where it stands in an assignment or a function', async () => {
        expect(await flux.rows(`${data}x = data |> limit(n: 1) |> yield(name: "x")`)).toEqual(['x [] v=1']);
        expect(
            await flux.rows(
                `${data}show = (tables=<-, as) => tables |> limit(n: 1) |> yield(name: as)\ndata |> show(as: "y")`,
            ),
        ).toEqual(['y [] v=1']);
    });

    it('makes no second result of a stream that another result is made of', async () => {
        expect(await flux.rows(`${data}data\ndata |> limit(n: 1) |> yield(name: "x")`)).toEqual(['x [] v=1']);
    });
});

describe('array.from', () => {
    it('makes one table, and takes what a later row lacks as null', async () => {
        expect(await flux.rows('import "array"\narray.from(rows: [{a: 1, b: "x"}, {a: 2}])')).toEqual([
            '[] a=1 b=x',
            '[] a=2 b=null',
        ]);
    });

    it('wants records, and values that a column can hold', async () => {
        expect(await flux.failure('import "array"\narray.from(rows: [])')).toContain(
            'rows must be non-empty',
        );
        expect(await flux.failure('import "array"\narray.from(rows: [1])')).toContain('rows must be records');
        expect(await flux.failure('import "array"\narray.from(rows: [{a: 1h}])')).toContain(
            'column "a" is of type duration',
        );
    });
});
