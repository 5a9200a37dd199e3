import path from 'node:path';
import type { SandboxHandshake } from '@flux-scripts/contracts/sandbox-handshake';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { BucketCatalog } from './data/bucket-catalog';
import { startClock } from './data/clock';
import { loadBucketFile } from './data/load-bucket-file';
import type { BucketFile } from './data/load-bucket-file';
import { startEvaluator } from './engine/start-evaluator';
import { startHttpServer } from './http/server';
import type { HttpServer } from './http/server';
import type { Switches } from './http/switches';
import { newToken } from './http/token';
import { openBucketFiles } from './store/bucket-files';
import { organization } from './store/organization';
import { openScriptStore } from './store/script-store';

export interface SandboxOptions {
    /** 0 takes any free port. */
    readonly port: number;
    /** Pins the clock, in nanoseconds since 1970. */
    readonly now: bigint | undefined;
    /** Where scripts, buckets and points are kept; undefined keeps them in memory. */
    readonly dataFolder: string | undefined;
    readonly bucketFiles: readonly BucketFile[];
    readonly switches: Switches;
    /** Undefined makes a random one. */
    readonly token: string | undefined;
}

export interface Sandbox {
    readonly handshake: SandboxHandshake;
    /** Ends every run, closes every connection and ends the workers. */
    stop(): Promise<void>;
}

/** Where the bundles of the workers lie, and where to say what goes wrong. */
export interface SandboxSurroundings {
    /** The folder of `engine-worker.js` and `evaluator-worker.js`. */
    readonly workerFolder: string;
    readonly log: (message: string) => void;
}

/** Starts a whole sandbox in this process. Rejects when the port is taken or a file cannot be read. */
export async function startSandbox(
    options: SandboxOptions,
    { workerFolder, log }: SandboxSurroundings,
): Promise<Sandbox> {
    const clock = startClock(options.now);
    const buckets = new BucketCatalog(clock);
    const { dataFolder } = options;
    const bucketFiles =
        dataFolder === undefined ? undefined : await openBucketFiles(dataFolder, buckets, clock, log);
    for (const file of options.bucketFiles) await loadBucketFile(file, buckets, clock);
    const scripts = await openScriptStore(dataFolder, log);
    const engine = startFluxEngine({ workerFile: path.join(workerFolder, 'engine-worker.js') });
    const evaluator = startEvaluator({
        workerFile: path.join(workerFolder, 'evaluator-worker.js'),
        engine,
        buckets: () => buckets.buckets(),
    });
    const stopWorkers = async (): Promise<void> => {
        await Promise.all([evaluator.dispose(), engine.dispose()]);
    };
    const token = options.token ?? newToken();
    const services = { scripts, buckets, bucketFiles, engine, evaluator, clock, switches: options.switches };
    let server: HttpServer;
    try {
        server = await startHttpServer({ services, token, port: options.port, log });
    } catch (error) {
        await stopWorkers();
        throw error;
    }
    return {
        handshake: {
            url: server.url,
            token,
            org: organization.name,
            orgID: organization.id,
            pid: process.pid,
        },
        stop: async () => {
            await server.stop();
            await stopWorkers();
        },
    };
}
