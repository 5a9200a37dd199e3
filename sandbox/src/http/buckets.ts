/** `/api/v2/buckets`: list and create buckets. */
import * as v from 'valibot';
import type { BucketRecord } from '../data/bucket-catalog';
import { organization } from '../store/organization';
import { ApiError } from './api-error';
import { readJson } from './body';
import type { Answer, Call, Services } from './call';
import { demandOrganization } from './organizations';
import { readPage } from './page';

const createSchema = v.object({
    name: v.pipe(
        v.string(),
        v.trim(),
        v.nonEmpty('must not be empty'),
        v.regex(/^[^_"]/, 'must not start with an underscore or a quote'),
        v.maxLength(1024, 'must not be longer than 1024 characters'),
    ),
    description: v.nullish(v.string(), ''),
});

export function listBuckets({ query }: Call, { buckets }: Services): Answer {
    demandOrganization(query);
    const { offset, limit } = readPage(query, { usual: 20, most: 100 });
    const name = query.get('name') ?? '';
    const id = query.get('id') ?? '';
    const found = buckets
        .list()
        .filter((bucket) => (name === '' || bucket.name === name) && (id === '' || bucket.id === id));
    const links = { self: '/api/v2/buckets' };
    return { status: 200, json: { links, buckets: found.slice(offset, offset + limit).map(toJson) } };
}

export async function createBucket({ request }: Call, services: Services): Promise<Answer> {
    const { value } = await readJson(request, createSchema);
    const { buckets, bucketFiles } = services;
    if (buckets.list().some(({ name }) => name === value.name)) {
        throw new ApiError('conflict', `bucket with name ${value.name} already exists`);
    }
    const created = buckets.create(value.name, value.description);
    await bucketFiles?.create(created);
    return { status: 201, json: toJson(created) };
}

function toJson({ id, name, description, createdAt }: BucketRecord): object {
    return {
        id,
        orgID: organization.id,
        type: 'user',
        name,
        description,
        retentionRules: [],
        createdAt,
        updatedAt: createdAt,
        links: { self: `/api/v2/buckets/${id}`, write: `/api/v2/write?bucket=${id}` },
    };
}
