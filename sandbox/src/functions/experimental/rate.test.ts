import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

/** Two counters of host a and one of host b, one value every 10 s. */
const data = `import "array"
import "experimental/aggregate"
row = (h, p, s, v) => ({_time: time(v: 1609459200000000000 + s * 1000000000), h: h, p: p, _value: v})
data = array.from(rows: [
    row(h: "a", p: "1", s: 0, v: 0.0), row(h: "a", p: "1", s: 10, v: 10.0), row(h: "a", p: "1", s: 20, v: 30.0),
    row(h: "a", p: "1", s: 30, v: 5.0),
    row(h: "a", p: "2", s: 0, v: 0.0), row(h: "a", p: "2", s: 10, v: 5.0), row(h: "a", p: "2", s: 20, v: 5.0),
    row(h: "b", p: "1", s: 0, v: 7.0), row(h: "b", p: "1", s: 10, v: 8.0),
]) |> group(columns: ["h", "p"]) |> range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T00:00:40Z)
`;
const rows = async (call: string) => {
    const lines = await flux.rows(`${data}data |> ${call}`);
    return lines.map((line) => line.replace(/_start=\S+ _stop=[^\s\]]+ ?/, ''));
};

it('sums the mean growth of the series of each group in each window', async () => {
    expect(await rows('aggregate.rate(every: 20s, groupColumns: ["h"])')).toEqual([
        '[h=a] _value=1.5 _time=00:00:20Z',
        '[h=a] _value=2.0 _time=00:00:40Z',
        '[h=b] _value=0.1 _time=00:00:20Z',
        '[h=b] _value=null _time=00:00:40Z',
    ]);
});

it('takes all series as one group by default, and another unit', async () => {
    expect(await rows('aggregate.rate(every: 20s, unit: 10s)')).toEqual([
        '[] _value=16.0 _time=00:00:20Z',
        '[] _value=20.0 _time=00:00:40Z',
    ]);
});

it('fails where the functions that it is made of fail', async () => {
    expect(await flux.failure(`${data}data |> aggregate.rate(every: -1s)`)).toContain(
        '"every" must be non-negative',
    );
    expect(
        await flux.failure(`${data}data |> drop(columns: ["_time"]) |> aggregate.rate(every: 1m)`),
    ).toContain('_time');
});
