import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { afterAll, describe, expect, it } from 'vitest';
import type { BucketData, Series } from '../data/bucket-data';
import type { Evaluator, RunOutcome, RunRequest } from './evaluator';
import { startEvaluator } from './start-evaluator';

const dist = path.resolve(import.meta.dirname, '../../../dist');
const engine = startFluxEngine({ workerFile: path.join(dist, 'engine-worker.js') });
const workerFile = path.join(dist, 'evaluator-worker.js');

const nanoseconds = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
const early = nanoseconds('2021-09-28T16:13:05Z');
const late = nanoseconds('2021-09-28T16:57:57Z');
const pinned = nanoseconds('2021-10-25T21:10:01Z') + 810_564_864n;

function series(field: string, sensor: string, points: readonly (readonly [bigint, number])[]): Series {
    const times = new BigInt64Array(new SharedArrayBuffer(points.length * 8));
    const data = new Float64Array(new SharedArrayBuffer(points.length * 8));
    points.forEach(([time, value], i) => {
        times[i] = time;
        data[i] = value;
    });
    const values = { type: 'float', data } as const;
    return { measurement: 'airSensors', field, tags: { sensor_id: sensor }, times, values };
}

const documented: BucketData = {
    id: '00000000000000a1',
    name: 'air_sensor',
    series: [
        series('temperature', 'TLM0202', [
            [early, 75.30007505999716],
            [late, 75.30007505999716],
        ]),
        series('temperature', 'TLM0201', [[early, 73]]),
        series('humidity', 'TLM0201', [[early, 35]]),
        series('co', 'TLM0202', [[early, 0.5141876544505826]]),
        series('co', 'TLM0201', [[early, 0.48445310567793615]]),
        series('humidity', 'TLM0202', [
            [early, 35.651929918691714],
            [late, 35.651929918691714],
        ]),
    ],
};
const big: BucketData = {
    id: '00000000000000a2',
    name: 'big',
    series: [
        series(
            'x',
            's',
            Array.from({ length: 300_000 }, (_, i) => [early + BigInt(i) * 1_000_000n, i] as const),
        ),
    ],
};
let buckets: readonly BucketData[] = [documented, big];

const evaluators: Evaluator[] = [];
function start(caps = {}): Evaluator {
    const evaluator = startEvaluator({ workerFile, engine, buckets: () => buckets, caps });
    evaluators.push(evaluator);
    return evaluator;
}
const evaluator = start();
afterAll(async () => {
    await Promise.all(evaluators.map((one) => one.dispose()));
    await engine.dispose();
});

interface Answer {
    readonly outcome: RunOutcome;
    readonly text: string;
}
async function run(query: string, params?: object | string, over: Partial<RunRequest> = {}): Promise<Answer> {
    return runWith(evaluator, query, params, over);
}
async function runWith(
    chosen: Evaluator,
    query: string,
    params?: object | string,
    over: Partial<RunRequest> = {},
    signal = new AbortController().signal,
): Promise<Answer> {
    const paramsText = typeof params === 'object' ? JSON.stringify(params) : params;
    const dialect = { annotations: [], header: true, delimiter: ',' };
    const decoder = new TextDecoder();
    let text = '';
    const outcome = await chosen.run(
        { query, paramsText, now: pinned, dialect, ...over },
        (chunk) => {
            text += decoder.decode(chunk, { stream: true });
        },
        signal,
    );
    return { outcome, text };
}
async function failure(query: string, params?: object | string): Promise<string> {
    const { outcome, text } = await run(query, params);
    expect(text).toBe('');
    if (outcome.kind !== 'failed') throw new Error(`it ended as ${outcome.kind}`);
    expect(outcome.startedAnswer).toBe(false);
    return `${outcome.code}: ${outcome.message}`;
}
/** Rows of an answer with one header, table by table, each table's rows sorted. */
function tables(text: string): string[][] {
    const [, ...rows] = text.trimEnd().split('\r\n');
    const found: string[][] = [];
    for (const row of rows) (found[Number(row.split(',')[2])] ??= []).push(row);
    return found.map((table) => table.sort());
}

