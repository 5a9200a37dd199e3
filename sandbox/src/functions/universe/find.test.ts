import { afterAll, describe, expect, it } from 'vitest';
import type { BucketData } from '../../data/bucket-data';
import { fluxUnderTest } from '../flux-under-test';

const bucket: BucketData = {
    id: '1',
    name: 'b',
    series: [
        {
            measurement: 'm',
            field: 'f',
            tags: { h: 'a' },
            times: BigInt64Array.of(1_609_459_100_000_000_000n, 1_609_459_110_000_000_000n),
            values: { type: 'float', data: Float64Array.of(1.5, 2.5) },
        },
    ],
};
const flux = fluxUnderTest([bucket]);
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [{h: "a", v: 1}, {h: "a", v: 2}, {h: "b", v: 4}])
    |> map(fn: (r) => ({h: r.h, v: r.v, w: if r.v == 2 then r.none else 2 * r.v}))
    |> group(columns: ["h"])
`;
const rows = async (script: string) => flux.rows(`${data}${script}`);
const failure = async (script: string) => flux.failure(`${data}${script}`);
const inB = 'fn: (key) => key.h == "b"';

describe('findColumn and getColumn', () => {
    it('give a column as an array, with its nulls', async () => {
        expect(
            await rows(`c = data |> findColumn(fn: (key) => key.h == "a", column: "w")
array.from(rows: [{n: length(arr: c), first: c[0], second: c[1]}])`),
        ).toEqual(['[] n=2 first=2 second=null']);
        expect(
            await rows(`c = data |> tableFind(${inB}) |> getColumn(column: "v")
array.from(rows: [{n: length(arr: c), first: c[0]}])`),
        ).toEqual(['[] n=1 first=4']);
    });

    it('findColumn is empty where there is no such table or column; getColumn fails', async () => {
        for (const call of [
            'findColumn(fn: (key) => false, column: "v")',
            'findColumn(fn: (key) => key.h == "a", column: "no")',
            'limit(n: 0) |> findColumn(fn: (key) => true, column: "v")',
            'findColumn(fn: (key) => key.no == "a", column: "v")',
        ]) {
            expect(await rows(`array.from(rows: [{n: length(arr: data |> ${call})}])`)).toEqual(['[] n=0']);
        }
        expect(await failure(`x = data |> tableFind(${inB}) |> getColumn(column: "no")`)).toContain(
            'cannot find column no',
        );
    });
});

describe('findRecord and getRecord', () => {
    it('give a row as a record', async () => {
        expect(
            await rows(`r = data |> findRecord(${inB}, idx: 0)
s = data |> tableFind(fn: (key) => true) |> getRecord(idx: 1)
array.from(rows: [{h: r.h, w: r.w, s: s.v, none: exists s.w}])`),
        ).toEqual(['[] h=b w=8 s=2 none=false']);
    });

    it('findRecord is empty where there is no such row; getRecord fails', async () => {
        for (const call of [
            'findRecord(fn: (key) => false, idx: 0)',
            `findRecord(${inB}, idx: 1)`,
            `findRecord(${inB}, idx: -1)`,
        ]) {
            expect(await rows(`r = data |> ${call}\narray.from(rows: [{there: exists r.h}])`)).toEqual([
                '[] there=false',
            ]);
        }
        expect(await failure(`x = data |> tableFind(${inB}) |> getRecord(idx: 1)`)).toContain(
            'index out of bounds: 1',
        );
    });
});

describe('all of them', () => {
    it('want a table that is there, a function that gives a bool, and what tableFind gives', async () => {
        expect(await failure('x = data |> tableFind(fn: (key) => false)')).toContain('no table found');
        expect(await failure('x = data |> findRecord(fn: (key) => 1, idx: 0)')).toContain(
            'table predicate function does not evaluate to a boolean, got int',
        );
        expect(await failure('x = data |> findRecord(fn: (key) => 1 / 0 == 1, idx: 0)')).toContain(
            'failed to evaluate group key predicate function',
        );
        expect(await failure('x = getRecord(table: data, idx: 0)')).toContain('must be what tableFind gives');
        expect(await failure(`x = data |> tableFind(${inB}) |> limit(n: 1)`)).toContain(
            'should be of type stream',
        );
    });

    it('read a bucket within a range, and only so', async () => {
        const read = 'from(bucket: "b") |> range(start: -1h)';
        expect(
            await rows(`r = ${read} |> findRecord(fn: (key) => key._field == "f", idx: 1)
array.from(rows: [{v: r._value}])`),
        ).toEqual(['[] v=2.5']);
        expect(await failure('x = from(bucket: "b") |> findRecord(fn: (key) => true, idx: 0)')).toContain(
            'cannot submit unbounded read to "b"',
        );
        expect(
            await failure(
                'x = from(bucket: "no") |> range(start: -1h) |> findRecord(fn: (key) => true, idx: 0)',
            ),
        ).toContain('could not find bucket "no"');
    });

    it('fail with the message of the step that failed', async () => {
        expect(
            await failure(
                'x = data |> map(fn: (r) => ({v: 1 / 0})) |> findRecord(fn: (key) => true, idx: 0)',
            ),
        ).toMatch(
            /error calling function "findRecord" @\S+: runtime error @\S+: map: failed to evaluate map function/,
        );
    });

    it('compute tables as results do: a call in a row function adds nothing to its message', async () => {
        const message = await failure(`half = (x) => 1 / x
x = data |> map(fn: (r) => ({v: half(x: 0)})) |> findRecord(fn: (key) => true, idx: 0)`);
        expect(message).toContain('runtime error @');
        expect(message).not.toContain('"half"');
    });

    it('do not change which results there are', async () => {
        expect(
            await rows(`data
one = data |> limit(n: 1)
x = one |> findRecord(fn: (key) => true, idx: 0)
one |> yield(name: "one")`),
        ).toEqual(['one [h=a] v=1 w=2', 'one [h=b] v=4 w=8']);
    });
});
