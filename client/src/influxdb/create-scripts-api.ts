import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import {
    maximumPageSize,
    scriptIdSchema,
    scriptListSchema,
    scriptParamsSchema,
    scriptSchema,
    type CreateScriptBody,
    type Script,
    type UpdateScriptBody,
} from '@flux-scripts/contracts/scripts-api';
import { exchange, type Exchange } from './exchange';
import { explainAnswer, type Operation } from './explain-answer';
import { fetchTransport } from './fetch-transport';
import { isWebPage, readErrorText, readJson } from './read-body';
import { retryAfterSeconds, waitBeforeRetry } from './retry-after';
import { InfluxDbError, type InvokeOptions, type ScriptsApi } from './scripts-api';
import { selfSignedTransport } from './self-signed-transport';
import { tokenProblem } from './token';
import type { HttpRequest, Transport } from './transport';

export interface ScriptsApiOptions {
    /** Scheme, host and port. A path is ignored. */
    readonly url: string;
    readonly token: string;
    /** Organization name or id; sent where the documentation's examples send it. */
    readonly organization?: string | undefined;
    readonly acceptSelfSignedCertificate?: boolean | undefined;
    /** For everything but invoke: give up when nothing arrives for so long. 30 s when it is left out. */
    readonly idleTimeoutMilliseconds?: number | undefined;
}

/** A read is sent so often at most, when the server asks to come back later. */
const mostTries = 3;
/** A list that is longer than this has no end. */
const mostScripts = 50_000;

/** A client for one server and token. It keeps no state between calls. Every method rejects with InfluxDbError. */
export function createScriptsApi(options: ScriptsApiOptions): ScriptsApi {
    return new HttpScriptsApi(options);
}

interface Call {
    readonly operation: Operation;
    readonly method: HttpRequest['method'];
    readonly path: string;
    readonly body?: string;
    readonly accept?: string;
    readonly signal: AbortSignal | undefined;
    readonly idleTimeoutMilliseconds?: number;
}

class HttpScriptsApi implements ScriptsApi {
    readonly #options: ScriptsApiOptions;
    readonly #origin: string;
    readonly #transport: Transport;

    constructor(options: ScriptsApiOptions) {
        this.#options = options;
        const { origin, protocol } = new URL(options.url);
        this.#origin = origin;
        const selfSigned = options.acceptSelfSignedCertificate === true && protocol === 'https:';
        this.#transport = selfSigned ? selfSignedTransport : fetchTransport;
    }

    async list(signal?: AbortSignal): Promise<readonly Script[]> {
        const found = new Map<string, Script>();
        for (let offset = 0; ; offset += maximumPageSize) {
            const query = new URLSearchParams({ limit: String(maximumPageSize), offset: String(offset) });
            const { organization } = this.#options;
            if (organization) query.set(isId(organization) ? 'orgID' : 'org', organization);
            const path = `/scripts?${query.toString()}`;
            const answer = await this.#send({ operation: 'list', method: 'GET', path, signal });
            const page = await readJson(answer, scriptListSchema, 'the list of scripts', this.#origin);
            const before = found.size;
            for (const script of page.scripts) found.set(script.id, script);
            if (page.scripts.length < maximumPageSize) break;
            if (found.size === before) throw repeatsItself(this.#origin);
            if (found.size >= mostScripts) throw neverEnds(this.#origin);
        }
        return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
    }

    async get(id: string, signal?: AbortSignal): Promise<Script> {
        const answer = await this.#send({ operation: 'get', method: 'GET', path: scriptPath(id), signal });
        return this.#script(answer);
    }

    async create(body: CreateScriptBody, signal?: AbortSignal): Promise<Script> {
        const { organization } = this.#options;
        const withOrganization =
            body.orgID === undefined && organization && isId(organization)
                ? { ...body, orgID: organization }
                : body;
        const sent = JSON.stringify(withOrganization);
        const answer = await this.#send({
            operation: 'create',
            method: 'POST',
            path: '/scripts',
            body: sent,
            signal,
        });
        return this.#script(answer);
    }

    async update(id: string, body: UpdateScriptBody, signal?: AbortSignal): Promise<Script> {
        const path = scriptPath(id);
        const sent = JSON.stringify(body);
        const answer = await this.#send({ operation: 'update', method: 'PATCH', path, body: sent, signal });
        return this.#script(answer);
    }

    async delete(id: string, signal?: AbortSignal): Promise<void> {
        const path = scriptPath(id);
        const answer = await this.#send({ operation: 'delete', method: 'DELETE', path, signal });
        await answer.body.cancel();
    }

    async params(id: string, signal?: AbortSignal): Promise<Readonly<Record<string, string>>> {
        const path = `${scriptPath(id)}/params`;
        const answer = await this.#send({ operation: 'params', method: 'GET', path, signal });
        const what = "a script's parameters";
        const { params } = await readJson(answer, scriptParamsSchema, what, this.#origin);
        return params;
    }

    async invoke(
        id: string,
        paramsText: string,
        options: InvokeOptions,
    ): Promise<ReadableStream<Uint8Array>> {
        const path = `${scriptPath(id)}/invoke`;
        checkParams(paramsText);
        const answer = await this.#send({
            operation: 'invoke',
            method: 'POST',
            path,
            // As it was written: parsing and printing would change 1.0 and integers beyond 2^53.
            body: `{"params":${paramsText}}`,
            accept: 'application/csv',
            signal: options.signal,
            idleTimeoutMilliseconds: options.idleTimeoutMilliseconds,
        });
        if (isWebPage(answer, '')) {
            await answer.body.cancel();
            throw new InfluxDbError(
                'not-influxdb',
                `${this.#origin} answered with a web page instead of CSV. Check the connection's URL; a proxy or a login page may stand in between.`,
            );
        }
        return answer.body;
    }

