/** The real bundle, `node dist/cli.js`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const bundle = path.join(root, 'dist/cli.js');
const example = (name: string) => path.join(root, 'examples', name);
const documentedNow = '2021-10-25T21:10:01.810564864Z';

let folder: string;
beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
    readonly code: number | null;
    readonly output: string;
    readonly errors: string;
}
async function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
    const child = spawn(process.execPath, [bundle, ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, INFLUX_TOKEN: '', ...environment },
    });
    const closed = once(child, 'close') as Promise<[number | null]>;
    const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    return { code, output, errors };
}
async function file(name: string, content: string): Promise<string> {
    const whole = path.join(folder, name);
    await writeFile(whole, content);
    return whole;
}

describe('run', () => {
    it('prints the documentation’s rows as annotated CSV', async () => {
        const { code, output, errors } = await run([
            'run',
            example('filter-and-group.flux'),
            '--params',
            example('filter-and-group.params.json'),
            '--now',
            documentedNow,
        ]);
        expect({ code, errors }).toEqual({ code: 0, errors: '' });
        expect(output.match(/^#datatype,/gm)).not.toBeNull();
        const rows = output.split('\r\n').filter((line) => line.startsWith(',,'));
        expect(rows.filter((line) => line.includes('2021-09-28T16:13:05Z'))).toHaveLength(4);
        expect(rows.filter((line) => line.includes('2021-09-28T16:57:57Z'))).toHaveLength(2);
        expect(rows).toHaveLength(6);
        expect(output).not.toMatch(/,co,/);
    });

    it('takes a bucket from a file, and numbers as they are written', async () => {
        const points = await file('points.lp', 'm f=1.5 1635196200000000000\n');
        const script = await file(
            'n.flux',
            'from(bucket: params["b"]) |> range(start: -1h) |> map(fn: (r) => ({n: params.n, x: r._value * params.x}))',
        );
        const params = await file(
            'n.params.json',
            '{"params": {"b": "mine", "n": 9007199254740993, "x": 2.0}}',
        );
        const args = [
            'run',
            script,
            '--params',
            params,
            '--now',
            documentedNow,
            '--bucket',
            `mine=${points}`,
        ];
        const { code, output, errors } = await run(args);
        expect({ code, errors }).toEqual({ code: 0, errors: '' });
        expect(output).toContain('9007199254740993');
        expect(output).toMatch(/,3\r\n/);
    });

    it('says why a script cannot run, with exit code 1 and nothing on standard output', async () => {
        expect(await run(['run', example('get-last-point.flux')])).toEqual({
            code: 1,
            output: '',
            errors: 'invalid parameters provided (400, invalid)\n',
        });
    });

    it.each([
        [['run'], 'run takes one file of Flux'],
        [['run', 'none.flux'], 'none.flux'],
        [['run', 'a.flux', 'b.flux'], 'run takes one file of Flux'],
        [['run', example('get-last-point.flux'), '--none'], "Unknown option '--none'"],
        [['run', example('get-last-point.flux'), '--now', 'x'], '--now takes a time'],
        [['run', example('get-last-point.flux'), '--url', 'x'], 'INFLUX_TOKEN'],
        [['run', example('get-last-point.flux'), '--params', example('README.md')], 'is not JSON'],
        [['walk'], 'There is no command walk'],
        [[], 'Usage'],
    ])('refuses %j with exit code 2', async (args, words) => {
        const { code, output, errors } = await run(args);
        expect({ code, output }).toEqual({ code: 2, output: '' });
        expect(errors).toContain(words);
    });

    it.each(['[]', '{"params": []}', '{"bucket": "x"}'])('refuses the params %s', async (content) => {
        const params = await file('bad.params.json', content);
        const { code, errors } = await run(['run', example('get-last-point.flux'), '--params', params]);
        expect(code).toBe(2);
        expect(errors).toBe(`${params} must hold {"params": {…}}\n`);
    });

    it('helps', async () => {
        expect(await run(['--help'])).toMatchObject({ code: 0, errors: '' });
        expect((await run(['run', '--help'])).output).toContain('--params FILE');
    });
});

describe('run --url', () => {
    const token = 'a-token-of-the-server';
    type Respond = (request: IncomingMessage, response: ServerResponse, body: string) => void;
    /** Runs a script against a server of this test; gives how it ended and what the server got. */
    async function runOn(respond: Respond, more: string[] = []) {
        const got: { url?: string | undefined; authorization?: string | undefined; body?: string } = {};
        const server = createServer((request, response) => {
            void text(request).then((body) => {
                Object.assign(got, { url: request.url, authorization: request.headers.authorization, body });
                respond(request, response, body);
            });
        });
        server.listen(0, '127.0.0.1');
        await once(server, 'listening');
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const params = await file('s.params.json', '{"params": {"n": 1.0}}');
        const args = ['run', example('get-last-point.flux'), '--params', params, '--url', `${url}/`, ...more];
        const ended = await run(args, { INFLUX_TOKEN: token });
        server.close();
        expect(ended.errors).not.toContain(token);
        return { ...ended, got };
    }
    const csv = { 'Content-Type': 'text/csv' };

    it('sends the query, the params as written and the token, and prints what comes', async () => {
        const rows = ',result,table,a\r\n,_result,0,1\r\n';
        const { code, output, got } = await runOn(
            (_, response) => response.writeHead(200, csv).end(rows),
            ['--org', 'my org'],
        );
        expect({ code, output }).toEqual({ code: 0, output: rows });
        expect(got).toMatchObject({
            url: '/api/v2/query?org=my%20org',
            authorization: `Token ${token}`,
        });
        expect(got.body).toContain('"params":{"n": 1.0}');
        expect(JSON.parse(got.body!)).toMatchObject({ type: 'flux', params: { n: 1 } });
    });

    it('fails when an answer that began well ends with an error table', async () => {
        const rows = ',result,table,a\r\n,_result,0,1\r\n\r\nerror,reference\r\nout of memory,897\r\n';
        const { code, output, errors } = await runOn((_, response) => response.writeHead(200, csv).end(rows));
        expect({ code, output }).toEqual({ code: 1, output: rows });
        expect(errors).toBe('The script failed while it ran: out of memory\n');
    });

    it.each<[string, Respond, string]>([
        [
            'a refusal',
            (_, response) =>
                response.writeHead(401).end('{"code":"unauthorized","message":"unauthorized access"}'),
            'unauthorized access (401, unauthorized)\n',
        ],
        [
            'a page',
            (_, response) => response.writeHead(502).end('<html>'),
            'The server answered 502 without a reason',
        ],
        [
            'a redirect',
            (_, response) => response.writeHead(307, { Location: 'http://127.0.0.1:9/' }).end(),
            'could not be reached: ',
        ],
        [
            'a cut',
            (_, response) => {
                response.writeHead(200, csv).write(',result,table,a\r\n', () => response.destroy());
            },
            'The answer broke off: ',
        ],
        ['HTML', (_, response) => response.writeHead(200).end('<html>'), 'The answer broke off: '],
    ])('explains %s', async (_, respond, words) => {
        const { code, errors } = await runOn(respond);
        expect(code).toBe(1);
        expect(errors).toContain(words);
    });

    it('says that there is no server', async () => {
        const args = ['run', example('get-last-point.flux'), '--url', 'http://127.0.0.1:9'];
        const { code, errors } = await run(args, { INFLUX_TOKEN: token });
        expect(code).toBe(1);
        expect(errors).toContain('http://127.0.0.1:9 could not be reached: ');
    });
});

describe('sandbox', () => {
    it('starts the sandbox, which a run can use', async () => {
        const child = spawn(process.execPath, [bundle, 'sandbox', '--now', documentedNow], { stdio: 'pipe' });
        const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
        const { url, token, org } = JSON.parse(chunk.toString()) as {
            url: string;
            token: string;
            org: string;
        };
        const params = example('filter-and-group.params.json');
        const args = [
            'run',
            example('filter-and-group.flux'),
            '--params',
            params,
            '--url',
            url,
            '--org',
            org,
        ];
        const { code, output, errors } = await run(args, { INFLUX_TOKEN: token });
        expect({ code, errors }).toEqual({ code: 0, errors: '' });
        expect(output.split('\r\n').filter((line) => line.startsWith(',,'))).toHaveLength(6);
        child.stdin.end();
        expect(await once(child, 'exit')).toEqual([0, null]);
    });
});
