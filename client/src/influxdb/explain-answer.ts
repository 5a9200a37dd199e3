import * as v from 'valibot';
import { apiErrorSchema } from '@flux-scripts/contracts/scripts-api';
import { InfluxDbError, type InfluxDbErrorKind } from './scripts-api';

/** What was asked; decides what a status means. */
export type Operation = 'list' | 'get' | 'create' | 'update' | 'delete' | 'params' | 'invoke';

export interface Refusal {
    readonly operation: Operation;
    readonly origin: string;
    readonly status: number;
    /** The body's text, perhaps cut. */
    readonly body: string;
    readonly retryAfterSeconds: number | undefined;
    /** Hidden wherever the server repeats it. */
    readonly token: string;
}

const deeds: Record<Operation, string> = {
    list: 'list the scripts',
    get: 'read this script',
    create: 'create scripts',
    update: 'change scripts',
    delete: 'delete scripts',
    params: "read this script's parameters",
    invoke: 'invoke this script or read its data',
};

/**
 * Puts an answer with another status than 2xx into words: what the server said, what it means here, what to do next.
 * A 404 is told apart by its message, because one status stands for a script, a bucket and the whole API.
 */
export function explainAnswer(refusal: Refusal): InfluxDbError {
    const { status, retryAfterSeconds } = refusal;
    const said = parseErrorBody(refusal.body, refusal.token);
    const [kind, message] = explain(refusal, said);
    return new InfluxDbError(kind, message, {
        status,
        ...(said === undefined ? {} : { serverMessage: said.message }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
}

interface Said {
    readonly code: string;
    readonly message: string;
}

type Explanation = [kind: InfluxDbErrorKind, message: string];

function explain(refusal: Refusal, said: Said | undefined): Explanation {
    const { status, operation, origin } = refusal;
    const quoted = said ? ` The server says: ${said.message}` : '';
    if (status === 401 || status === 403) return unauthorized(refusal, quoted);
    if (status === 404 || status === 405 || status === 501) {
        const missing = explainMissing(operation, origin, said);
        if (missing) return missing;
    }
    if (status === 409 || (status === 422 && isConflict(said))) {
        return ['name-taken', `There is already a script with this name in the organization.${quoted}`];
    }
    if (status === 429) {
        return ['rate-limited', `${origin} has had too many requests.${waitAdvice(refusal)}${quoted}`];
    }
    if (status >= 500) {
        const advice = waitAdvice(refusal);
        return ['unavailable', `${origin} cannot answer at the moment (status ${status}).${advice}${quoted}`];
    }
    if (status >= 300 && status < 400) {
        return [
            'redirect',
            `${origin} answered with a redirect (status ${status}). It was not followed. Use the server's final URL in the connection.`,
        ];
    }
    if (said) return ['invalid', `InfluxDB refused this: ${said.message}`];
    return ['invalid', `${origin} refused to ${deeds[operation]} (status ${status}) and did not say why.`];
}

function unauthorized({ operation, origin, status }: Refusal, quoted: string): Explanation {
    const reading = operation === 'list' || operation === 'get' || operation === 'params';
    const message = reading
        ? `${origin} refused the token (status ${status}). It may be mistyped, expired, deleted, or of another region or organization. Enter a new token.${quoted}`
        : `${origin} did not allow this token to ${deeds[operation]} (status ${status}). If reading still works, the token lacks this permission: use one that has it. The token you entered is kept.${quoted}`;
    return ['unauthorized', message];
}

function explainMissing(
    operation: Operation,
    origin: string,
    said: Said | undefined,
): Explanation | undefined {
    const bucket = said && /could not find bucket "([^"]*)"/.exec(said.message);
    if (bucket) {
        return [
            'bucket-not-found',
            `There is no bucket "${bucket[1] ?? ''}" here, or the token may not read it. Check the script and its params.`,
        ];
    }
    const onCollection = operation === 'list' || operation === 'create';
    if (!onCollection && said && /\bscript\b/i.test(said.message)) {
        return [
            'script-not-found',
            'This script is not on the server any more. Refresh to see what is there; nothing of yours was changed.',
        ];
    }
    if (onCollection || !said) {
        return [
            'no-scripts-api',
            `${origin} has no API for invokable scripts. InfluxDB Cloud (TSM) has one; InfluxDB OSS, Cloud Serverless, Dedicated, Clustered and Core have not. Check the URL, or use the Sandbox.`,
        ];
    }
    return undefined;
}

function isConflict(said: Said | undefined): boolean {
    return (
        said !== undefined && (said.code === 'conflict' || /uniqueness|already exists/i.test(said.message))
    );
}

function waitAdvice({ operation, retryAfterSeconds }: Refusal): string {
    const again =
        retryAfterSeconds === undefined
            ? ' Try again in a moment.'
            : ` Try again in ${retryAfterSeconds} seconds.`;
    const writes = operation === 'create' || operation === 'update' || operation === 'delete';
    return writes ? `${again} Nothing was repeated by itself.` : again;
}

/** The server's own words: bounded in length, and without the token. Undefined when it is no error of the API. */
function parseErrorBody(body: string, token: string): Said | undefined {
    let value: unknown;
    try {
        value = JSON.parse(body.replace(/^\uFEFF/, ''));
    } catch {
        return undefined;
    }
    const checked = v.safeParse(apiErrorSchema, value);
    if (!checked.success) return undefined;
    const { message, err, code } = checked.output;
    const words = [message, err].filter((part) => part !== undefined && part !== '').join(': ');
    const safe = token === '' ? words : words.replaceAll(token, '(token)');
    return { code: String(code ?? ''), message: safe.slice(0, 2000) };
}
