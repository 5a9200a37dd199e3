import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as v from 'valibot';
import { ApiError } from './api-error';

/** The largest body that is taken, in bytes, before and after unpacking. */
export const largestBody = 10 * 1024 * 1024;

export interface JsonBody<T> {
    readonly value: T;
    /** The body as it was posted. */
    readonly text: string;
}

/**
 * Reads a JSON body and checks it. An empty body reads as `{}`. Throws ApiError: 415 for another content type, 413 for
 * one that is too large, 400 for one that is not JSON or not of the schema.
 */
export async function readJson<T>(
    request: IncomingMessage,
    schema: v.GenericSchema<unknown, T>,
): Promise<JsonBody<T>> {
    const text = (await readText(request, 'application/json')) || '{}';
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (error) {
        throw invalidBody(error instanceof Error ? error.message : 'not JSON');
    }
    // Valibot would take an array for an object.
    if (Array.isArray(json)) throw invalidBody('a JSON object is expected, not an array');
    const result = v.safeParse(schema, json);
    if (!result.success) throw invalidBody(result.issues.map(describeIssue).join('; '));
    return { value: result.output, text };
}

/** Reads a body of text in UTF-8, unpacked when it came as gzip. Throws ApiError. */
export async function readText(request: IncomingMessage, mediaType: string): Promise<string> {
    const packed = await readBytes(request);
    if (packed.length === 0) return '';
    checkMediaType(request, mediaType);
    const bytes = await unpack(request, packed);
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
        throw invalidBody('the text is not UTF-8');
    }
}

/** A 400 that names what is wrong with the body, in the words that InfluxDB begins it with. */
export function invalidBody(reason: string): ApiError {
    return new ApiError('invalid', `failed to decode request body: ${reason}`);
}

function describeIssue(issue: v.BaseIssue<unknown>): string {
    const path = v.getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
}

function checkMediaType({ headers }: IncomingMessage, mediaType: string): void {
    const [sent = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
    const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
    const good = sent.toLowerCase() === mediaType && (!charset || /^charset="?utf-8"?$/i.test(charset));
    if (good) return;
    throw new ApiError(
        'unsupported media type',
        `the Content-Type must be ${mediaType} in UTF-8; it is ${headers['content-type'] ?? 'missing'}`,
    );
}

async function unpack({ headers }: IncomingMessage, bytes: Buffer): Promise<Buffer> {
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity') return bytes;
    if (encoding !== 'gzip') {
        throw new ApiError('unsupported media type', `the Content-Encoding must be gzip; it is ${encoding}`);
    }
    try {
        return await promisify(gunzip)(bytes, { maxOutputLength: largestBody });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
        throw invalidBody('the body is not gzip');
    }
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
    return new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const refuse = (error: Error): void => {
            request.off('data', take);
            // The rest is thrown away, so that the client gets to read the answer.
            request.resume();
            reject(error);
        };
        const take = (chunk: Buffer): void => {
            size += chunk.length;
            if (size > largestBody) refuse(tooLarge());
            else chunks.push(chunk);
        };
        if (Number(request.headers['content-length']) > largestBody) refuse(tooLarge());
        else request.on('data', take);
        request.on('end', () => resolve(Buffer.concat(chunks)));
        request.on('close', () => reject(invalidBody('the request ended before its body did')));
        request.on('error', () => reject(invalidBody('the request ended before its body did')));
    });
}

function tooLarge(): ApiError {
    return new ApiError('request too large', `the body must not be larger than ${largestBody} bytes`);
}
