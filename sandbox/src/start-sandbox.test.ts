/** The whole sandbox over real HTTP: real store, real libflux, real evaluator. */
import { randomInt } from 'node:crypto';
import path from 'node:path';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { AnnotatedCsvReader } from '@flux-scripts/csv/reader';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRfc3339 } from './data/rfc3339';
import { defaultSwitches } from './http/switches';
import { startSandbox } from './start-sandbox';
import type { Sandbox, SandboxOptions } from './start-sandbox';

const workerFolder = path.resolve(import.meta.dirname, '../../dist');
const now = '2021-10-25T21:10:01.810564864Z';
const filterAndGroup = `from(bucket: params.bucket)
    |> range(start: -30d)
    |> filter(fn: (r) => r._field == params.filterField or r._field == params.filterField2)
    |> group(columns: [params.groupColumn])`;
const documented = {
    bucket: 'air_sensor',
    filterField: 'temperature',
    filterField2: 'humidity',
    groupColumn: '_time',
};

const log: string[] = [];
let sandbox: Sandbox;
function startWith(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    const usual: SandboxOptions = {
        port: 0,
        now: parseRfc3339(now),
        dataFolder: undefined,
        bucketFiles: [],
        switches: defaultSwitches,
        token: undefined,
    };
    return startSandbox({ ...usual, ...options }, { workerFolder, log: (message) => log.push(message) });
}
beforeAll(async () => {
    sandbox = await startWith();
});
afterAll(() => sandbox.stop());

interface Reply {
    readonly status: number;
    readonly text: string;
}
async function call(route: string, body?: unknown, to = sandbox, method = 'POST'): Promise<Reply> {
    const { url, token } = to.handshake;
    const headers = {
        Authorization: `Token ${token}`,
        'Content-Type': route.startsWith('/write') ? 'text/plain' : 'application/json',
    };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const init = body === undefined ? { headers } : { method, headers, body: text };
    const response = await fetch(`${url}/api/v2${route}`, init);
    return { status: response.status, text: await response.text() };
}
async function create(script: string, to = sandbox): Promise<string> {
    const name = `script ${randomInt(2 ** 40)}`;
    const reply = await call('/scripts', { name, description: 'd', script, language: 'flux' }, to);
    expect(reply.status, reply.text).toBe(201);
    return (JSON.parse(reply.text) as Script).id;
}
/** Rows as objects, in tables by result and number. Throws for an error table. */
function tablesOf({ status, text }: Reply): Record<string, string>[][] {
    expect(status, text).toBe(200);
    const tables: Record<string, string>[][] = [];
    let columns: readonly string[] = [];
    const reader = new AnnotatedCsvReader({
        table: (table) => {
            columns = table.columns.map(({ name }) => name);
            tables.push([]);
        },
        row: (cells) =>
            void tables
                .at(-1)!
                .push(Object.fromEntries(cells.map((cell, at) => [columns[at] ?? '', cell] as const))),
        failure: (message) => {
            throw new Error(message);
        },
    });
    reader.write(Buffer.from(text));
    reader.end();
    return tables;
}

