/** `/api/v2/scripts/{id}/invoke`: runs a stored script. */
import * as v from 'valibot';
import { acceptParams } from './accept-params';
import { readJson } from './body';
import type { Answer, Call, Services } from './call';
import { headerOnly } from './dialect';
import { demandFlux } from './language';
import { paramsSchema } from './params-schema';
import { propertyText } from './params-text';
import { demandScript } from './scripts';
import { streamRun } from './stream-run';

const invokeSchema = v.object({ params: paramsSchema });

export async function invokeScript(call: Call, services: Services): Promise<Answer> {
    const { script: query, language } = demandScript(call, services);
    demandFlux(language);
    const { value, text } = await readJson(call.request, invokeSchema);
    const posted = value.params ? propertyText(text, 'params') : undefined;
    const paramsText = await acceptParams(posted, query, services, call.signal);
    const now = services.clock.now();
    return streamRun(call, services, { query, paramsText, now, dialect: headerOnly });
}
