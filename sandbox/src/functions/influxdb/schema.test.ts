import { afterAll, describe, expect, it } from 'vitest';
import type { BucketData } from '../../data/bucket-data';
import { fluxUnderTest, testNow } from '../flux-under-test';

const hour = 3_600_000_000_000n;
const series = (measurement: string, field: string, tags: Record<string, string>, time: bigint) => ({
    measurement,
    field,
    tags,
    times: BigInt64Array.of(time),
    values: { type: 'float' as const, data: Float64Array.of(1) },
});
const bucket: BucketData = {
    id: '0123456789abcdef',
    name: 'b',
    series: [
        series('cpu', 'idle', { host: 'h1', core: '0' }, testNow - hour),
        series('cpu', 'user', { host: 'h1', core: '1' }, testNow - hour),
        series('cpu', 'user', { host: 'h2', core: '0' }, testNow - hour),
        series('disk', 'free', { host: 'h3', path: '/' }, testNow - hour),
        series('old', 'gone', { host: 'h0', age: '9' }, testNow - 31n * 24n * hour),
        series('new', 'ahead', { host: 'h9', ahead: '1' }, testNow + hour),
    ],
};
const flux = fluxUnderTest([bucket]);
afterAll(() => flux.end());

describe.each(['schema', 'v1'])('%s', (name) => {
    const values = async (call: string): Promise<readonly string[]> => {
        const rows = await flux.rows(`import "influxdata/influxdb/${name}"\n${name}.${call}`);
        return rows.map((row) => row.replace('[] _value=', '')).sort();
    };
    const keys = ['_field', '_measurement', '_start', '_stop'];

    it.each([
        ['measurements(bucket: "b")', ['cpu', 'disk']],
        ['measurements(bucket: "b", start: -60d)', ['cpu', 'disk', 'old']],
        ['measurements(bucket: "b", start: -60d, stop: -1d)', ['old']],
        ['tagValues(bucket: "b", tag: "host")', ['h1', 'h2', 'h3']],
        ['tagValues(bucket: "b", tag: "host", start: -30m, stop: 2h)', ['h9']],
        ['tagValues(bucket: "b", tag: "host", predicate: (r) => r.core == "0")', ['h1', 'h2']],
        ['tagValues(bucket: "b", tag: "path")', ['/']],
        ['tagValues(bucket: "b", tag: "none")', []],
        ['tagValues(bucket: "b", tag: "host", predicate: (r) => false)', []],
        ['measurementTagValues(bucket: "b", measurement: "cpu", tag: "core")', ['0', '1']],
        ['measurementTagValues(bucket: "b", measurement: "old", tag: "host", start: -60d, stop: 0d)', ['h0']],
        ['fieldKeys(bucket: "b")', ['free', 'idle', 'user']],
        ['fieldKeys(bucket: "b", predicate: (r) => r.host == "h1")', ['idle', 'user']],
        ['fieldKeys(bucket: "b", start: 2020-11-01T00:00:00Z, stop: 2020-12-30T00:00:00Z)', ['gone']],
        ['measurementFieldKeys(bucket: "b", measurement: "disk")', ['free']],
        ['measurementFieldKeys(bucket: "b", measurement: "new", start: 0h, stop: 2h)', ['ahead']],
        ['tagKeys(bucket: "b")', [...keys, 'core', 'host', 'path']],
        ['tagKeys(bucket: "b", predicate: (r) => r._field == "free")', [...keys, 'host', 'path']],
        ['tagKeys(bucket: "b", start: -60d, stop: -1d)', [...keys, 'age', 'host']],
        ['tagKeys(bucket: "b", predicate: (r) => false)', []],
        ['measurementTagKeys(bucket: "b", measurement: "cpu")', [...keys, 'core', 'host']],
        ['measurementTagKeys(bucket: "b", measurement: "none", start: -60d, stop: 0d)', []],
    ])('%s', async (call, wanted) => {
        expect(await values(call)).toEqual(wanted);
    });

    it('fieldsAsCols puts the fields of one time into one row', async () => {
        const script = `import "array"
            import "influxdata/influxdb/${name}"
            array.from(rows: [
                {_time: 2021-01-01T00:00:00Z, h: "a", _field: "x", _value: 1.0},
                {_time: 2021-01-01T00:00:00Z, h: "a", _field: "y", _value: 2.0},
                {_time: 2021-01-01T00:00:01Z, h: "a", _field: "y", _value: 3.0},
            ]) |> group(columns: ["h", "_field"]) |> ${name}.fieldsAsCols()`;
        expect(await flux.rows(script)).toEqual([
            '[h=a] _time=00:00:00Z x=1.0 y=2.0',
            '[h=a] _time=00:00:01Z x=null y=3.0',
        ]);
        const empty = `import "array"
            import "influxdata/influxdb/${name}"
            array.from(rows: [{_value: 1.0}]) |> ${name}.fieldsAsCols()`;
        expect(await flux.failure(empty)).toContain('_time');
    });

    it.each([
        ['measurements(bucket: "x", start: 0d)', 'cannot query an empty range'],
        ['measurementTagKeys(bucket: "b", measurement: 1)', '"measurement" should be of type string'],
        ['tagValues(bucket: "b")', 'missing required keyword argument "tag"'],
    ])('%s fails', async (call, message) => {
        expect(await flux.failure(`import "influxdata/influxdb/${name}"\n${name}.${call}`)).toContain(
            message,
        );
    });
});