const filterAndGroup = `from(bucket: params.bucket)
    |> range(start: -30d)
    |> filter(fn: (r) => r._field == params.filterField or r._field == params.filterField2)
    |> group(columns: [params.groupColumn])`;
const documentedParams = {
    bucket: 'air_sensor',
    filterField: 'temperature',
    filterField2: 'humidity',
    groupColumn: '_time',
};

describe('the documentation’s script', () => {
    it('gives the documented rows', async () => {
        const { outcome, text } = await run(filterAndGroup, documentedParams);
        expect(outcome).toEqual({ kind: 'done' });
        expect(text.split('\r\n')[0]).toBe(
            ',result,table,_start,_stop,_time,_value,_field,_measurement,sensor_id',
        );
        const bounds = '2021-09-25T21:10:01.810564864Z,2021-10-25T21:10:01.810564864Z';
        expect(tables(text)).toEqual([
            [
                `,_result,0,${bounds},2021-09-28T16:13:05Z,35,humidity,airSensors,TLM0201`,
                `,_result,0,${bounds},2021-09-28T16:13:05Z,35.651929918691714,humidity,airSensors,TLM0202`,
                `,_result,0,${bounds},2021-09-28T16:13:05Z,73,temperature,airSensors,TLM0201`,
                `,_result,0,${bounds},2021-09-28T16:13:05Z,75.30007505999716,temperature,airSensors,TLM0202`,
            ],
            [
                `,_result,1,${bounds},2021-09-28T16:57:57Z,35.651929918691714,humidity,airSensors,TLM0202`,
                `,_result,1,${bounds},2021-09-28T16:57:57Z,75.30007505999716,temperature,airSensors,TLM0202`,
            ],
        ]);
    });

    it('gives what was made up anew in this run, with parameters made up anew', async () => {
        const word = (): string => Math.random().toString(36).slice(2, 10);
        const [bucket, one, two, other] = [word(), `f${word()}`, `g${word()}`, `h${word()}`];
        const times = Array.from(
            { length: 3 },
            (_, i) => pinned - BigInt(i + 1) * 86_400_000_000_000n,
        ).reverse();
        const points = [one, two, other].flatMap((field) =>
            [word(), word()].flatMap((sensor) =>
                times.flatMap((time) =>
                    Math.random() < 0.7 ? [{ field, sensor, time, value: Math.random() * 100 }] : [],
                ),
            ),
        );
        points.push({ field: one, sensor: word(), time: times[1]!, value: 7 });
        const names = new Set(points.map(({ field, sensor }) => `${field} ${sensor}`));
        const made = [...names].map((name) => {
            const group = points.filter(({ field, sensor }) => `${field} ${sensor}` === name);
            const [{ field, sensor }] = group as [(typeof group)[0]];
            return series(
                field,
                sensor,
                group.map(({ time, value }) => [time, value] as const),
            );
        });
        buckets = [{ id: '00000000000000ff', name: bucket, series: made }, documented, big];
        const { outcome, text } = await run(filterAndGroup, {
            bucket,
            filterField: one,
            filterField2: two,
            groupColumn: '_time',
        });
        expect(outcome).toEqual({ kind: 'done' });
        const iso = (time: bigint): string =>
            new Date(Number(time / 1_000_000n)).toISOString().replace(/\.\d+Z$/, '.810564864Z');
        const wanted = times
            .map((time) => points.filter((point) => point.time === time && point.field !== other))
            .filter((group) => group.length > 0)
            .map((group, table) =>
                group
                    .map(
                        ({ field, sensor, time, value }) =>
                            `,_result,${String(table)},2021-09-25T21:10:01.810564864Z,` +
                            `2021-10-25T21:10:01.810564864Z,${iso(time)},${String(value)},${field},airSensors,${sensor}`,
                    )
                    .sort(),
            );
        expect(tables(text)).toEqual(wanted);
    });

    it('lacks nothing, or says so as the cloud does', async () => {
        const wanted = 'invalid: invalid parameters provided';
        expect(await failure(filterAndGroup, { ...documentedParams, groupColumn: undefined })).toBe(wanted);
        expect(await failure(filterAndGroup)).toBe(wanted);
        expect(await failure('x = params\nfrom(bucket: "air_sensor") |> range(start: -1d)')).toBe(wanted);
    });

    it('takes parameters that it does not read', async () => {
        const { outcome } = await run(filterAndGroup, { ...documentedParams, more: 1 });
        expect(outcome).toEqual({ kind: 'done' });
    });
});