describe('the documentation’s example', () => {
    it('gives the documentation’s rows, two tables of four and two, with the clock pinned', async () => {
        const reply = await call(`/scripts/${await create(filterAndGroup)}/invoke`, { params: documented });
        const bounds = { _start: '2021-09-25T21:10:01.810564864Z', _stop: now };
        const row = (_time: string, sensor_id: string, _field: string, _value: string) => ({
            ...bounds,
            _time,
            _value,
            _field,
            _measurement: 'airSensors',
            sensor_id,
        });
        const early = '2021-09-28T16:13:05Z';
        const late = '2021-09-28T16:57:57Z';
        const tables = tablesOf(reply).sort((a, b) => b.length - a.length);
        expect(tables.map((table) => table.length)).toEqual([4, 2]);
        expect(new Set(tables[0])).toEqual(
            new Set([
                row(early, 'TLM0201', 'temperature', '73'),
                row(early, 'TLM0202', 'temperature', '75.30007505999716'),
                row(early, 'TLM0201', 'humidity', '35'),
                row(early, 'TLM0202', 'humidity', '35.651929918691714'),
            ]),
        );
        expect(new Set(tables[1])).toEqual(
            new Set([
                row(late, 'TLM0202', 'temperature', '75.30007505999716'),
                row(late, 'TLM0202', 'humidity', '35.651929918691714'),
            ]),
        );
        expect(reply.text).not.toContain('#');
    });

    it('does the same with points, names and parameters made up here', async () => {
        const bucket = `bucket ${randomInt(2 ** 40)}`;
        expect((await call('/buckets', { name: bucket })).status).toBe(201);
        const [one, two, left] = ['a', 'b', 'c'].map((name) => `${name}${randomInt(1000)}`) as [
            string,
            string,
            string,
        ];
        const points = Array.from({ length: 60 }, (_, n) => ({
            field: [one, two, left][randomInt(3)]!,
            site: `s${randomInt(4)}`,
            value: randomInt(1_000_000) / 64,
            time: BigInt(n) + 1_634_000_000_000_000_000n,
        }));
        const lines = points.map(
            ({ field, site, value, time }) => `m,site=${site} ${field}=${value} ${time}`,
        );
        expect(await call(`/write?bucket=${encodeURIComponent(bucket)}`, lines.join('\n'))).toMatchObject({
            status: 204,
        });
        const params = { bucket, filterField: one, filterField2: two, groupColumn: 'site' };
        const tables = tablesOf(await call(`/scripts/${await create(filterAndGroup)}/invoke`, { params }));
        const kept = points.filter(({ field }) => field !== left);
        expect(tables).toHaveLength(new Set(kept.map(({ site }) => site)).size);
        for (const table of tables) {
            const site = table[0]!['site'];
            const expected = kept.filter((point) => point.site === site).map((p) => `${p.field} ${p.value}`);
            const got = table.map((row) => `${row['_field'] ?? ''} ${row['_value'] ?? ''}`);
            expect(got.sort()).toEqual(expected.sort());
            expect(new Set(table.map((row) => row['site']))).toEqual(new Set([site]));
        }
    });

    it('finds the points in the last seven days when the clock runs', async () => {
        const running = await startWith({ now: undefined });
        const params = { mybucket: 'air_sensor' };
        const reply = await call('/scripts/084d693d93048000/invoke', { params }, running);
        expect(tablesOf(reply)).toHaveLength(6);
        await running.stop();
    });
});

describe('invoke', () => {
    it.each([
        ['{}', 400, 'invalid', 'invalid parameters provided'],
        ['{"params":{}}', 400, 'invalid', 'invalid parameters provided'],
        ['{"params":{"mybucket":"none"}}', 404, 'not found', 'could not find bucket "none"'],
    ])('answers %s with %i', async (body, status, code, message) => {
        const reply = await call('/scripts/084d693d93048000/invoke', body);
        expect(reply.status).toBe(status);
        expect(JSON.parse(reply.text)).toMatchObject({ code });
        expect(reply.text).toContain(JSON.stringify(message).slice(1, -1));
    });

    it('is not harmed by parameters named like parts of an object', async () => {
        const body = '{"params":{"mybucket":"machines","__proto__":"x","constructor":"y"}}';
        expect(tablesOf(await call('/scripts/084d693d93048000/invoke', body))).toHaveLength(18);
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    });

    it('keeps every digit of an integer', async () => {
        const script = `from(bucket: "air_sensor") |> range(start: -30d) |> first()
            |> map(fn: (r) => ({n: params.n, f: params.f}))`;
        const body = '{"params":{"n":9007199254740993,"f":1.0}}';
        const tables = tablesOf(await call(`/scripts/${await create(script)}/invoke`, body));
        expect(tables[0]![0]).toEqual({ n: '9007199254740993', f: '1' });
    });

    it('answers a script that kills the parser, and the next request at once', async () => {
        const id = await create('f = (a, 1) => a');
        const reply = await call(`/scripts/${id}/invoke`, {});
        expect(reply.status).toBe(400);
        expect((await call(`/scripts/${id}/params`)).status).toBe(422);
        const next = await call('/scripts/084d693d93048000/params');
        expect(JSON.parse(next.text)).toEqual({ params: { mybucket: 'string' } });
    });
});

