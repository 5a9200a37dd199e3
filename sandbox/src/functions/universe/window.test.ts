import { afterAll, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const data = `import "array"
data = array.from(rows: [
    {_time: 2021-01-01T00:00:00Z, _value: 1}, {_time: 2021-01-01T00:10:00Z, _value: 2}, {_time: 2021-01-01T00:50:00Z, _value: 3},
]) |> range(start: 2021-01-01T00:05:00Z, stop: 2021-01-01T01:05:00Z)
`;
const rows = async (script: string): Promise<readonly string[]> => flux.rows(`${data}data |> ${script}`);
const failure = async (script: string): Promise<string> => flux.failure(`${data}data |> ${script}`);

it('clips windows to the bounds of the query', async () => {
    expect(await rows('window(every: 30m)')).toEqual([
        '[_start=00:05:00Z _stop=00:30:00Z] _time=00:10:00Z _value=2',
        '[_start=00:30:00Z _stop=01:00:00Z] _time=00:50:00Z _value=3',
    ]);
});

it('makes empty windows when it is asked to', async () => {
    expect(await rows('window(every: 20m, createEmpty: true)')).toEqual([
        '[_start=00:05:00Z _stop=00:20:00Z] _time=00:10:00Z _value=2',
        '[_start=00:20:00Z _stop=00:40:00Z]',
        '[_start=00:40:00Z _stop=01:00:00Z] _time=00:50:00Z _value=3',
        '[_start=01:00:00Z _stop=01:05:00Z]',
    ]);
});

it('puts a row into every window that overlaps it', async () => {
    expect(await rows('window(every: 30m, period: 1h)')).toEqual([
        '[_start=00:05:00Z _stop=00:30:00Z] _time=00:10:00Z _value=2',
        '[_start=00:05:00Z _stop=01:00:00Z] _time=00:10:00Z _value=2',
        '[_start=00:05:00Z _stop=01:00:00Z] _time=00:50:00Z _value=3',
        '[_start=00:30:00Z _stop=01:05:00Z] _time=00:50:00Z _value=3',
    ]);
});

it('leaves out what lies between windows, and moves them by an offset', async () => {
    expect(await rows('window(every: 30m, period: 15m)')).toEqual([
        '[_start=00:05:00Z _stop=00:15:00Z] _time=00:10:00Z _value=2',
    ]);
    expect(await rows('window(every: 1h, offset: 30m)')).toEqual([
        '[_start=00:05:00Z _stop=00:30:00Z] _time=00:10:00Z _value=2',
        '[_start=00:30:00Z _stop=01:05:00Z] _time=00:50:00Z _value=3',
    ]);
});

it('puts windows together again with inf', async () => {
    expect(await rows('window(every: 10m) |> window(every: inf)')).toEqual([
        '[_start=00:05:00Z _stop=01:05:00Z] _time=00:10:00Z _value=2',
        '[_start=00:05:00Z _stop=01:05:00Z] _time=00:50:00Z _value=3',
    ]);
});

it('names its own columns, and reads its own time', async () => {
    expect(
        await rows(
            'rename(columns: {_time: "t"}) |> window(every: 30m, timeColumn: "t", startColumn: "from", stopColumn: "to")',
        ),
    ).toEqual([
        '[_start=00:05:00Z _stop=01:05:00Z from=00:05:00Z to=00:30:00Z] t=00:10:00Z _value=2',
        '[_start=00:05:00Z _stop=01:05:00Z from=00:30:00Z to=01:00:00Z] t=00:50:00Z _value=3',
    ]);
});

it('keeps windows apart for each table, and passes over rows without a time', async () => {
    expect(await rows('group(columns: ["_value"]) |> window(every: 1h)')).toEqual([
        '[_start=00:05:00Z _stop=01:00:00Z _value=2] _time=00:10:00Z',
        '[_start=00:05:00Z _stop=01:00:00Z _value=3] _time=00:50:00Z',
    ]);
    expect(
        await rows(
            'map(fn: (r) => ({r with _time: if r._value == 2 then r.none else r._time})) |> window(every: 1h)',
        ),
    ).toEqual(['[_start=00:05:00Z _stop=01:00:00Z] _time=00:50:00Z _value=3']);
});

it('says what makes no windows', async () => {
    expect(await failure('window()')).toContain('at least one of "every" or "period"');
    expect(await failure('window(every: -1h)')).toContain('parameter "every" must be non-negative');
    expect(await failure('window(every: 1mo1d)')).toContain('cannot mix month and nanosecond units');
    expect(await failure('window(every: 1h, timeColumn: "none")')).toContain('missing time column "none"');
    expect(await failure('window(every: 1h, timeColumn: "_value")')).toContain('is not of type time');
    expect(await failure('window(every: 1h, location: {zone: "Europe/Oslo", offset: 0h})')).toContain(
        'the sandbox does not run in other locations than UTC yet; leave "location" out (it is "Europe/Oslo")',
    );
    expect(await failure('window(every: 1us, createEmpty: true)')).toContain(
        'the sandbox stops at 100000 windows',
    );
    expect(
        await flux.failure('import "array"\narray.from(rows: [{_time: now()}]) |> window(every: 1h)'),
    ).toContain('nil bounds passed to window; use range to set the window range');
});
