/** The real bundle as a process: what it prints, and when it ends. */
import { fork, spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { sandboxHandshakeSchema } from '@flux-scripts/contracts/sandbox-handshake';
import type { SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bundle = path.resolve(import.meta.dirname, '../../dist/sandbox.js');
const children: ChildProcess[] = [];
let orphan: number | undefined;
let folder: string;
beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-process-'));
});
afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    if (orphan !== undefined) process.kill(orphan, 'SIGKILL');
    orphan = undefined;
    await rm(folder, { recursive: true });
});

function start(args: readonly string[] = [], options: SpawnOptions = {}): ChildProcess {
    const child = spawn(process.execPath, [bundle, ...args], { stdio: 'pipe', ...options });
    children.push(child);
    return child;
}
async function handshakeOf(child: ChildProcess): Promise<SandboxHandshake> {
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    return v.parse(sandboxHandshakeSchema, JSON.parse(line));
}
function call({ url, token }: SandboxHandshake, route: string, body?: object): Promise<Response> {
    const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' };
    return fetch(
        `${url}${route}`,
        body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers },
    );
}
/** The exit code and all that it printed to standard output and standard error. */
async function ended(child: ChildProcess): Promise<{ code: number; output: string; errors: string }> {
    const closed = once(child, 'close') as Promise<[number]>;
    const [output, errors, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), closed]);
    return { code, output, errors };
}

