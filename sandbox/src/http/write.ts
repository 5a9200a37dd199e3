/** `/api/v2/write`: takes points as line protocol. */
import { precisions, readLineProtocol } from '../data/line-protocol';
import type { BadLine, Precision } from '../data/line-protocol';
import type { Point } from '../data/point';
import { ApiError } from './api-error';
import { readText } from './body';
import type { Answer, Call, Services } from './call';
import { demandOrganization } from './organizations';

/**
 * Good lines are written although others are bad; the answer then is a 400 that names the first bad line, as
 * InfluxDB's partial write error does.
 */
export async function writePoints({ request, query }: Call, services: Services): Promise<Answer> {
    const { buckets, bucketFiles, clock } = services;
    demandOrganization(query);
    const name = query.get('bucket') ?? '';
    const bucket = buckets.find(name);
    if (!bucket) throw new ApiError('not found', `bucket "${name}" not found`);
    const text = await readText(request, 'text/plain');
    const { good, bad } = readLineProtocol(text, readPrecision(query), clock.now());
    if (good.length === 0 && bad.length === 0) throw new ApiError('invalid', 'writing requires points');
    const refused: BadLine[] = [];
    const taken: Point[] = [];
    for (const { line, text, points } of good) {
        for (const point of points) {
            const reason = buckets.write(bucket.id, point);
            if (reason === undefined) taken.push(point);
            else refused.push({ line, text, reason });
        }
    }
    await bucketFiles?.append(bucket, taken);
    if (bad.length === 0 && refused.length === 0) return { status: 204 };
    const written = good.length - new Set(refused.map(({ line }) => line)).size;
    throw partialWrite(written, [...bad, ...refused]);
}

function readPrecision(query: URLSearchParams): Precision {
    const text = query.get('precision') ?? 'ns';
    if (Object.hasOwn(precisions, text)) return text as Precision;
    throw new ApiError('invalid', `the precision must be ns, us, ms or s; it is ${JSON.stringify(text)}`);
}

const shownLineLength = 80;

function partialWrite(written: number, bad: readonly BadLine[]): ApiError {
    const [first] = [...bad].sort((a, b) => a.line - b.line);
    if (!first) throw new TypeError('a partial write names at least one line');
    const { line, text, reason } = first;
    const shown = text.length > shownLineLength ? `${text.slice(0, shownLineLength)}…` : text;
    const more = bad.length > 1 ? ` (${bad.length - 1} more)` : '';
    return new ApiError(
        'invalid',
        `partial write error (${written} written): unable to parse line ${line} '${shown}': ${reason}${more}`,
    );
}
