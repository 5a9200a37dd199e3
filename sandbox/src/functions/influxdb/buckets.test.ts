import { afterAll, describe, expect, it } from 'vitest';
import { fluxUnderTest, testNow } from '../flux-under-test';

const empty = { id: '00000000000000b2', name: 'z', series: [] };
const full = {
    id: '00000000000000b1',
    name: 'a',
    series: [
        {
            measurement: 'm',
            field: 'f',
            tags: {},
            times: BigInt64Array.of(testNow - 1n),
            values: { type: 'float' as const, data: Float64Array.of(1) },
        },
    ],
};
const flux = fluxUnderTest([empty, full]);
const none = fluxUnderTest();
afterAll(() => Promise.all([flux.end(), none.end()]));

describe.each(['buckets()', 'import "influxdata/influxdb"\ninfluxdb.buckets()'])('%s', (call) => {
    it('lists the buckets by name', async () => {
        expect(await flux.rows(call)).toEqual([
            '[organizationID=5a0db0c500000001] name=a id=00000000000000b1 retentionPolicy= retentionPeriod=0',
            '[organizationID=5a0db0c500000001] name=z id=00000000000000b2 retentionPolicy= retentionPeriod=0',
        ]);
    });
    it('is a table without rows when there are none', async () => {
        expect(await none.rows(call)).toEqual(['[organizationID=5a0db0c500000001]']);
    });
    it.each(['host', 'org', 'orgID', 'token'])('refuses %s', async (argument) => {
        expect(await flux.failure(call.replace('()', `(${argument}: "x")`))).toContain(
            `does not take the argument "${argument}"`,
        );
    });
});

it('influxdb.from reads a bucket as from does', async () => {
    const script = 'import "influxdata/influxdb"\ninfluxdb.from(bucket: "a") |> range(start: -1m) |> count()';
    expect(await flux.rows(script)).toEqual([
        '[_start=2020-12-31T23:59:00Z _stop=00:00:00Z _field=f _measurement=m] _value=1',
    ]);
    expect(await flux.failure(script.replace('"a"', '"x"'))).toContain('could not find bucket "x"');
});
