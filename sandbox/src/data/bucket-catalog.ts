import { randomBytes } from 'node:crypto';
import type { BucketData } from './bucket-data';
import type { Clock } from './clock';
import { documentationPoints } from './documentation-points';
import { machinePoints } from './machine-points';
import type { Point } from './point';
import { nanosecondsPerMinute } from './rfc3339';
import { SeriesTable } from './series-table';

/** What is known of a bucket beside its data. */
export interface BucketRecord {
    /** 16 hexadecimal digits. */
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** RFC 3339. */
    readonly createdAt: string;
    /** Whether the sandbox itself puts data into it. */
    readonly isSample?: true;
}

interface Bucket {
    readonly record: BucketRecord;
    /** What the sandbox itself puts into the bucket, as of the clock's now. */
    readonly sample: ((clock: Clock) => readonly Point[]) | undefined;
    /** What people wrote; kept only where there is a sample that is made anew. */
    readonly written: Point[];
    table: SeriesTable;
    /** When the sample was made, in nanoseconds since 1970; undefined before the first time. */
    sampledAt: bigint | undefined;
    data: BucketData | undefined;
}

/** A sample older than this is made anew when the data is asked for, so that a long-running sandbox stays current. */
const sampleAge = 60n * nanosecondsPerMinute;

/** The buckets of the sandbox: two with sample data, and those that people create. */
export class BucketCatalog {
    readonly #buckets: Bucket[] = [];
    readonly #clock: Clock;

    constructor(clock: Clock) {
        this.#clock = clock;
        const createdAt = new Date().toISOString();
        this.#add(
            {
                id: '5a0db0c5000000a1',
                name: 'air_sensor',
                description: 'The points of the InfluxDB documentation.',
                createdAt,
                isSample: true,
            },
            documentationPoints,
        );
        this.#add(
            {
                id: '5a0db0c5000000a2',
                name: 'machines',
                description: 'Generated: four machines at two sites, the last 24 hours.',
                createdAt,
                isSample: true,
            },
            machinePoints,
        );
    }

    /** Every bucket with its data up to now. Unchanged buckets are the same objects as last time. */
    buckets(): readonly BucketData[] {
        return this.#buckets.map((bucket) => {
            this.#refresh(bucket);
            const series = bucket.table.series();
            if (bucket.data?.series !== series) {
                bucket.data = { id: bucket.record.id, name: bucket.record.name, series };
            }
            return bucket.data;
        });
    }

    list(): readonly BucketRecord[] {
        return this.#buckets.map(({ record }) => record);
    }

    /** Takes a bucket's name or id. */
    find(nameOrId: string): BucketRecord | undefined {
        return this.#find(nameOrId)?.record;
    }

    /** Makes an empty bucket. The name must not be taken: ask `find` before. */
    create(name: string, description = ''): BucketRecord {
        const id = randomBytes(8).toString('hex');
        return this.add({ id, name, description, createdAt: new Date().toISOString() });
    }

    /** Adds an empty bucket that was there before. */
    add(record: BucketRecord): BucketRecord {
        return this.#add(record, undefined);
    }

    /** Takes one point into a bucket, by name or id. Gives why it was refused, undefined when it was taken. */
    write(nameOrId: string, point: Point): string | undefined {
        const bucket = this.#find(nameOrId);
        if (!bucket) return `bucket "${nameOrId}" not found`;
        this.#refresh(bucket);
        const conflict = bucket.table.add(point);
        if (conflict === undefined && bucket.sample) bucket.written.push(point);
        return conflict;
    }

    #add(record: BucketRecord, sample: Bucket['sample']): BucketRecord {
        const table = new SeriesTable();
        this.#buckets.push({ record, sample, written: [], table, sampledAt: undefined, data: undefined });
        return record;
    }

    #find(nameOrId: string): Bucket | undefined {
        return (
            this.#buckets.find(({ record }) => record.name === nameOrId) ??
            this.#buckets.find(({ record }) => record.id === nameOrId)
        );
    }

    #refresh(bucket: Bucket): void {
        if (!bucket.sample) return;
        const now = this.#clock.now();
        if (bucket.sampledAt !== undefined && now - bucket.sampledAt < sampleAge) return;
        bucket.table = new SeriesTable();
        bucket.sampledAt = now;
        for (const point of bucket.sample(this.#clock)) bucket.table.add(point);
        for (const point of bucket.written) bucket.table.add(point);
    }
}
