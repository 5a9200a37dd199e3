import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", s: "x", v: 1}, {h: "b", s: "x", v: 2}]) |> group(columns: ["h", "s"])
`;
const rows = async (script: string): Promise<readonly string[]> => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string): Promise<string> => flux.failure(`${data}data |> ${script}`);

describe('keep and drop', () => {
    it('put tables together whose keys have become equal', async () => {
        expect(await rows('keep(columns: ["s", "v", "none"])')).toEqual(['[s=x] v=1', '[s=x] v=2']);
        expect(await rows('drop(columns: ["h", "none"])')).toEqual(['[s=x] v=1', '[s=x] v=2']);
    });

    it('ask a function', async () => {
        expect(await rows('keep(fn: (column) => column =~ /^[hv]$/)')).toEqual(['[h=a] v=1', '[h=b] v=2']);
        expect(await rows('drop(fn: (column) => column == "s")')).toEqual(['[h=a] v=1', '[h=b] v=2']);
    });

    it('want exactly one of both, and a bool', async () => {
        expect(await failure('keep()')).toContain('must specify exactly one of "columns" and "fn"');
        expect(await failure('drop(columns: ["h"], fn: (column) => true)')).toContain('exactly one');
        expect(await failure('keep(fn: (column) => column)')).toContain('fn must give a bool, got string');
    });
});

describe('rename', () => {
    it('takes a record or a function; the key follows', async () => {
        expect(await rows('rename(columns: {h: "host", v: "value"})')).toEqual([
            '[host=a s=x] value=1',
            '[host=b s=x] value=2',
        ]);
        expect(await rows('rename(fn: (column) => column + "_")')).toEqual([
            '[h_=a s_=x] v_=1',
            '[h_=b s_=x] v_=2',
        ]);
    });

    it('wants columns that are there, and names that differ', async () => {
        expect(await failure('rename(columns: {none: "x"})')).toContain(
            'rename error: column "none" doesn\'t exist',
        );
        expect(await failure('rename(columns: {h: "s"})')).toContain('two columns would have the same name');
        expect(await failure('rename(fn: (column) => 1)')).toContain('a column name must be a string');
    });
});

describe('duplicate', () => {
    it('copies a column, and replaces one', async () => {
        expect(await rows('duplicate(column: "v", as: "w")')).toEqual([
            '[h=a s=x] v=1 w=1',
            '[h=b s=x] v=2 w=2',
        ]);
        expect(await rows('duplicate(column: "h", as: "s")')).toEqual(['[h=a s=a] v=1', '[h=b s=b] v=2']);
        expect(await rows('duplicate(column: "v", as: "s")')).toEqual(['[h=a] s=1 v=1', '[h=b] s=2 v=2']);
    });

    it('wants a column that is there', async () => {
        expect(await failure('duplicate(column: "none", as: "w")')).toContain('column "none" doesn\'t exist');
    });
});

describe('set', () => {
    it('adds a column, replaces one, and changes the key', async () => {
        expect(await rows('set(key: "z", value: "1")')).toEqual(['[h=a s=x] v=1 z=1', '[h=b s=x] v=2 z=1']);
        expect(await rows('set(key: "v", value: "1")')).toEqual(['[h=a s=x] v=1', '[h=b s=x] v=1']);
        expect(await rows('set(key: "h", value: "c")')).toEqual(['[h=c s=x] v=1', '[h=c s=x] v=2']);
    });
});
