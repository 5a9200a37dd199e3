import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** Four values in the first window of 10 s, none in the second, one in the third. */
const data = `import "array"
row = (s, v, n) => ({_time: time(v: 1609459200000000000 + s * 1000000000), n: n, _value: v})
data = array.from(rows: [
    row(s: 0, v: 1.0, n: 1), row(s: 1, v: 4.0, n: 2), row(s: 2, v: 4.0, n: 3), row(s: 3, v: 2.0, n: 4),
    row(s: 20, v: 7.0, n: 5),
]) |> range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T00:00:30Z)
`;
async function windows(args: string): Promise<readonly string[]> {
    const rows = await flux.rows(`${data}data |> aggregateWindow(every: 10s, ${args})`);
    return rows.map((row) => row.replace(/\[[^\]]*\] /, ''));
}
/** A function of the script that calls another one with the column that it is given. */
const wrapped = (call: string): string => `fn: (tables=<-, column) => tables |> ${call}`;

describe('aggregateWindow', () => {
    it.each([
        ['fn: median', '3.0', 'null', '7.0'],
        [wrapped('median(method: "exact_mean", column: column)'), '3.0', 'null', '7.0'],
        [wrapped('quantile(q: 0.9, column: column)'), '4.0', 'null', '7.0'],
        [wrapped('quantile(q: 0.25, method: "exact_mean", column: column)'), '1.75', 'null', '7.0'],
        ['fn: stddev', '1.5', 'null', 'NaN'],
        [wrapped('stddev(mode: "population", column: column)'), '1.299038105676658', 'null', '0.0'],
        ['fn: spread', '3.0', 'null', '0.0'],
        ['fn: skew', '-0.21383343303319471', 'null', 'NaN'],
        ['fn: mode', '4.0', 'null', 'null'],
    ])('with %s', async (fn, first, second, third) => {
        const wanted = [
            `_value=${first} _time=00:00:10Z`,
            `_value=${second} _time=00:00:20Z`,
            `_value=${third} _time=00:00:30Z`,
        ];
        expect(await windows(fn)).toEqual(wanted);
        const full = wanted.filter((_, i) => i !== 1);
        expect(await windows(`${fn}, createEmpty: false`)).toEqual(full);
    });

    it('takes the column on to the function', async () => {
        expect(await windows(`column: "n", createEmpty: false, fn: median`)).toEqual([
            'n=2.5 _time=00:00:10Z',
            'n=5.0 _time=00:00:30Z',
        ]);
        expect(
            await windows(`column: "n", createEmpty: false, ${wrapped('quantile(q: 1.0, column: column)')}`),
        ).toEqual(['n=4.0 _time=00:00:10Z', 'n=5.0 _time=00:00:30Z']);
    });

    it('with rows instead of aggregates', async () => {
        const selector = wrapped('quantile(q: 0.5, method: "exact_selector", column: column)');
        expect(await windows(`${selector}, createEmpty: false`)).toEqual([
            '_time=00:00:10Z n=4 _value=2.0',
            '_time=00:00:30Z n=5 _value=7.0',
        ]);
        expect(await windows(selector)).toContain('_time=00:00:20Z n=null _value=null');
        expect(await windows(wrapped('top(n: 2, columns: [column])'))).toEqual([
            '_time=00:00:10Z n=2 _value=4.0',
            '_time=00:00:10Z n=3 _value=4.0',
            '_time=00:00:20Z n=null _value=null',
            '_time=00:00:30Z n=5 _value=7.0',
        ]);
        expect(await windows(`createEmpty: false, ${wrapped('bottom(n: 1, columns: [column])')}`)).toEqual([
            '_time=00:00:10Z n=1 _value=1.0',
            '_time=00:00:30Z n=5 _value=7.0',
        ]);
        expect(
            await windows(`createEmpty: false, ${wrapped('sample(n: 3, pos: 0, column: column)')}`),
        ).toEqual([
            '_time=00:00:10Z n=1 _value=1.0',
            '_time=00:00:10Z n=4 _value=2.0',
            '_time=00:00:30Z n=5 _value=7.0',
        ]);
        expect(await windows('createEmpty: false, fn: distinct')).toEqual([
            '_value=1.0 _time=00:00:10Z',
            '_value=4.0 _time=00:00:10Z',
            '_value=2.0 _time=00:00:10Z',
            '_value=7.0 _time=00:00:30Z',
        ]);
    });
});