    #script(answer: Exchange): Promise<Script> {
        return readJson(answer, scriptSchema, 'a script', this.#origin);
    }

    /** Sends a call; a read that meets 429 or 503 with Retry-After is sent again. Writes and runs never are. */
    async #send(call: Call): Promise<Exchange> {
        const { signal } = call;
        for (let tries = 1; ; tries++) {
            const answer = await this.#sendOnce(call);
            if (answer.status >= 200 && answer.status < 300) return answer;
            const refused = await this.#refusal(call.operation, answer);
            const { status, retryAfterSeconds: seconds } = refused.details;
            const wait = waitBeforeRetry(seconds, Math.random());
            const mayRepeat = call.method === 'GET' && (status === 429 || status === 503);
            if (!mayRepeat || wait === undefined || tries >= mostTries) throw refused;
            await delay(wait, undefined, signal ? { signal } : {}).catch(() => {
                throw new InfluxDbError('cancelled', 'Cancelled.');
            });
        }
    }

    #sendOnce(call: Call): Promise<Exchange> {
        const { token, idleTimeoutMilliseconds } = this.#options;
        const problem = tokenProblem(token);
        if (problem) {
            return Promise.reject(
                new InfluxDbError('unauthorized', `Nothing was sent to ${this.#origin}: ${problem}`),
            );
        }
        return exchange(
            this.#transport,
            {
                method: call.method,
                url: `${this.#origin}/api/v2${call.path}`,
                headers: {
                    authorization: `Token ${token}`,
                    accept: call.accept ?? 'application/json',
                    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
                },
                ...(call.body === undefined ? {} : { body: call.body }),
            },
            {
                signal: call.signal,
                idleTimeoutMilliseconds: call.idleTimeoutMilliseconds ?? idleTimeoutMilliseconds ?? 30_000,
            },
        );
    }

    async #refusal(operation: Operation, answer: Exchange): Promise<InfluxDbError> {
        return explainAnswer({
            operation,
            origin: this.#origin,
            status: answer.status,
            body: await readErrorText(answer),
            retryAfterSeconds: retryAfterSeconds(answer.header('retry-after'), Date.now()),
            token: this.#options.token,
        });
    }
}

function isId(organization: string): boolean {
    return v.is(scriptIdSchema, organization);
}

/** The path of one script. Anything but 16 hexadecimal digits is never put into a URL. */
function scriptPath(id: string): string {
    if (v.is(scriptIdSchema, id)) return `/scripts/${id}`;
    throw new InfluxDbError(
        'invalid',
        'This is not a script id (16 hexadecimal digits), so nothing was sent. Refresh the scripts and try again.',
    );
}

function checkParams(text: string): void {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        throw new InfluxDbError(
            'invalid',
            'The params are not valid JSON, so nothing was sent. Correct them and run again.',
        );
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        throw new InfluxDbError(
            'invalid',
            'The params must be one JSON object, for example {"bucket": "air_sensor"}. Nothing was sent.',
        );
    }
}

function neverEnds(origin: string): InfluxDbError {
    return new InfluxDbError(
        'not-influxdb',
        `${origin} lists more than ${mostScripts} scripts and does not come to an end, so the list was given up.`,
    );
}

function repeatsItself(origin: string): InfluxDbError {
    return new InfluxDbError(
        'not-influxdb',
        `${origin} answers every page of the list with the same scripts, so the list cannot be read to its end.`,
    );
}