describe('what a script does wrong', () => {
    it('is a syntax error with its position', async () => {
        expect(await failure('from(bucket: "a") |> filter(fn: (r) => r["a"] == )')).toBe(
            'invalid: compilation failed: error @1:50-1:51: invalid expression: invalid token for primary expression: RPAREN',
        );
        expect(await failure('  ')).toBe('invalid: the script is empty');
    });

    it('is a type error with its position, in bytes', async () => {
        expect(await failure('x = "äö😀" + 1')).toBe(
            'invalid: error @1:18-1:19: expected string but found int',
        );
        expect(await failure('a = foo\nb = bar')).toBe(
            'invalid: error @1:5-1:8: undefined identifier foo\n\nerror @2:5-2:8: undefined identifier bar',
        );
    });

    it('is a parameter of the wrong type', async () => {
        const message = await failure(filterAndGroup, { ...documentedParams, bucket: 1 });
        expect(message).toMatch(/^invalid: error @1:14-1:27: expected string but found int/);
        expect(await failure('x = params.n + 1', '{"n": 1.0}')).toMatch(
            /expected float but found int|expected int but found float/,
        );
    });

    it('is an unknown bucket', async () => {
        expect(await failure('from(bucket: "none") |> range(start: -1d)')).toBe(
            'not found: failed to initialize execute state: could not find bucket "none"',
        );
    });

    it('is a read without a range', async () => {
        expect(await failure('from(bucket: "air_sensor") |> limit(n: 1)')).toContain(
            'cannot submit unbounded read',
        );
        expect(await failure('from(bucket: "air_sensor")')).toContain('cannot submit unbounded read');
    });

    it('is a script without a result', async () => {
        expect(await failure('x = from(bucket: "air_sensor") |> range(start: -1d)')).toContain(
            'this Flux script returns no streaming data',
        );
    });

    it('is two results with one name', async () => {
        const data = 'data = from(bucket: "air_sensor") |> range(start: -30d)\n';
        expect(
            await failure(`${data}data |> first() |> yield(name: "x")\ndata |> last() |> yield(name: "x")`),
        ).toContain('tried to produce more than one result with the name "x"');
        expect(await failure(`${data}data |> first()\ndata |> last()`)).toContain('"_result"');
    });

    it('is a text where range wants a time', async () => {
        expect(await failure('from(bucket: "air_sensor") |> range(start: params.s)', { s: '-30d' })).toBe(
            'invalid: error calling function "range" @1:31-1:53: value is not a time, got string',
        );
    });

    it('is a function that the sandbox lacks, with its position and what to do', async () => {
        expect(
            await failure(
                'import "sql"\nfrom(bucket: "air_sensor")\n    |> range(start: -1d)\n    |> holtWinters(n: 1, interval: 1h)\n    |> map(fn: (r) => r, mergeKey: true)',
            ),
        ).toBe(
            'invalid: error @1:1-1:13: the sandbox does not have the package "sql" yet\n\n' +
                'error @4:8-4:19: the sandbox does not run "holtWinters" yet\n\n' +
                'error @5:26-5:40: the sandbox does not take the argument "mergeKey": it is deprecated; use {r with …} to keep the columns of the row',
        );
    });

    it('is a failure after the first rows: it ends the answer as an error table', async () => {
        const { outcome, text } = await run(`data = from(bucket: "air_sensor") |> range(start: -30d)
data |> limit(n: 1) |> yield(name: "good")
data |> map(fn: (r) => ({r with x: 1 / int(v: r._value - r._value)})) |> yield(name: "bad")`);
        const message =
            'runtime error @3:9-3:70: map: failed to evaluate map function: cannot divide by zero';
        expect(outcome).toEqual({ kind: 'failed', code: 'invalid', message, startedAnswer: true });
        expect(text).toContain(',good,0,');
        expect(text.endsWith(`\r\n\r\n,error,reference\r\n,${message},\r\n`)).toBe(true);
    });
});

