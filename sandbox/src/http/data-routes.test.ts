import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BucketCatalog } from '../data/bucket-catalog';
import { startClock } from '../data/clock';
import { startTestServer } from './start-test-server';
import type { Sent, TestServer } from './start-test-server';

const clock = startClock(1_700_000_000_000_000_000n);
let catalog: BucketCatalog;
let server: TestServer;
beforeEach(async () => {
    catalog = new BucketCatalog(clock);
    server = await startTestServer({ clock, buckets: catalog });
});
afterEach(() => server.stop());

function write(lines: string | Uint8Array, query = 'bucket=mine', headers = {}): Promise<Sent> {
    return server.send({
        method: 'POST',
        path: `/api/v2/write?${query}`,
        body: lines,
        headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
    });
}
function createBucket(name: unknown): Promise<Sent> {
    return server.send({ method: 'POST', path: '/api/v2/buckets', body: { name, orgID: 'x' } });
}
function points(bucket: string) {
    const data = catalog.buckets().find(({ name }) => name === bucket)!;
    return data.series.flatMap(({ field, times, values }) =>
        [...times].map((time, at) => [field, time, values.data[at]]),
    );
}

describe('/buckets', () => {
    it('lists the sample buckets and created ones, all or by name, id and page', async () => {
        const created = await createBucket('mine');
        expect(created).toMatchObject({ status: 201, json: { name: 'mine', type: 'user' } });
        const { id } = created.json as { id: string };
        const list = async (query: string) =>
            (
                (await server.send({ path: `/api/v2/buckets${query}` })).json as {
                    buckets: { name: string }[];
                }
            ).buckets.map(({ name }) => name);
        expect(await list('')).toEqual(['air_sensor', 'machines', 'mine']);
        expect(await list('?name=machines')).toEqual(['machines']);
        expect(await list(`?id=${id}`)).toEqual(['mine']);
        expect(await list('?limit=1&offset=1')).toEqual(['machines']);
        expect(await list('?org=sandbox&name=none')).toEqual([]);
    });

    it.each([undefined, '', ' ', '_monitoring', 5])('refuses the name %j', async (name) => {
        expect(await createBucket(name)).toMatchObject({ status: 400, json: { code: 'invalid' } });
    });

    it('refuses a name that is taken', async () => {
        expect(await createBucket('machines')).toMatchObject({
            status: 422,
            json: { code: 'conflict', message: 'bucket with name machines already exists' },
        });
    });
});

describe('/write', () => {
    beforeEach(() => createBucket('mine'));

    it('stores points, packed or not, in every precision', async () => {
        expect(await write('m f=1.5,i=2i 5')).toMatchObject({ status: 204, text: '' });
        expect(await write('m f=2.5 6', 'bucket=mine&precision=s&org=sandbox')).toMatchObject({
            status: 204,
        });
        expect(await write(gzipSync('m f=3.5'), undefined, { 'Content-Encoding': 'gzip' })).toMatchObject({
            status: 204,
        });
        expect(points('mine')).toEqual([
            ['f', 5n, 1.5],
            ['f', 6_000_000_000n, 2.5],
            ['f', 1_700_000_000_000_000_000n, 3.5],
            ['i', 5n, 2n],
        ]);
    });

    it('keeps the good lines and names the first bad one', async () => {
        const answer = await write('m f=1 1\nm f=1i 2\nm f=,x=1 3\nm f=2 4');
        expect(answer).toMatchObject({
            status: 400,
            json: {
                code: 'invalid',
                message:
                    "partial write error (2 written): unable to parse line 2 'm f=1i 2': field type conflict: " +
                    'input field "f" on measurement "m" is type integer, already exists as type float (1 more)',
            },
        });
        expect(points('mine')).toEqual([
            ['f', 1n, 1],
            ['f', 4n, 2],
        ]);
    });

    it.each([
        ['bucket=none', 404, 'bucket "none" not found'],
        ['', 404, 'bucket "" not found'],
        ['bucket=mine&org=other', 404, 'organization name "other" not found'],
        ['bucket=mine&precision=h', 400, 'the precision must be ns, us, ms or s; it is "h"'],
    ])('refuses ?%s', async (query, status, message) => {
        expect(await write('m f=1 1', query)).toMatchObject({ status, json: { message } });
        expect(points('mine')).toEqual([]);
    });

    it('refuses a body without points', async () => {
        expect(await write('# nothing\n')).toMatchObject({
            status: 400,
            json: { message: 'writing requires points' },
        });
        expect(await write('{}', undefined, { 'Content-Type': 'application/json' })).toMatchObject({
            status: 415,
        });
    });
});

describe('/orgs and /tasks', () => {
    it('knows one organization', async () => {
        const org = { id: '5a0db0c500000001', name: 'sandbox' };
        for (const query of ['', '?org=sandbox', `?orgID=${org.id}`]) {
            expect(await server.send({ path: `/api/v2/orgs${query}` })).toMatchObject({
                status: 200,
                json: { orgs: [org] },
            });
        }
        expect(await server.send({ path: '/api/v2/orgs?org=other' })).toMatchObject({
            status: 404,
            json: { message: 'organization name "other" not found' },
        });
    });

    it('has no tasks', async () => {
        expect(await server.send({ path: '/api/v2/tasks?scriptID=084d693d93048000' })).toMatchObject({
            status: 200,
            json: { tasks: [] },
        });
    });
});
