import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** A histogram: upper bounds and cumulative counts. */
function histogram(...bins: readonly (readonly [string, number])[]): string {
    const rows = bins.map(
        ([le, count]) => `{h: "a", le: float(v: "${le}"), _value: float(v: ${String(count)})}`,
    );
    return `import "array"\narray.from(rows: [${rows.join(', ')}]) |> group(columns: ["h"])`;
}
const plain = histogram(['0.1', 1], ['0.2', 2], ['0.4', 8], ['0.8', 10], ['+Inf', 10]);

it.each([
    [plain, 'quantile: 0.5', '[h=a] _value=0.3'],
    [plain, 'quantile: 0.05', '[h=a] _value=0.05'],
    [plain, 'quantile: 0.05, minValue: 0.05', '[h=a] _value=0.075'],
    [plain, 'quantile: 0.2', '[h=a] _value=0.2'],
    [plain, 'quantile: 1.0', '[h=a] _value=inf'],
    [histogram(['1', 1], ['+Inf', 4]), 'quantile: 0.9', '[h=a] _value=1.0'],
    [histogram(['-Inf', 0], ['3', 4]), 'quantile: 0.5', '[h=a] _value=3.0'],
    [histogram(['1', 0], ['2', 0]), 'quantile: 0.5', '[h=a] _value=null'],
    [histogram(['2', 4], ['1', 2]), 'quantile: 0.75', '[h=a] _value=1.5'],
    [histogram(['1', 4], ['2', 2], ['3', 8]), 'quantile: 0.75, onNonmonotonic: "force"', '[h=a] _value=2.5'],
    [histogram(['1', 4], ['2', 2]), 'quantile: 0.5, onNonmonotonic: "drop"', '[h=a]'],
    [
        `${plain} |> rename(columns: {le: "b", _value: "c"})`,
        'quantile: 0.5, upperBoundColumn: "b", countColumn: "c", valueColumn: "q"',
        '[h=a] q=0.3',
    ],
])('%# %s |> histogramQuantile(%s)', async (script, args, wanted) => {
    const [row = ''] = await flux.rows(`${script} |> histogramQuantile(${args})`);
    expect(
        row
            .replace(/0\.30000+\d+/, '0.3')
            .replace(/0\.075000+\d+/, '0.075')
            .replace('+Inf', 'inf'),
    ).toBe(wanted);
});

it.each([
    [histogram(['1', 4], ['2', 2]), 'quantile: 0.5', 'histogram records counts are not monotonic'],
    [plain, 'quantile: 0.5, onNonmonotonic: "x"', 'onNonmonotonic is invalid'],
    [plain, 'minValue: 0.0', 'missing required keyword argument "quantile"'],
    [plain, 'quantile: 0.5, countColumn: "x"', 'table is missing count column "x"'],
    [plain, 'quantile: 0.5, upperBoundColumn: "x"', 'table is missing upper bound column "x"'],
    [plain, 'quantile: 0.5, upperBoundColumn: "h"', 'upper bound column "h" must be of type float'],
    [plain, 'quantile: 0.5, countColumn: "h"', 'count column "h" must be of type float'],
    [plain, 'quantile: 0.5, valueColumn: "h"', 'already has column with label h'],
    [`${plain} |> filter(fn: (r) => false, onEmpty: "keep")`, 'quantile: 0.5', 'histogram is empty'],
    [
        `${plain} |> map(fn: (r) => ({r with _value: if r.le == 0.4 then r.none else r._value}))`,
        'quantile: 0.5',
        'unexpected null in the countColumn',
    ],
    [
        `${plain} |> map(fn: (r) => ({r with le: if r.le == 0.4 then r.none else r.le}))`,
        'quantile: 0.5',
        'unexpected null in the upperBoundColumn',
    ],
])('%# %s |> histogramQuantile(%s) fails', async (script, args, message) => {
    expect(await flux.failure(`${script} |> histogramQuantile(${args})`)).toContain(message);
});