describe('params', () => {
    it('keep 64 bits, and floats that look whole', async () => {
        const { text } = await run(
            'import "array"\narray.from(rows: [{i: params.i, f: params.f, n: params.o.n, s: params.a[1]}])',
            '{"i": 9007199254740993, "f": 1.0, "o": {"n": true}, "a": ["x", "y"]}',
            { dialect: { annotations: ['datatype'], header: true, delimiter: ',' } },
        );
        expect(text).toBe(
            '#datatype,string,long,long,double,boolean,string\r\n,result,table,i,f,n,s\r\n' +
                ',_result,0,9007199254740993,1,true,y\r\n\r\n',
        );
    });

    it('refuse what is no object, and null', async () => {
        expect(await failure(filterAndGroup, '[1]')).toContain('must be a JSON object');
        expect(await failure(filterAndGroup, '{"bucket": }')).toContain('not JSON at character 12');
        expect(await failure(filterAndGroup, { ...documentedParams, bucket: null })).toContain(
            'params.bucket is null',
        );
    });
});

describe('limits', () => {
    const endless = `from(bucket: "big") |> range(start: -30d)
    |> window(every: 1ms, period: 1d) |> map(fn: (r) => ({r with x: r._value ^ 2.0})) |> group() |> count()`;

    it('stop a run that takes too long, and the next one runs', async () => {
        const quick = start({ milliseconds: 200, rows: 1e9, windows: 1e9 });
        const { outcome } = await runWith(quick, endless);
        expect(outcome).toMatchObject({ kind: 'failed', code: 'unprocessable entity' });
        expect(outcome).toHaveProperty('message', expect.stringContaining('after 0.2 s'));
        expect((await runWith(quick, filterAndGroup, documentedParams)).outcome).toEqual({ kind: 'done' });
    });

    it('stop a run that makes too many windows or rows', async () => {
        const windows = await failure(
            'from(bucket: "big") |> range(start: -30d) |> aggregateWindow(every: 1ms, fn: mean)',
        );
        expect(windows).toContain('the sandbox stops at 100000 windows');
        const few = start({ rows: 5 });
        const { outcome } = await runWith(few, 'from(bucket: "air_sensor") |> range(start: -30d)');
        expect(outcome).toHaveProperty('message', expect.stringContaining('the sandbox stops at 5 rows'));
    });

    it('leave the calling thread free, and cancel at once', async () => {
        const controller = new AbortController();
        const running = runWith(
            start({ rows: 1e9, windows: 1e9 }),
            endless,
            undefined,
            {},
            controller.signal,
        );
        await new Promise((resolve) => setImmediate(resolve));
        expect((await run(filterAndGroup, documentedParams)).outcome).toEqual({ kind: 'done' });
        const before = performance.now();
        controller.abort();
        expect((await running).outcome).toEqual({ kind: 'cancelled' });
        expect(performance.now() - before).toBeLessThan(1000);
    });

    it('wait for a slow reader without counting the time', async () => {
        const quick = start({ milliseconds: 400 });
        let chunks = 0;
        const request = {
            query: 'from(bucket: "big") |> range(start: -30d)',
            paramsText: undefined,
            now: pinned,
            dialect: { annotations: [], header: true, delimiter: ',' },
        };
        const slow = async (): Promise<void> => {
            chunks++;
            if (chunks <= 2) await new Promise((resolve) => setTimeout(resolve, 300));
        };
        const outcome = await quick.run(request, slow, new AbortController().signal);
        expect(outcome.kind).not.toBe('cancelled');
        expect(chunks).toBeGreaterThan(2);
    });
});

