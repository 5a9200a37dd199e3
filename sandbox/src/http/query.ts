/** `/api/v2/query`: runs a text that is not stored. */
import * as v from 'valibot';
import { parseRfc3339 } from '../data/rfc3339';
import { acceptParams } from './accept-params';
import { ApiError } from './api-error';
import { invalidBody, readJson } from './body';
import type { Answer, Call, Services } from './call';
import { dialectSchema, headerOnly } from './dialect';
import { demandFlux } from './language';
import { demandOrganization } from './organizations';
import { paramsSchema } from './params-schema';
import { propertyText } from './params-text';
import { streamRun } from './stream-run';

const querySchema = v.object({
    query: v.pipe(v.string('must be the text of the query'), v.nonEmpty('must not be empty')),
    type: v.nullish(v.string(), 'flux'),
    params: paramsSchema,
    extern: v.nullish(v.unknown()),
    dialect: v.nullish(dialectSchema),
    now: v.nullish(v.pipe(v.string(), v.transform(parseRfc3339), v.bigint('must be a time as in RFC 3339'))),
});

export async function runQuery(call: Call, services: Services): Promise<Answer> {
    demandOrganization(call.query);
    const { value, text } = await readJson(call.request, querySchema);
    demandFlux(value.type);
    refuseExtern(value);
    const posted = value.params ? propertyText(text, 'params') : undefined;
    const paramsText = await acceptParams(posted, value.query, services, call.signal);
    return streamRun(call, services, {
        query: value.query,
        paramsText,
        now: value.now ?? services.clock.now(),
        dialect: value.dialect ?? headerOnly,
    });
}

function refuseExtern({ params, extern }: { params?: unknown; extern?: unknown }): void {
    if (extern === undefined || extern === null) return;
    if (params) throw invalidBody('params and extern exclude each other: send one of them');
    throw new ApiError(
        'invalid',
        'extern is not supported here: send the values as "params", or put the options into the query',
    );
}
