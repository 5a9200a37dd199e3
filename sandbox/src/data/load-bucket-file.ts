import { readFile } from 'node:fs/promises';
import type { BucketCatalog } from './bucket-catalog';
import type { Clock } from './clock';
import { readLineProtocol } from './line-protocol';

/** A file of line protocol (timestamps in nanoseconds) whose points go into a bucket of that name. */
export interface BucketFile {
    readonly bucket: string;
    readonly file: string;
}

/** Puts a file's points into its bucket, which is made when it is missing. Rejects, naming file and line. */
export async function loadBucketFile(
    { bucket, file }: BucketFile,
    catalog: BucketCatalog,
    clock: Clock,
): Promise<void> {
    const { good, bad } = readLineProtocol(await readFile(file, 'utf8'), 'ns', clock.now());
    const [first] = bad;
    if (first) throw new Error(`${file}, line ${first.line}: ${first.reason}`);
    if (!catalog.find(bucket)) catalog.create(bucket);
    for (const { line, points } of good) {
        for (const point of points) {
            const reason = catalog.write(bucket, point);
            if (reason !== undefined) throw new Error(`${file}, line ${line}: ${reason}`);
        }
    }
}
