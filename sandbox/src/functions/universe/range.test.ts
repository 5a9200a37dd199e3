import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {_time: 2020-12-31T23:00:00Z, _value: 1},
    {_time: 2020-12-31T23:30:00Z, _value: 2},
    {_time: 2021-01-01T00:00:00Z, _value: 3},
])
`;
const key = '[_start=2020-12-31T23:00:00Z _stop=00:00:00Z]';

it('keeps start and leaves stop out; both become columns of the group key', async () => {
    expect(
        await flux.rows(`${data}data |> range(start: 2020-12-31T23:00:00Z, stop: 2021-01-01T00:00:00Z)`),
    ).toEqual([`${key} _time=2020-12-31T23:00:00Z _value=1`, `${key} _time=2020-12-31T23:30:00Z _value=2`]);
});

it.each([
    ['a duration, to now', '-1h', 2],
    ['a calendar duration', '-1mo', 2],
    ['unix seconds', '1609455600', 2],
    ['a time', '2020-12-31T23:30:00Z', 1],
])('starts at %s', async (_, start, count) => {
    expect(await flux.rows(`${data}data |> range(start: ${start})`)).toHaveLength(count);
});

it('keeps a table without rows', async () => {
    expect(await flux.rows(`${data}data |> range(start: -1m)`)).toEqual([
        '[_start=2020-12-31T23:59:00Z _stop=00:00:00Z]',
    ]);
});

it('narrows a range that is there already, in the key too', async () => {
    expect(await flux.rows(`${data}data |> range(start: -1h) |> range(start: -2h, stop: -30m)`)).toEqual([
        '[_start=2020-12-31T23:00:00Z _stop=2020-12-31T23:30:00Z] _time=2020-12-31T23:00:00Z _value=1',
    ]);
});

it('leaves out rows without a time', async () => {
    expect(
        await flux.rows(
            `${data}data |> map(fn: (r) => ({r with _time: if r._value == 1 then r.none else r._time})) |> range(start: -1d)`,
        ),
    ).toHaveLength(1);
});

it('says what is no time, no range and no column', async () => {
    expect(await flux.failure(`${data}data |> range(start: "-1h")`)).toContain(
        'value is not a time, got string',
    );
    expect(await flux.failure(`${data}data |> range(start: now())`)).toContain('cannot query an empty range');
    expect(await flux.failure(`${data}data |> drop(columns: ["_time"]) |> range(start: -1h)`)).toContain(
        "range: range error: supplied time column _time doesn't exist",
    );
    expect(
        await flux.failure(`${data}data |> map(fn: (r) => ({_time: r._value})) |> range(start: -1h)`),
    ).toContain('is not of type time');
});

it('takes its now from option now', async () => {
    expect(
        await flux.rows(`${data}option now = () => 2021-01-01T00:30:00Z\ndata |> range(start: -1h)`),
    ).toEqual([
        '[_start=2020-12-31T23:30:00Z _stop=00:30:00Z] _time=2020-12-31T23:30:00Z _value=2',
        '[_start=2020-12-31T23:30:00Z _stop=00:30:00Z] _time=00:00:00Z _value=3',
    ]);
});
