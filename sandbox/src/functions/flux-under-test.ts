/** Runs Flux for the tests of functions: the real parser and the real evaluator, in this thread, no type checker. */
import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import type { BucketData } from '../data/bucket-data';
import { Budget, defaultCaps } from '../engine/budget';
import { checkCapabilities } from '../engine/check-capabilities';
import { FluxError } from '../engine/flux-error';
import { evaluate } from '../engine/program';
import { Runtime } from '../engine/runtime';
import type { Table } from '../engine/table';
import { textOf } from '../engine/value-types';
import type { Value } from '../engine/values';
import { Null } from '../engine/values';

const workerFile = path.resolve(import.meta.dirname, '../../../dist/engine-worker.js');

/** What `now()` answers in these runs: 2021-01-01T00:00:00Z. */
export const testNow = 1_609_459_200_000_000_000n;

export interface FluxUnderTest {
    /**
     * The rows of all results, one line each: `[key=value …] column=value …`, the group key in brackets, a table
     * without rows as its key alone. Results other than `_result` have their name in front.
     */
    rows(script: string): Promise<readonly string[]>;
    /** The message that the script fails with. */
    failure(script: string): Promise<string>;
    end(): Promise<void>;
}

export function fluxUnderTest(buckets: readonly BucketData[] = []): FluxUnderTest {
    const engine = startFluxEngine({ workerFile });
    const rows = async (script: string): Promise<readonly string[]> => {
        const file = await engine.parse(script);
        const [refusal] = checkCapabilities(file, false);
        if (refusal) throw new FluxError(refusal.message);
        const control = new Int32Array(new SharedArrayBuffer(4));
        const runtime = new Runtime(testNow, buckets, new Budget(defaultCaps, control));
        const results = evaluate(file, runtime, undefined);
        runtime.phase = 'execute';
        return results.flatMap(({ name, stream }) =>
            stream
                .tables()
                .flatMap(lines)
                .map((line) => (name === '_result' ? line : `${name} ${line}`)),
        );
    };
    return {
        rows,
        failure: async (script) => {
            try {
                await rows(script);
            } catch (error) {
                if (error instanceof FluxError) return error.message;
                throw error;
            }
            throw new Error('the script did not fail');
        },
        end: () => engine.dispose(),
    };
}

function lines(table: Table): string[] {
    const key = `[${table.key.columns.map(({ label, value }) => `${label}=${shown(value)}`).join(' ')}]`;
    if (table.rowCount === 0) return [key];
    const columns = table.columns.filter(({ label }) => !table.key.has(label));
    return Array.from({ length: table.rowCount }, (_, row) =>
        [key, ...columns.map(({ label, column }) => `${label}=${shown(column.get(row))}`)].join(' '),
    );
}

/** Times without the date of the tests and without empty fractions; floats that look whole with a point. */
function shown(value: Value): string {
    if (value instanceof Null) return 'null';
    if (typeof value === 'number' && Number.isInteger(value)) return value.toFixed(1);
    return (textOf(value) ?? '?').replace('2021-01-01T', '').replace('.000000000Z', 'Z');
}
