import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { SandboxHost } from './sandbox-host';
import { SandboxLock } from './sandbox-lock';
import { writeSmallSandbox } from './small-sandbox';

let folder: string;
let module: string;
let lines: string[];
let hosts: SandboxHost[];

beforeEach(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'sandbox-host-'));
    module = await writeSmallSandbox(folder);
    lines = [];
    hosts = [];
});
afterEach(async () => {
    await Promise.all(hosts.map((host) => host.dispose()));
    await fs.rm(folder, { recursive: true });
});

const lockFolder = () => path.join(folder, 'lock');
const lockFile = () => path.join(lockFolder(), 'sandbox.json');

/** A host as another window has it: everything is its own but the folder. */
function openWindow(mode = 'run', startTimeoutMilliseconds = 10_000): SandboxHost {
    const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
    const program = { module, args: [folder, mode], startTimeoutMilliseconds };
    const host = new SandboxHost(new SandboxLock(lockFolder()), program, log);
    hosts.push(host);
    return host;
}

async function starts(): Promise<number> {
    const text = await fs.readFile(path.join(folder, 'starts.log'), 'utf8');
    return text.trim().split('\n').length;
}

function isAlive(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
}

describe('the host of the sandbox', () => {
    test('starts it with the first question, and once', async () => {
        const host = openWindow();
        expect(host.url()).toBeUndefined();
        const answers = await Promise.all([host.ensure(), host.ensure()]);
        expect(answers[0]).toBe(answers[1]);
        await host.ensure();
        expect(await starts()).toBe(1);
        expect(host.url()).toBe(answers[0].url);
        expect(await createScriptsApi(answers[0]).list()).toEqual([]);
    });

    test('all windows share one, also when they ask at the same moment', async () => {
        const windows = Array.from({ length: 5 }, () => openWindow());
        const answers = await Promise.all(windows.map((host) => host.ensure()));
        expect(new Set(answers.map(({ url }) => url)).size).toBe(1);
        expect(await starts()).toBe(1);
    });

    test('only the person can read where it runs', async () => {
        await openWindow().ensure();
        expect((await fs.stat(lockFile())).mode & 0o777).toBe(0o600);
        expect((await fs.stat(lockFolder())).mode & 0o777).toBe(0o700);
    });

    test('a folder that was open to others is closed', async () => {
        await fs.mkdir(lockFolder());
        await fs.chmod(lockFolder(), 0o777);
        await openWindow().ensure();
        expect((await fs.stat(lockFolder())).mode & 0o777).toBe(0o700);
    });

    test('what is written down of another host is not asked', async () => {
        let asked = 0;
        const other = http.createServer((_, response) => {
            asked++;
            response.setHeader('content-type', 'application/json').end('{"scripts":[]}');
        });
        await once(other.listen(0, 'localhost'), 'listening');
        const { port } = other.address() as AddressInfo;
        const url = `http://localhost:${port}`;
        const written = { url, token: 'x'.repeat(43), org: 'o', orgID: '0', pid: process.pid };
        await fs.mkdir(lockFolder());
        await fs.writeFile(lockFile(), JSON.stringify(written));
        try {
            expect((await openWindow().ensure()).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
            expect(asked).toBe(0);
        } finally {
            other.close();
        }
    });

    test("its process gets no token of the window's environment", async () => {
        vi.stubEnv('FLUX_SANDBOX_TOKEN', 'canary-of-the-environment-0123456789');
        vi.stubEnv('INFLUX_TOKEN', 'canary-of-the-environment-9876543210');
        try {
            await openWindow().ensure();
        } finally {
            vi.unstubAllEnvs();
        }
        const environment = await fs.readFile(path.join(folder, 'environment.json'), 'utf8');
        expect(environment).not.toContain('canary');
    });

    test('it ends with the window that started it, and the next one starts it again', async () => {
        const [one, two] = [openWindow(), openWindow()];
        const first = await one.ensure();
        expect(await two.ensure()).toEqual(first);
        await one.dispose();
        expect(isAlive(first.pid)).toBe(false);
        const second = await two.ensure();
        expect(second.pid).not.toBe(first.pid);
        expect(await createScriptsApi(second).list()).toEqual([]);
    });

    test('a window that goes without taking it along does not matter', async () => {
        const one = openWindow();
        await one.ensure();
        const two = openWindow();
        await two.ensure();
        await two.dispose();
        expect(await createScriptsApi(await one.ensure()).list()).toEqual([]);
        expect(await starts()).toBe(1);
    });

    test('when it crashes, the next question starts it again', async () => {
        const host = openWindow();
        const first = await host.ensure();
        const ended = new Promise<void>((resolve) => {
            lines.push = (line) => {
                if (line.includes('ended')) resolve();
                return 0;
            };
        });
        process.kill(first.pid, 'SIGKILL');
        await ended;
        const second = await host.ensure();
        expect(second.url).not.toBe(first.url);
        expect(await createScriptsApi(second).list()).toEqual([]);
    });

    test('what a window left behind that died is not believed', async () => {
        const gone = spawn(process.execPath, ['-e', '']);
        await once(gone, 'exit');
        await fs.mkdir(lockFolder());
        const handshake = {
            url: 'http://127.0.0.1:9',
            token: 'x'.repeat(64),
            org: '',
            orgID: '',
            pid: gone.pid,
        };
        await fs.writeFile(lockFile(), JSON.stringify(handshake));
        await fs.writeFile(path.join(lockFolder(), 'starting.json'), String(gone.pid));
        const running = await openWindow().ensure();
        expect(running.url).not.toBe(handshake.url);
        expect(await fs.readdir(lockFolder())).toEqual(['sandbox.json']);
    });

    test('another program on its old port is not believed', async () => {
        const first = openWindow();
        const { url, pid } = await first.ensure();
        const lie = { url, token: 'y'.repeat(64), org: '', orgID: '', pid };
        await fs.writeFile(lockFile(), JSON.stringify(lie));
        const second = await openWindow().ensure();
        expect(second.url).not.toBe(url);
    });

    test('a broken note is as good as none', async () => {
        await fs.mkdir(lockFolder());
        await fs.writeFile(lockFile(), '{"url":');
        expect((await openWindow().ensure()).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    });

    test.each([
        ['fail', /the port is taken/],
        ['mute', /did not say that it is ready/],
        ['babble', /first line is not the one/],
    ])(
        'a sandbox that does not start (%s) is an error with a next step, and nothing stays behind',
        async (mode, words) => {
            const host = openWindow(mode, mode === 'mute' ? 700 : 10_000);
            await expect(host.ensure()).rejects.toMatchObject({
                kind: 'offline',
                message: expect.stringMatching(words) as string,
            });
            expect(await fs.readdir(lockFolder())).toEqual([]);
            const pid = Number(await fs.readFile(path.join(folder, 'starts.log'), 'utf8'));
            await expect.poll(() => isAlive(pid)).toBe(false);
        },
    );

    test('its token is in no line of the log', async () => {
        const host = openWindow();
        const { token } = await host.ensure();
        await expect.poll(() => lines.filter((line) => line.includes('ready with')).length).toBe(2);
        await host.dispose();
        expect(lines.join('\n')).not.toContain(token);
    });
});

test('the real sandbox starts, answers as the scripts API does, keeps scripts, and ends', async () => {
    const dist = path.join(import.meta.dirname, '../../../dist/sandbox.js');
    const openReal = () => {
        const log = { info: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
        const args = ['--data-dir', path.join(folder, 'data')];
        const program = { module: dist, args, startTimeoutMilliseconds: 15_000 };
        const host = new SandboxHost(new SandboxLock(lockFolder()), program, log);
        hosts.push(host);
        return host;
    };
    const first = openReal();
    const running = await first.ensure();
    const api = createScriptsApi(running);
    expect((await api.list()).map(({ name }) => name)).toContain('getLastPoint');
    const text = 'from(bucket: params.b) |> range(start: -1h)';
    const made = await api.create({ name: 'mine', description: 'd', script: text, language: 'flux' });
    expect(await api.params(made.id)).toEqual({ b: 'string' });
    const taken = api.create({ name: 'mine', description: 'd', script: text, language: 'flux' });
    await expect(taken).rejects.toMatchObject({ kind: 'name-taken' });
    const missing = api.invoke(made.id, '{}', { idleTimeoutMilliseconds: 20_000 });
    await expect(missing).rejects.toMatchObject({
        kind: 'invalid',
        details: { status: 400, serverMessage: 'invalid parameters provided' },
    });
    const noBucket = api.invoke(made.id, '{"b":"none"}', { idleTimeoutMilliseconds: 20_000 });
    await expect(noBucket).rejects.toMatchObject({ kind: 'bucket-not-found' });
    const data = await api.invoke(made.id, '{"b":"air_sensor"}', { idleTimeoutMilliseconds: 20_000 });
    await new Response(data).text();
    await expect(api.get('0000000000000000')).rejects.toMatchObject({ kind: 'script-not-found' });
    await first.dispose();
    expect(isAlive(running.pid)).toBe(false);

    const again = createScriptsApi(await openReal().ensure());
    expect((await again.get(made.id)).script).toBe(text);
    await again.delete(made.id);
    await expect(again.get(made.id)).rejects.toMatchObject({ kind: 'script-not-found' });
    expect(lines.join('\n')).not.toContain(running.token);
});
