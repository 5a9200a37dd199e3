import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {_time: 2021-01-01T00:00:00Z, h: "a", _value: 1.0}, {_time: 2021-01-01T00:10:00Z, h: "a", _value: 2.0},
    {_time: 2021-01-01T00:50:00Z, h: "a", _value: 6.0}, {_time: 2021-01-01T00:55:00Z, h: "b", _value: 4.0},
]) |> group(columns: ["h"]) |> range(start: 2021-01-01T00:00:00Z, stop: 2021-01-01T01:00:00Z)
`;
const rows = async (script: string): Promise<readonly string[]> => flux.rows(`${data}data |> ${script}`);
const a = '[_start=00:00:00Z _stop=01:00:00Z h=a]';
const b = '[_start=00:00:00Z _stop=01:00:00Z h=b]';

it('aggregates each window; the time is the window’s end', async () => {
    expect(await rows('aggregateWindow(every: 30m, fn: mean, createEmpty: false)')).toEqual([
        `${a} _value=1.5 _time=00:30:00Z`,
        `${a} _value=6.0 _time=01:00:00Z`,
        `${b} _value=4.0 _time=01:00:00Z`,
    ]);
});

it('gives a null row for an empty window, and 0 for count', async () => {
    expect(await rows('filter(fn: (r) => r.h == "a") |> aggregateWindow(every: 20m, fn: sum)')).toEqual([
        `${a} _value=3.0 _time=00:20:00Z`,
        `${a} _value=null _time=00:40:00Z`,
        `${a} _value=6.0 _time=01:00:00Z`,
    ]);
    expect(await rows('filter(fn: (r) => r.h == "a") |> aggregateWindow(every: 20m, fn: count)')).toEqual([
        `${a} _value=2 _time=00:20:00Z`,
        `${a} _value=0 _time=00:40:00Z`,
        `${a} _value=1 _time=01:00:00Z`,
    ]);
});

it('takes selectors too: the row’s own time gives way', async () => {
    expect(await rows('filter(fn: (r) => r.h == "a") |> aggregateWindow(every: 20m, fn: last)')).toEqual([
        `${a} _time=00:20:00Z _value=2.0`,
        `${a} _time=00:40:00Z _value=null`,
        `${a} _time=01:00:00Z _value=6.0`,
    ]);
    expect(await rows('aggregateWindow(every: 1h, fn: max, timeSrc: "_start", createEmpty: false)')).toEqual([
        `${a} _time=00:00:00Z _value=6.0`,
        `${b} _time=00:00:00Z _value=4.0`,
    ]);
});

it('takes a function of the script, another column, period and offset', async () => {
    expect(
        await rows(
            'aggregateWindow(every: 1h, fn: (tables=<-, column) => tables |> count(column: column) |> map(fn: (r) => ({r with _value: r._value * 10})), createEmpty: false)',
        ),
    ).toEqual([
        '[_start=00:00:00Z _stop=01:00:00Z h=a] _value=30 _time=01:00:00Z',
        '[_start=00:00:00Z _stop=01:00:00Z h=b] _value=10 _time=01:00:00Z',
    ]);
    expect(
        await rows(
            'rename(columns: {_value: "v"}) |> aggregateWindow(every: 1h, fn: sum, column: "v", createEmpty: false)',
        ),
    ).toEqual([`${a} v=9.0 _time=01:00:00Z`, `${b} v=4.0 _time=01:00:00Z`]);
    expect(
        await rows(
            'filter(fn: (r) => r.h == "a") |> aggregateWindow(every: 30m, period: 1h, fn: sum, createEmpty: false)',
        ),
    ).toEqual([
        `${a} _value=3.0 _time=00:30:00Z`,
        `${a} _value=9.0 _time=01:00:00Z`,
        `${a} _value=6.0 _time=01:00:00Z`,
    ]);
    expect(
        await rows(
            'filter(fn: (r) => r.h == "a") |> aggregateWindow(every: 30m, offset: 5m, fn: sum, createEmpty: false)',
        ),
    ).toEqual([
        `${a} _value=1.0 _time=00:05:00Z`,
        `${a} _value=2.0 _time=00:35:00Z`,
        `${a} _value=6.0 _time=01:00:00Z`,
    ]);
});

it('follows the calendar', async () => {
    expect(
        await flux.rows(`import "array"
array.from(rows: [{_time: 2020-02-29T12:00:00Z, _value: 1}, {_time: 2020-03-01T00:00:00Z, _value: 2}])
    |> range(start: 2020-02-01T00:00:00Z, stop: 2020-04-01T00:00:00Z)
    |> aggregateWindow(every: 1mo, fn: sum)`),
    ).toEqual([
        '[_start=2020-02-01T00:00:00Z _stop=2020-04-01T00:00:00Z] _value=1 _time=2020-03-01T00:00:00Z',
        '[_start=2020-02-01T00:00:00Z _stop=2020-04-01T00:00:00Z] _value=2 _time=2020-04-01T00:00:00Z',
    ]);
});

it('says what it cannot do', async () => {
    const failure = async (script: string): Promise<string> => flux.failure(`${data}data |> ${script}`);
    expect(await failure('aggregateWindow(every: 1mo1h, fn: mean)')).toContain(
        'cannot mix month and nanosecond units',
    );
    expect(await failure('aggregateWindow(every: 1h, fn: mean, column: "none")')).toContain(
        'column "none" does not exist',
    );
    expect(await failure('aggregateWindow(every: 1h, fn: mean, timeSrc: "none")')).toContain(
        'column "none" doesn\'t exist',
    );
    expect(
        await failure('aggregateWindow(every: 1h, fn: mean, location: {zone: "UTC", offset: 1h})'),
    ).toContain('the sandbox does not run in other locations than UTC yet');
});

it('takes UTC as a location', async () => {
    expect(
        await rows('aggregateWindow(every: 1h, fn: mean, location: {zone: "UTC", offset: 0h})'),
    ).toHaveLength(2);
});
