import { appendFile, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import writeFileAtomic from 'write-file-atomic';
import type { BucketCatalog, BucketRecord } from '../data/bucket-catalog';
import type { Clock } from '../data/clock';
import { formatPoint } from '../data/format-point';
import { readLineProtocol } from '../data/line-protocol';
import type { Point } from '../data/point';

const recordSchema = v.object({
    id: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    name: v.string(),
    description: v.string(),
    createdAt: v.string(),
});

/** Where created buckets and written points are kept between two runs of the sandbox. */
export interface BucketFiles {
    /** Keeps that there is a bucket. */
    create(bucket: BucketRecord): Promise<void>;
    /** Keeps points that a bucket took. */
    append(bucket: BucketRecord, points: readonly Point[]): Promise<void>;
}

/**
 * Opens the buckets kept below `dataFolder` and puts them and their points into the catalog. Of each bucket there is a
 * JSON file with its record and a file of line protocol with its points; the sample buckets have the latter only.
 * `warn` gets a sentence for each file or line that could not be read; it is left as it is.
 */
export async function openBucketFiles(
    dataFolder: string,
    catalog: BucketCatalog,
    clock: Clock,
    warn: (message: string) => void,
): Promise<BucketFiles> {
    const folder = path.join(dataFolder, 'buckets');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(folder)).sort();
    for (const name of names.filter((file) => file.endsWith('.json'))) {
        const record = await readRecord(path.join(folder, name));
        if (record && `${record.id}.json` === name) catalog.add(record);
        else warn(`${path.join(folder, name)} holds no bucket and was left out. Mend or remove it.`);
    }
    for (const name of names.filter((file) => file.endsWith('.lp'))) {
        await readPoints(path.join(folder, name), catalog, clock, warn);
    }
    return new KeptBuckets(folder);
}

async function readRecord(file: string): Promise<BucketRecord | undefined> {
    try {
        return v.parse(recordSchema, JSON.parse(await readFile(file, 'utf8')));
    } catch {
        return undefined;
    }
}

async function readPoints(
    file: string,
    catalog: BucketCatalog,
    clock: Clock,
    warn: (message: string) => void,
): Promise<void> {
    const id = path.basename(file, '.lp');
    const { good, bad } = readLineProtocol(await readFile(file, 'utf8'), 'ns', clock.now());
    const reasons = bad.map(({ line, reason }) => `line ${line}: ${reason}`);
    for (const { line, points } of good) {
        for (const point of points) {
            const reason = catalog.write(id, point);
            if (reason !== undefined) reasons.push(`line ${line}: ${reason}`);
        }
    }
    if (reasons.length === 0) return;
    warn(`${file}: ${reasons.length} lines were left out, the first is ${reasons[0] ?? ''}`);
}

class KeptBuckets implements BucketFiles {
    readonly #folder: string;
    /** Appends come one after the other, so that lines never mix. */
    #last: Promise<unknown> = Promise.resolve();

    constructor(folder: string) {
        this.#folder = folder;
    }

    create({ id, name, description, createdAt }: BucketRecord): Promise<void> {
        const json = JSON.stringify({ id, name, description, createdAt }, undefined, 2);
        return writeFileAtomic(path.join(this.#folder, `${id}.json`), `${json}\n`, { mode: 0o600 });
    }

    append(bucket: BucketRecord, points: readonly Point[]): Promise<void> {
        const lines = points.map((point) => `${formatPoint(point)}\n`).join('');
        const append = this.#last.then(async () => {
            // A bucket that was filled from a file at the start has no record yet.
            if (!bucket.isSample) await this.create(bucket);
            await appendFile(path.join(this.#folder, `${bucket.id}.lp`), lines, { mode: 0o600 });
        });
        this.#last = append.catch(() => undefined);
        return append;
    }
}
