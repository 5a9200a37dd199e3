import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

async function value(expression: string): Promise<string> {
    const [row = ''] = await flux.rows(
        `import "array"\nimport "types"\nr = {a: 1}\narray.from(rows: [{v: ${expression}}])`,
    );
    return row.replace('[] v=', '');
}

const values: readonly (readonly [string, string])[] = [
    ['"a"', 'string'],
    ['bytes(v: "a")', 'bytes'],
    ['1', 'int'],
    ['uint(v: 1)', 'uint'],
    ['1.0', 'float'],
    ['true', 'bool'],
    ['2020-01-01T00:00:00Z', 'time'],
    ['1h', 'duration'],
    ['/a/', 'regexp'],
    ['int(v: r.none)', 'int'],
];

it.each(values)('%s is of type %s and of no other', async (text, type) => {
    for (const asked of new Set(values.map(([, name]) => name))) {
        expect(await value(`types.isType(v: ${text}, type: "${asked}")`)).toBe(String(asked === type));
    }
    expect(await value(`types.isNumeric(v: ${text})`)).toBe(String(['int', 'uint', 'float'].includes(type)));
});

it('types that are made of others are not told apart', async () => {
    expect(await value('types.isType(v: [1], type: "array")')).toBe('false');
    expect(await value('types.isType(v: {a: 1}, type: "record")')).toBe('false');
    expect(await value('types.isType(v: r.none, type: "null")')).toBe('false');
});
