import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { apiErrorSchema } from '@flux-scripts/contracts/scripts-api';
import { AnnotatedCsvReader } from '@flux-scripts/csv/reader';
import * as v from 'valibot';

/** A server that speaks InfluxDB's query API. */
export interface QueryServer {
    /** Without a trailing slash. */
    readonly url: string;
    readonly token: string;
    readonly org: string | undefined;
}

export interface Query {
    readonly query: string;
    /** The JSON text of the params object; sent as it is. */
    readonly paramsText: string | undefined;
    /** RFC 3339. */
    readonly now: string | undefined;
}

/** The server could not be reached, refused the query, or it failed while it ran. */
export class QueryFailure extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'QueryFailure';
    }
}

/**
 * Runs a query and writes its annotated CSV, with all annotations, to `output` as it comes. Rejects with QueryFailure,
 * also when the answer began well and ends with an error table.
 */
export async function runQuery(server: QueryServer, query: Query, output: Writable): Promise<void> {
    const response = await post(server, query);
    if (!response.ok) throw new QueryFailure(await explain(response));
    if (!response.body) return;
    let failure: string | undefined;
    const reader = new AnnotatedCsvReader({
        table: () => undefined,
        row: () => undefined,
        failure: (message) => (failure = message),
    });
    try {
        for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
            reader.write(chunk);
            if (!output.write(chunk)) await once(output, 'drain');
        }
        reader.end();
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
        throw new QueryFailure(`The answer broke off: ${reasonOf(error)}`);
    }
    if (failure !== undefined) throw new QueryFailure(`The script failed while it ran: ${failure}`);
}

async function post(server: QueryServer, query: Query): Promise<Response> {
    const org = server.org === undefined ? '' : `?org=${encodeURIComponent(server.org)}`;
    try {
        return await fetch(`${server.url}/api/v2/query${org}`, {
            method: 'POST',
            headers: {
                Authorization: `Token ${server.token}`,
                'Content-Type': 'application/json',
                Accept: 'application/csv',
            },
            body: bodyOf(query),
            // The token belongs to this server alone.
            redirect: 'error',
        });
    } catch (error) {
        throw new QueryFailure(`${server.url} could not be reached: ${reasonOf(error)}`);
    }
}

/** Put together as text: the params must not go through JSON.parse. */
function bodyOf({ query, paramsText, now }: Query): string {
    const body = JSON.stringify({
        query,
        type: 'flux',
        dialect: { header: true, delimiter: ',', annotations: ['datatype', 'group', 'default'] },
        now,
    });
    return paramsText === undefined ? body : `${body.slice(0, -1)},"params":${paramsText}}`;
}

async function explain(response: Response): Promise<string> {
    const text = await response.text();
    try {
        const { message, code } = v.parse(apiErrorSchema, JSON.parse(text));
        return `${message} (${response.status}${code === undefined ? '' : `, ${code}`})`;
    } catch {
        return `The server answered ${response.status} without a reason that can be read. Is it an InfluxDB server?`;
    }
}

function reasonOf(error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
}
