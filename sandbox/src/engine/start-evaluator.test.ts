import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { afterAll, expect, test } from 'vitest';
import { startEvaluator } from './start-evaluator';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const engine = startFluxEngine({ workerFile: path.join(dist, 'engine-worker.js') });
const evaluator = startEvaluator({
    workerFile: path.join(dist, 'evaluator-worker.js'),
    engine,
    buckets: () => [],
});

afterAll(async () => {
    await evaluator.dispose();
    await engine.dispose();
});

test('a script that is too large is refused in words of the sandbox, not of an editor', async () => {
    const outcome = await evaluator.run(
        {
            query: `// ${'x'.repeat(1_000_000)}\n`,
            paramsText: '{}',
            now: 0n,
            dialect: { header: true, annotations: [], delimiter: ',' },
        },
        () => Promise.resolve(),
        new AbortController().signal,
    );
    expect(outcome).toEqual({
        kind: 'failed',
        code: 'invalid',
        message: 'compilation failed: the sandbox runs scripts of up to 1 MB, and this one is larger',
        startedAnswer: false,
    });
});