describe('the params of a script', () => {
    it('come with their types, in order of first use', async () => {
        const id = await create(`${filterAndGroup} |> limit(n: params.n) |> yield(name: params["name"])`);
        const { params } = JSON.parse((await call(`/scripts/${id}/params`)).text) as { params: object };
        expect(Object.entries(params)).toEqual([
            ['bucket', 'string'],
            ['filterField', 'any'],
            ['filterField2', 'any'],
            ['groupColumn', 'string'],
            ['n', 'int'],
            ['name', 'string'],
        ]);
    });
});

describe('the switches', () => {
    const script = 'from(bucket: params.b) |> range(start: -30d) |> map(fn: (r) => ({v: params.v}))';
    const params = (v: string, more = '') => `{"params":{"b":"air_sensor","v":${v}${more}}}`;
    const refused = { status: 400, text: '{"code":"invalid","message":"invalid parameters provided"}' };

    it('turn what is accepted into what is refused', async () => {
        const strict = await startWith({
            switches: { ...defaultSwitches, booleans: 'refuse', arrays: 'refuse', extraParams: 'refuse' },
        });
        const used = await create(script);
        const strictly = await create(script, strict);
        for (const body of [params('true'), params('1', ',"extra":1')]) {
            expect(await call(`/scripts/${used}/invoke`, body)).toMatchObject({ status: 200 });
            expect(await call(`/scripts/${strictly}/invoke`, body, strict)).toEqual(refused);
        }
        expect(await call(`/scripts/${strictly}/invoke`, params('[1]'), strict)).toEqual(refused);
        expect(await call(`/scripts/${strictly}/invoke`, params('1'), strict)).toMatchObject({ status: 200 });
        await strict.stop();
    });

    it('make whole numbers floats', async () => {
        const floats = await startWith({ switches: { ...defaultSwitches, wholeNumbers: 'float' } });
        const query = 'from(bucket: params.b) |> range(start: -30d) |> map(fn: (r) => ({v: params.v * 2.0}))';
        const body = `{"query":${JSON.stringify(query)},${params('1').slice(1)}`;
        expect(await call('/query', body)).toMatchObject({ status: 400 });
        expect(tablesOf(await call('/query', body, floats))[0]![0]).toEqual({ v: '2' });
        await floats.stop();
    });
});

describe('query', () => {
    it('answers with the annotations that are asked for', async () => {
        const query = 'from(bucket: "air_sensor") |> range(start: -30d)';
        const dialect = { annotations: ['datatype', 'group', 'default'] };
        const { text } = await call('/query?org=sandbox', { query, dialect });
        expect(
            text
                .split('\r\n')
                .slice(0, 3)
                .map((line) => line.split(',')[0]),
        ).toEqual(['#datatype', '#group', '#default']);
    });

    it('takes the time that is sent with it', async () => {
        const query = 'from(bucket: "air_sensor") |> range(start: -1h) |> keep(columns: ["_stop", "_value"])';
        const sent = '2021-09-28T17:00:00Z';
        const tables = tablesOf(await call('/query', { query, now: sent }));
        expect(tables.flat().map((row) => row['_stop'])).toContain(sent);
    });

    it('logs nothing of all this', () => {
        expect(log).toEqual([]);
    });
});
