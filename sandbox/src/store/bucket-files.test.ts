import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BucketCatalog } from '../data/bucket-catalog';
import { startClock } from '../data/clock';
import type { Point } from '../data/point';
import { openBucketFiles } from './bucket-files';

const clock = startClock(1_700_000_000_000_000_000n);
let folder: string;
let warnings: string[];
beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sandbox-buckets-'));
    warnings = [];
});
afterEach(() => rm(folder, { recursive: true }));

async function open() {
    const catalog = new BucketCatalog(clock);
    const files = await openBucketFiles(folder, catalog, clock, (message) => warnings.push(message));
    return { catalog, files };
}
function point(time: bigint): Point {
    return { measurement: 'm', tags: { a: 'b' }, field: 'f', time, value: { type: 'int', value: time } };
}
function times(catalog: BucketCatalog, name: string): bigint[] {
    const bucket = catalog.buckets().find((one) => one.name === name)!;
    return bucket.series
        .filter(({ measurement }) => measurement === 'm')
        .flatMap((series) => [...series.times]);
}

it('keeps buckets and points, those of the sample buckets too', async () => {
    const { catalog, files } = await open();
    const mine = catalog.create('mine', 'of mine');
    await files.create(mine);
    await Promise.all([files.append(mine, [point(2n)]), files.append(mine, [point(1n), point(3n)])]);
    await files.append(catalog.find('air_sensor')!, [point(9n)]);
    const again = (await open()).catalog;
    expect(again.list().map(({ name }) => name)).toEqual(['air_sensor', 'machines', 'mine']);
    expect(again.find('mine')).toEqual(mine);
    expect(times(again, 'mine')).toEqual([1n, 2n, 3n]);
    expect(times(again, 'air_sensor')).toEqual([9n]);
    expect(warnings).toEqual([]);
});

it('leaves out what was cut or broken, says so and keeps the rest', async () => {
    const { catalog, files } = await open();
    const mine = catalog.create('mine');
    await files.append(mine, [point(1n)]);
    const points = path.join(folder, 'buckets', `${mine.id}.lp`);
    await appendFile(points, 'm,a=b f=');
    await writeFile(path.join(folder, 'buckets', '0123456789abcdef.json'), '{');
    const before = await readFile(points, 'utf8');
    expect(times((await open()).catalog, 'mine')).toEqual([1n]);
    expect(warnings).toHaveLength(2);
    expect(warnings.join('\n')).toContain('1 lines were left out, the first is line 2: missing field value');
    expect(await readFile(points, 'utf8')).toBe(before);
});