describe('the worker', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'evaluator-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    function startWith(workerCode: string, caps = {}): Evaluator {
        const file = path.join(folder, `${String(evaluators.length)}.cjs`);
        writeFileSync(file, workerCode);
        const started = startEvaluator({ workerFile: file, engine, buckets: () => buckets, caps });
        evaluators.push(started);
        return started;
    }
    const query = 'from(bucket: "air_sensor") |> range(start: -30d)';

    it('that is not there or dies is a failed run, not a hanging one', async () => {
        const missing = startEvaluator({
            workerFile: path.join(folder, 'none.js'),
            engine,
            buckets: () => buckets,
        });
        evaluators.push(missing);
        for (const broken of [missing, startWith('process.exit(3);'), startWith('throw new Error("x");')]) {
            const { outcome } = await runWith(broken, query);
            expect(outcome).toMatchObject({ kind: 'failed', code: 'internal error', startedAnswer: false });
            expect(outcome).toHaveProperty('message', expect.stringContaining('evaluator stopped'));
        }
    });

    it('that hangs in the middle of an answer is ended, and the answer ends as a failed one', async () => {
        const stuck = startWith(
            `const { parentPort } = require('node:worker_threads');
             parentPort.on('message', ({ kind }) => {
                 if (kind === 'run') parentPort.postMessage({ kind: 'chunk', bytes: new TextEncoder().encode('row\\r\\n') });
                 else for (;;);
             });`,
            { milliseconds: 100 },
        );
        const { outcome, text } = await runWith(stuck, query);
        expect(outcome).toMatchObject({ kind: 'failed', code: 'unprocessable entity', startedAnswer: true });
        expect(text).toMatch(/^row\r\n\r\n,error,reference\r\n,the sandbox stops a run after 0.1 s/);
    });

    it('survives a script that makes a text too long', async () => {
        const lines = Array.from(
            { length: 40 },
            (_, i) => `x${String(i + 1)} = x${String(i)} + x${String(i)}`,
        );
        const bomb = `import "array"\nx0 = "0123456789"\n${lines.join('\n')}\narray.from(rows: [{v: x40}])`;
        expect(await failure(bomb)).toMatch(
            /^unprocessable entity: the sandbox stops at texts of 10000000 characters/,
        );
        expect((await run(filterAndGroup, documentedParams)).outcome).toEqual({ kind: 'done' });
    });

    it('sees a bucket that changed between two runs', async () => {
        const before = buckets;
        const one = series('f', 's', [[late, 1]]);
        const count = 'from(bucket: "new") |> range(start: -30d) |> count() |> keep(columns: ["_value"])';
        expect(await failure(count)).toContain('could not find bucket "new"');
        buckets = [...before, { id: '00000000000000bb', name: 'new', series: [one] }];
        expect((await run(count)).text).toContain(',_result,0,1\r\n');
        buckets = [
            ...before,
            { id: '00000000000000bb', name: 'new', series: [one, series('f', 't', [[late, 1]])] },
        ];
        expect((await run(count)).text).toContain(',_result,0,1\r\n,_result,0,1\r\n');
        buckets = before;
        expect(await failure(count)).toContain('could not find bucket "new"');
    });

    it('runs several scripts at the same time, each with its own answer', async () => {
        const answers = await Promise.all(
            Array.from({ length: 9 }, (_, n) =>
                run('import "array"\narray.from(rows: [{n: params.n}])', { n }),
            ),
        );
        expect(answers.map(({ text }) => text)).toEqual(
            answers.map((_, n) => `,result,table,n\r\n,_result,0,${String(n)}\r\n\r\n`),
        );
    });
});
