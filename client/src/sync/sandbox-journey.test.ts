import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import type { ScriptsApi } from '../influxdb/scripts-api';
import { startSandboxProcess, type SandboxProcess } from '../sandbox/sandbox-process';
import { openBench, type Bench } from './bench';
import { deleteScript } from './delete';
import { pullScript } from './pull';
import { pushScript } from './push';
import { updateScript } from './update';

let data: string;
let sandbox: SandboxProcess;
let bench: Bench;
let api: ScriptsApi;

async function start(): Promise<void> {
    const module = path.resolve('dist/sandbox.js');
    const program = { module, args: ['--data-dir', data], startTimeoutMilliseconds: 15_000 };
    sandbox = await startSandboxProcess(program, () => undefined);
    api = createScriptsApi(sandbox.handshake);
}
beforeEach(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'sandbox-'));
    await start();
    bench = await openBench({ kind: 'sandbox', at: sandbox.handshake });
});
afterEach(async () => {
    sandbox.stop();
    await sandbox.exited;
    await bench[Symbol.asyncDispose]();
    await rm(data, { recursive: true });
});

const named = async (name: string) => (await api.list()).find((script) => script.name === name);

test('the whole journey against the sandbox: push, update, pull, conflict, another start, delete', async () => {
    const text = '// Points of a bucket.\nfrom(bucket: params.bucket)\n    |> range(start: -30d)\n';
    const local = await bench.write('points.flux', text);
    bench.deeds.push('=', '=');
    await pushScript(bench.sync, local);
    const created = await named('points');
    expect(created).toMatchObject({ script: text, description: 'Points of a bucket.', language: 'flux' });

    await local.replace(text.replace('-30d', '-7d'));
    await updateScript(bench.sync, created!, undefined);
    expect((await api.get(created!.id)).script).toContain('-7d');

    await api.update(created!.id, { script: text, name: 'all points' });
    await pullScript(bench.sync, created!, undefined);
    expect(await bench.read('points.flux')).toBe(text);

    await local.replace(`${text}    |> limit(n: 1)\n`);
    await api.update(created!.id, { script: 'theirs = 1' });
    bench.deeds.push(undefined);
    await pushScript(bench.sync, local);
    expect(bench.shown.at(-1)).toContain('Both changed');

    sandbox.stop();
    await sandbox.exited;
    await start();
    const moved = bench.reopened(
        { ...bench.connection, url: sandbox.handshake.url },
        sandbox.handshake.token,
    );
    bench.deeds.push('Overwrite Remote');
    await pushScript(moved, local);
    expect((await api.get(created!.id)).script).toBe(`${text}    |> limit(n: 1)\n`);

    bench.deeds.push('Delete');
    await deleteScript(moved, (await named('all points'))!);
    expect(await named('all points')).toBeUndefined();
    expect(await bench.read('points.flux')).toContain('limit');
    await expect(bench.read('flux-scripts.json')).rejects.toThrow('ENOENT');
});
