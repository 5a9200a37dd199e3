import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { BucketFile } from './data/load-bucket-file';
import { parseRfc3339 } from './data/rfc3339';
import { describeSwitches, switchesSchema } from './http/switches';
import { tokenForm } from './http/token';
import type { SandboxOptions } from './start-sandbox';

/** What was written on the command line cannot be done. The message says why. */
export class UsageError extends Error {
    constructor(message: string) {
        super(message);
        this.name = 'UsageError';
    }
}

export interface SandboxCommand {
    readonly options: SandboxOptions;
    /** End when this process is gone. */
    readonly parentPid: number | undefined;
    readonly help: boolean;
}

/** The environment variable that hands in a token, for a sandbox whose token stays the same. */
export const tokenVariable = 'FLUX_SANDBOX_TOKEN';

export const sandboxUsage = `Options of the sandbox:
  --port N             listen on this port of 127.0.0.1 (0, the default: any free one)
  --now TIME           pin the clock to an RFC 3339 time; the sample data keeps its original dates
  --data-dir FOLDER    keep scripts, buckets and points in this folder (without it: in memory)
  --bucket NAME=FILE   fill a bucket from a file of line protocol (times in ns); may be repeated
  --switch NAME=VALUE  answer as the other kind of server does; may be repeated:
${describeSwitches()
    .map((line) => `                         ${line}`)
    .join('\n')}
  --parent-pid PID     end when this process is gone
  --help               print this

Environment:
  ${tokenVariable}   the token to ask for (32 characters or more); without it: a random one`;

const optionTable = {
    port: { type: 'string' },
    now: { type: 'string' },
    'data-dir': { type: 'string' },
    bucket: { type: 'string', multiple: true },
    switch: { type: 'string', multiple: true },
    'parent-pid': { type: 'string' },
    help: { type: 'boolean' },
} as const;

/** Reads the sandbox's options. Takes the arguments after the program's name. Throws UsageError. */
export function parseSandboxCommand(
    args: readonly string[],
    environment: Readonly<Record<string, string | undefined>>,
): SandboxCommand {
    const values = parse(args);
    const pid = values['parent-pid'];
    return {
        options: {
            port: wholeNumber('port', values.port ?? '0', 65_535),
            now: values.now === undefined ? undefined : parseNow(values.now),
            dataFolder: values['data-dir'],
            bucketFiles: (values.bucket ?? []).map(parseBucketFile),
            switches: parseSwitches(values.switch ?? []),
            token: parseToken(environment[tokenVariable]),
        },
        parentPid: pid === undefined ? undefined : wholeNumber('parent-pid', pid, 2 ** 31),
        help: values.help === true,
    };
}

function parse(args: readonly string[]) {
    try {
        return parseArgs({ args: [...args], options: optionTable, strict: true }).values;
    } catch (error) {
        throw new UsageError(error instanceof Error ? error.message : String(error));
    }
}

/** Takes an RFC 3339 time, gives nanoseconds since 1970. Throws UsageError. */
export function parseNow(text: string): bigint {
    const now = parseRfc3339(text);
    if (now === undefined) {
        throw new UsageError(`--now takes a time such as 2021-10-25T21:10:01Z, not ${JSON.stringify(text)}`);
    }
    return now;
}

/** Takes `NAME=FILE`. Throws UsageError. */
export function parseBucketFile(text: string): BucketFile {
    const [bucket, file] = pair(text);
    if (bucket === '' || file === '')
        throw new UsageError(`--bucket takes NAME=FILE, not ${JSON.stringify(text)}`);
    return { bucket, file };
}

function parseSwitches(texts: readonly string[]): SandboxOptions['switches'] {
    const result = v.safeParse(switchesSchema, Object.fromEntries(texts.map(pair)));
    if (result.success) return result.output;
    throw new UsageError(`--switch takes one of ${describeSwitches().join(', ')}; not ${texts.join(', ')}`);
}

function parseToken(token: string | undefined): string | undefined {
    if (token === undefined || token === '') return undefined;
    // Its text stays out of the message.
    if (!tokenForm.test(token)) {
        throw new UsageError(`${tokenVariable} must be 32 or more letters, digits or one of . _ ~ + / = -`);
    }
    return token;
}

function wholeNumber(name: string, text: string, most: number): number {
    if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
    throw new UsageError(`--${name} takes a whole number up to ${most}, not ${JSON.stringify(text)}`);
}

function pair(text: string): [string, string] {
    const at = text.indexOf('=');
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
