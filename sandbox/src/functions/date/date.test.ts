import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest } from '../flux-under-test';

const flux = fluxUnderTest();
afterAll(() => flux.end());

const imports = 'import "array"\nimport "date"\n';

async function value(expression: string, before = ''): Promise<string> {
    const [row = ''] = await flux.rows(
        `${imports}${before}array.from(rows: [{v: string(v: ${expression})}])`,
    );
    return row.replace('[] v=', '');
}

describe('adding and taking away', () => {
    it.each([
        ['add(d: 1h, to: 2020-02-28T23:30:00Z)', '2020-02-29T00:30:00Z'],
        ['add(d: 1mo, to: 2020-01-31T12:00:00Z)', '2020-02-29T12:00:00Z'],
        ['add(d: 1y2mo3d, to: 2019-12-31T00:00:00Z)', '2021-03-03T00:00:00Z'],
        ['sub(d: 1mo, from: 2021-03-31T00:00:00Z)', '2021-02-28T00:00:00Z'],
        ['sub(d: 14mo, from: 2021-01-15T00:00:00Z)', '2019-11-15T00:00:00Z'],
        ['sub(d: -1ns, from: 1969-12-31T23:59:59.999999999Z)', '1970-01-01T00:00:00Z'],
        ['add(d: 1d, to: 2021-06-01T00:00:00Z, location: {zone: "UTC", offset: 0h})', '2021-06-02T00:00:00Z'],
        ['time(t: 2021-06-01T00:00:00Z)', '2021-06-01T00:00:00Z'],
        ['scale(d: 1mo1h, n: -2)', '-2mo2h'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`date.${call}`)).toBe(wanted);
    });

    it('takes a duration as a time relative to now, also when an option sets it', async () => {
        const now = 'option now = () => 2022-05-05T05:05:05Z\n';
        expect(await value('date.add(d: 1h, to: -1d)', now)).toBe('2022-05-04T06:05:05Z');
        expect(await value('date.time(t: -1mo)', now)).toBe('2022-04-05T05:05:05Z');
        expect(await value('date.year(t: -10y)', now)).toBe('2012');
        expect(await value('date.truncate(t: -1d, unit: 1d)', now)).toBe('2022-05-04T00:00:00Z');
    });
});

describe('truncate', () => {
    it.each([
        ['2020-05-06T07:08:09.123456789Z', '1us', '2020-05-06T07:08:09.123456000Z'],
        ['2020-05-06T07:08:09.123456789Z', '1s', '2020-05-06T07:08:09Z'],
        ['2020-05-06T07:08:09Z', '15m', '2020-05-06T07:00:00Z'],
        ['2020-05-06T07:08:09Z', '1d', '2020-05-06T00:00:00Z'],
        ['2020-05-06T07:08:09Z', '1w', '2020-04-30T00:00:00Z'],
        ['2020-05-06T07:08:09Z', '1mo', '2020-05-01T00:00:00Z'],
        ['2020-05-06T07:08:09Z', '3mo', '2020-04-01T00:00:00Z'],
        ['2020-05-06T07:08:09Z', '1y', '2020-01-01T00:00:00Z'],
        ['1969-12-31T23:59:59Z', '1h', '1969-12-31T23:00:00Z'],
        ['1969-12-31T23:59:59Z', '1mo', '1969-12-01T00:00:00Z'],
    ])('%s by %s is %s', async (time, unit, wanted) => {
        expect(await value(`date.truncate(t: ${time}, unit: ${unit})`)).toBe(wanted);
    });

    it.each([
        ['0s', 'cannot be zero'],
        ['1mo1d', 'cannot mix month and nanosecond units'],
        ['-1h', 'cannot be negative'],
    ])('not by %s', async (unit, message) => {
        expect(await flux.failure(`${imports}x = date.truncate(t: now(), unit: ${unit})`)).toContain(
            `duration used as an interval ${message}`,
        );
    });
});

describe('parts', () => {
    it.each([
        ['year', '2020'],
        ['quarter', '3'],
        ['month', '8'],
        ['week', '34'],
        ['yearDay', '230'],
        ['monthDay', '17'],
        ['weekDay', '1'],
        ['hour', '18'],
        ['minute', '19'],
        ['second', '20'],
        ['millisecond', '123'],
        ['microsecond', '123456'],
        ['nanosecond', '123456789'],
    ])('the %s', async (name, wanted) => {
        expect(await value(`date.${name}(t: 2020-08-17T18:19:20.123456789Z)`)).toBe(wanted);
    });

    it.each([
        ['week(t: 2021-01-03T00:00:00Z)', '53'],
        ['week(t: 2015-01-01T00:00:00Z)', '1'],
        ['week(t: 2016-01-01T00:00:00Z)', '53'],
        ['week(t: 2019-12-30T00:00:00Z)', '1'],
        ['week(t: 2016-01-04T00:00:00Z)', '1'],
        ['weekDay(t: 2020-08-16T00:00:00Z)', '0'],
        ['yearDay(t: 2020-12-31T23:59:59Z)', '366'],
        ['quarter(t: 2020-12-01T00:00:00Z)', '4'],
        ['year(t: 1969-12-31T23:59:59.999999999Z)', '1969'],
        ['second(t: 1969-12-31T23:59:59.999999999Z)', '59'],
        ['nanosecond(t: 1969-12-31T23:59:59.999999999Z)', '999999999'],
        ['hour(t: 2020-01-01T05:00:00Z, location: {zone: "UTC", offset: 0h})', '5'],
    ])('%s is %s', async (call, wanted) => {
        expect(await value(`date.${call}`)).toBe(wanted);
    });

    it('days and months have names', async () => {
        expect(await value('date.Sunday')).toBe('0');
        expect(await value('date.Saturday')).toBe('6');
        expect(await value('date.January')).toBe('1');
        expect(await value('date.July')).toBe('7');
        expect(await value('date.December')).toBe('12');
    });

    it('in the rows of a table', async () => {
        expect(
            await flux.rows(
                `${imports}array.from(rows: [{t: 2021-01-31T04:00:00Z}]) |> map(fn: (r) => ({h: date.hour(t: r.t)}))`,
            ),
        ).toEqual(['[] h=4']);
    });
});

describe('refused', () => {
    it.each([
        'add(d: 1d, to: now(), ',
        'hour(t: now(), ',
        'time(t: now(), ',
        'truncate(t: now(), unit: 1d, ',
    ])('%s… other locations than UTC', async (call) => {
        const script = `${imports}x = date.${call}location: {zone: "Europe/Berlin", offset: 0h})`;
        expect(await flux.failure(script)).toContain('other locations than UTC');
        const shifted = `${imports}x = date.${call}location: {zone: "UTC", offset: 2h})`;
        expect(await flux.failure(shifted)).toContain('other locations than UTC');
    });

    it('nulls, and what is no time', async () => {
        const given = `${imports}r = {a: 1}\n`;
        expect(await flux.failure(`${given}x = date.year(t: time(v: r.none))`)).toContain(
            'null is not Timeable',
        );
        expect(await flux.failure(`${given}x = date.year(t: 1)`)).toContain('int is not Timeable');
    });

    it('months beyond all times', async () => {
        const script = `${imports}x = date.add(d: date.scale(d: 1y, n: 1000000000000), to: now())`;
        expect(await flux.failure(script)).toContain('leads to no time that Flux can hold');
    });
});

describe('today', () => {
    it('is the begin of the day of now', async () => {
        expect(await value('today()', 'option now = () => 2022-05-05T05:05:05Z\n')).toBe(
            '2022-05-05T00:00:00Z',
        );
    });
});
