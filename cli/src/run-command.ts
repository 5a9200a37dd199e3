import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { UsageError, parseBucketFile, parseNow } from '@flux-scripts/sandbox/command-line';
import { defaultSwitches } from '@flux-scripts/sandbox/http/switches';
import { startSandbox } from '@flux-scripts/sandbox/start-sandbox';
import type { SandboxOptions } from '@flux-scripts/sandbox/start-sandbox';
import { QueryFailure, runQuery } from './query-server';
import type { QueryServer } from './query-server';
import { readParamsFile } from './params-file';

export const runUsage = `Options of run:
  --params FILE        the params, as {"params": {…}}
  --now TIME           what now() answers, as an RFC 3339 time
  --url URL            run on this InfluxDB server; its token is taken from INFLUX_TOKEN
  --org ORG            the organization's name or id, where the server needs it
  --bucket NAME=FILE   without --url: fill a bucket of the sandbox from a file of line protocol; may be repeated

Without --url the script runs in a sandbox of its own, on its sample data. Exit codes: 0 the script ran, 1 it
failed (rows that came before were printed), 2 wrong usage.`;

const optionTable = {
    params: { type: 'string' },
    now: { type: 'string' },
    url: { type: 'string' },
    org: { type: 'string' },
    bucket: { type: 'string', multiple: true },
    help: { type: 'boolean' },
} as const;

interface Surroundings {
    readonly workerFolder: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
}

/** `run FILE.flux`. The answer goes to standard output, errors go to standard error. Gives the exit code. */
export async function runCommand(args: readonly string[], surroundings: Surroundings): Promise<number> {
    try {
        const { values, positionals } = parse(args);
        if (values.help === true) {
            process.stdout.write(`${runUsage}\n`);
            return 0;
        }
        const [file, ...others] = positionals;
        if (file === undefined || others.length > 0) throw new UsageError('run takes one file of Flux');
        const query = await readFile(file, 'utf8');
        const paramsText = values.params === undefined ? undefined : await readParamsFile(values.params);
        await withServer(values, surroundings, (server) =>
            runQuery(server, { query, paramsText, now: values.now }, process.stdout),
        );
        return 0;
    } catch (error) {
        // A reader that has seen enough (`| head`) is no failure of the script.
        if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return error instanceof QueryFailure ? 1 : 2;
    }
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
    try {
        return parseArgs({ args: [...args], options: optionTable, allowPositionals: true });
    } catch (error) {
        throw new UsageError(error instanceof Error ? error.message : String(error));
    }
}

async function withServer(
    values: Values,
    { workerFolder, environment }: Surroundings,
    run: (server: QueryServer) => Promise<void>,
): Promise<void> {
    const now = values.now === undefined ? undefined : parseNow(values.now);
    if (values.url !== undefined) {
        const token = environment['INFLUX_TOKEN'];
        if (token === undefined || token === '') {
            throw new UsageError('Set INFLUX_TOKEN to a token of the server that --url names.');
        }
        if (values.bucket) throw new UsageError('--bucket fills a bucket of the sandbox; leave out --url');
        return run({ url: parseUrl(values.url), token, org: values.org });
    }
    const options: SandboxOptions = {
        port: 0,
        now,
        dataFolder: undefined,
        bucketFiles: (values.bucket ?? []).map(parseBucketFile),
        switches: defaultSwitches,
        token: undefined,
    };
    const log = (message: string): void => {
        process.stderr.write(`${message}\n`);
    };
    const sandbox = await startSandbox(options, { workerFolder, log });
    try {
        await run({ ...sandbox.handshake, org: values.org });
    } finally {
        await sandbox.stop();
    }
}

function parseUrl(text: string): string {
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
    throw new UsageError(`--url takes an address such as https://eu-central-1-1.aws.cloud2.influxdata.com`);
}
