import * as v from 'valibot';
import { InfluxDbError } from './scripts-api';
import type { Exchange } from './exchange';

/** Bytes of a JSON answer that are read at most: 500 scripts of 100 KB and then some. */
const largestJson = 64 * 1024 * 1024;
/** Bytes of an error's body that are read at most. */
const largestError = 64 * 1024;

/**
 * Reads and checks a JSON answer. A byte order mark is accepted. Rejects with InfluxDbError `not-influxdb` when it is
 * a web page, cut off, too large or of another shape, and with what the body's stream rejects with.
 * @param what names the answer for the person, for example "the list of scripts".
 */
export async function readJson<Schema extends v.GenericSchema>(
    answer: Exchange,
    schema: Schema,
    what: string,
    origin: string,
): Promise<v.InferOutput<Schema>> {
    const text = await readText(answer, largestJson);
    if (text === undefined) throw notWhatWasExpected(origin, what, 'it is larger than 64 MB');
    if (isWebPage(answer, text)) throw notWhatWasExpected(origin, what, 'a web page came instead');
    if (text.trim() === '') throw notWhatWasExpected(origin, what, 'the answer is empty');
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        const cut = /^\s*[[{]/.test(text) ? 'its JSON is cut off or broken' : 'it is not JSON';
        throw notWhatWasExpected(origin, what, cut);
    }
    const checked = v.safeParse(schema, value);
    if (checked.success) return checked.output;
    const path = v.getDotPath(checked.issues[0]);
    throw notWhatWasExpected(origin, what, `${path ?? 'its content'} is not as the scripts API says`);
}

/** The text of an error's body, as far as it can be read; never rejects unless the person cancelled. */
export async function readErrorText(answer: Exchange): Promise<string> {
    try {
        return (await readText(answer, largestError)) ?? '';
    } catch (error) {
        if (error instanceof InfluxDbError && error.kind === 'cancelled') throw error;
        return '';
    }
}

/** True when the answer says or looks as if it were HTML. */
export function isWebPage(answer: Exchange, text: string): boolean {
    return (
        /\bhtml\b/i.test(answer.header('content-type') ?? '') ||
        /^\s*<(!doctype|html|head|body)\b/i.test(text)
    );
}

/** Reads a body as UTF-8. Undefined, with the socket closed, when it is larger than the limit in bytes. */
async function readText(answer: Exchange, limit: number): Promise<string | undefined> {
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    let size = 0;
    let text = '';
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return text + decoder.decode();
        size += value.byteLength;
        if (size > limit) {
            await reader.cancel();
            return undefined;
        }
        text += decoder.decode(value, { stream: true });
    }
}

function notWhatWasExpected(origin: string, what: string, reason: string): InfluxDbError {
    return new InfluxDbError(
        'not-influxdb',
        `${origin} did not answer with ${what}: ${reason}. Check the connection's URL; a proxy or a login page may stand in between.`,
    );
}