describe('what it prints', () => {
    it('is one line on standard output, whatever is run, and no token anywhere else', async () => {
        const child = start();
        const output = text(child.stdout!);
        const errors = text(child.stderr!);
        const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
        const handshake = v.parse(sandboxHandshakeSchema, JSON.parse(chunk.toString()));
        expect(handshake).toMatchObject({ org: 'sandbox', pid: child.pid });
        expect(handshake.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
        const params = await call(handshake, '/api/v2/scripts/084d693d93048000/params');
        expect(await params.json()).toEqual({ params: { mybucket: 'string' } });
        const crash = await call(handshake, '/api/v2/query', { query: 'f = (a, 1) => a' });
        expect(crash.status).toBe(400);
        child.stdin!.end();
        expect((await output).trimEnd().split('\n')).toHaveLength(1);
        expect(await errors).not.toContain(handshake.token);
    });

    it('has another token at every start, or the one that is handed in', async () => {
        const first = await handshakeOf(start());
        const second = await handshakeOf(start());
        expect(first.token).not.toBe(second.token);
        expect(Buffer.from(first.token, 'base64url')).toHaveLength(32);
        const given = 'stable-token-for-a-test-0123456789';
        const env = { ...process.env, FLUX_SANDBOX_TOKEN: given };
        const third = await handshakeOf(start([], { env }));
        expect(third.token).toBe(given);
        expect((await call(third, '/api/v2/scripts')).status).toBe(200);
    });

    it.each([
        [['--port', 'x'], '--port takes a whole number'],
        [['--port', '70000'], '--port takes a whole number'],
        [['--now', 'today'], '--now takes a time'],
        [['--bucket', 'x'], '--bucket takes NAME=FILE'],
        [['--switch', 'conflictStatus=500'], 'conflictStatus=422|409'],
        [['--switch', 'none=1'], '--switch takes one of'],
        [['--none'], "Unknown option '--none'"],
        [['extra'], 'extra'],
    ])('says what is wrong with %j', async (args, words) => {
        const child = start(args);
        const { code, output, errors } = await ended(child);
        expect(code).toBe(2);
        expect(output).toBe('');
        expect(errors).toContain(words);
        expect(errors).toContain('--help');
    });

    it('does not print a token that it refuses', async () => {
        const child = start([], { env: { ...process.env, FLUX_SANDBOX_TOKEN: 'too-short-secret' } });
        const { code, errors } = await ended(child);
        expect(code).toBe(2);
        expect(errors).toContain('FLUX_SANDBOX_TOKEN');
        expect(errors).not.toContain('too-short-secret');
    });

    it('says that a port is taken, or a file missing', async () => {
        const { url } = await handshakeOf(start());
        for (const [args, words] of [
            [['--port', new URL(url).port], 'EADDRINUSE'],
            [['--bucket', 'x=/does/not/exist.lp'], '/does/not/exist.lp'],
        ] as const) {
            const child = start(args);
            const { code, errors } = await ended(child);
            expect(code).toBe(1);
            expect(errors).toContain(words);
        }
    });

    it('helps', async () => {
        const child = start(['--help']);
        const { code, output } = await ended(child);
        expect(code).toBe(0);
        expect(output).toContain('conflictStatus=422|409');
    });
});

describe('when it ends', () => {
    it('is with its standard input, when that is a pipe', async () => {
        const child = start();
        await handshakeOf(child);
        child.stdin!.end();
        expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it('is also when that ends before it is up', async () => {
        const child = start();
        child.stdin!.end();
        expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it('is with its channel, when it was forked', async () => {
        const child = fork(bundle, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
        children.push(child);
        await handshakeOf(child);
        child.disconnect();
        expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it('is with a parent that is killed', async () => {
        // The sandbox writes to the same pipe as its parent: the pipe closes when both are gone.
        const code = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(bundle)}],
            { stdio: ['pipe', 'inherit', 'inherit'] })`;
        const parent = spawn(process.execPath, ['-e', code], { stdio: 'pipe' });
        children.push(parent);
        const handshake = await handshakeOf(parent);
        expect((await call(handshake, '/health')).status).toBe(200);
        orphan = handshake.pid;
        const closed = once(parent.stdout, 'close');
        parent.kill('SIGKILL');
        await closed;
        orphan = undefined;
        await expect(call(handshake, '/health')).rejects.toThrow();
    });

    it('is with the process that --parent-pid names', async () => {
        const parent = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: 'pipe' });
        children.push(parent);
        const child = start(['--parent-pid', String(parent.pid)], { stdio: ['ignore', 'pipe', 'pipe'] });
        await handshakeOf(child);
        parent.kill('SIGKILL');
        expect(await once(child, 'exit')).toEqual([0, null]);
    });

    it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('is with %s, while it answers too', async (signal) => {
        const child = start([], { stdio: ['ignore', 'pipe', 'pipe'] });
        const handshake = await handshakeOf(child);
        // By hand, nothing is watched: it runs until it is told to end.
        expect((await call(handshake, '/health')).status).toBe(200);
        const cut = call(handshake, '/api/v2/scripts/084d693d93048000/params').then(
            (response) => response.status,
            () => 'cut',
        );
        child.kill(signal);
        expect(await once(child, 'exit')).toEqual([0, null]);
        expect([200, 'cut']).toContain(await cut);
    });
});

describe('what it keeps', () => {
    const script = { name: 'kept', description: 'd', script: 'x = 1', language: 'flux' };

    it('are the scripts, in the folder of --data-dir, for nobody else to read', async () => {
        const dataFolder = path.join(folder, 'deep', 'data');
        const args = ['--data-dir', dataFolder];
        const first = start(args);
        const created = await call(await handshakeOf(first), '/api/v2/scripts', script);
        const stored = (await created.json()) as { id: string };
        first.kill('SIGKILL');
        await once(first, 'exit');
        expect((await readdir(path.join(dataFolder, 'scripts'))).sort()).toEqual(
            [`${stored.id}.json`, '084d693d93048000.json'].sort(),
        );
        const again = await call(await handshakeOf(start(args)), `/api/v2/scripts/${stored.id}`);
        expect(await again.json()).toEqual(stored);
    });

    it('are the buckets and points that were written', async () => {
        const args = ['--data-dir', folder, '--now', '2021-10-25T21:10:01Z'];
        const first = await handshakeOf(start(args));
        expect((await call(first, '/api/v2/buckets', { name: 'mine' })).status).toBe(201);
        const headers = { Authorization: `Token ${first.token}`, 'Content-Type': 'text/plain' };
        const write = { method: 'POST', headers, body: 'room degrees=21.5 1635196200000000000' };
        expect((await fetch(`${first.url}/api/v2/write?bucket=mine`, write)).status).toBe(204);
        process.kill(first.pid, 'SIGKILL');
        const query = 'from(bucket: "mine") |> range(start: -1h)';
        const answer = await call(await handshakeOf(start(args)), '/api/v2/query', { query });
        expect(await answer.text()).toContain(',2021-10-25T21:10:00Z,21.5,degrees,room');
    });

    it('are the points of a file, with a pinned clock', async () => {
        const file = path.join(folder, 'points.lp');
        await writeFile(file, 'room,name=a degrees=21.5 1632845585000000000\n');
        const now = '2021-10-25T21:10:01.810564864Z';
        const handshake = await handshakeOf(start(['--now', now, '--bucket', `rooms=${file}`]));
        const list = await call(handshake, '/api/v2/buckets?name=rooms');
        expect(await list.json()).toMatchObject({ buckets: [{ name: 'rooms' }] });
        const query =
            'from(bucket: "rooms") |> range(start: -30d) |> keep(columns: ["_stop", "_value", "name"])';
        const answer = await call(handshake, '/api/v2/query', { query });
        const lines = (await answer.text()).split('\r\n');
        expect(lines[0]!.split(',').sort()).toEqual(['', '_stop', '_value', 'name', 'result', 'table']);
        expect(lines[1]!.split(',').sort()).toEqual(['', '0', '21.5', now, '_result', 'a'].sort());
    });

    it('says which line of a file is bad', async () => {
        const file = path.join(folder, 'points.lp');
        await writeFile(file, '# fine\nroom degrees=21.5 1\nroom degrees=\n');
        const child = start(['--bucket', `rooms=${file}`]);
        const { code, errors } = await ended(child);
        expect(code).toBe(1);
        expect(errors).toContain(`${file}, line 3: missing field value of "degrees"`);
    });
});
