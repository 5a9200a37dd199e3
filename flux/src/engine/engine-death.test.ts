import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EngineFailure, type FluxEngine } from './port';
import { startFluxEngine } from './start-engine';

const workerFile = path.resolve(import.meta.dirname, '../../../dist/engine-worker.js');
const engine = startFluxEngine({ workerFile });
beforeAll(() => engine.parse(''));
afterAll(() => engine.dispose());

const elseIfs = `x = ${'if true then 1 else '.repeat(80)}1`;
/** Each of them kills libflux: an endless loop, a panic, a stack that is used up, or a hang. */
const traps: readonly (readonly [string, string])[] = [
    ['a number behind a comma', '(a, 1)'],
    ['an open string behind a comma', 'f = (a, "'],
    ['an arrow behind a comma', '(r, acc => r)'],
    ['an attribute', '@a(b: 1) x = 1'],
    ['80 nested else-ifs', elseIfs],
    ['10,000 minus signs', `x = ${'-'.repeat(10_000)}1`],
    ['40,000 open parentheses', `x = ${'('.repeat(40_000)}`],
];

async function milliseconds(run: () => Promise<unknown>): Promise<number> {
    const started = performance.now();
    await run();
    return performance.now() - started;
}

it.each(traps)('survives %s and answers the next within 3 s', async (_, trap) => {
    const healthy = engine.analyze('x = params.before + 1');
    const started = performance.now();
    const killed = engine.analyze(trap);
    const next = engine.analyze('x = params.after + 1');
    expect((await healthy).params.parameters[0]?.name).toBe('before');
    const { diagnostics } = await killed;
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ source: 'engine', severity: 'error' });
    expect(diagnostics[0]?.message).toContain('cannot digest this text');
    expect((await next).params.parameters[0]).toMatchObject({ name: 'after', fluxType: 'int' });
    expect(performance.now() - started).toBeLessThan(3000);
});

it('does not try a text again that killed it, until it differs', async () => {
    const other = startFluxEngine({ workerFile });
    const trap = 'q = (a, 1)';
    await other.analyze(trap);
    await other.analyze('x = 1');
    expect(await milliseconds(() => other.analyze(trap))).toBeLessThan(50);
    await expect(other.parse(trap)).rejects.toMatchObject({ kind: 'quarantined' });
    expect((await other.analyze('q = (a) => 1')).diagnostics.map((d) => d.source)).not.toContain('engine');
    await other.dispose();
});

it('points at the place and still knows the parameters’ names', async () => {
    const { diagnostics, params } = await engine.analyze('x = params.a\ny = (b, 2)');
    expect(diagnostics[0]?.range).toEqual({
        start: { line: 1, character: 8 },
        end: { line: 1, character: 9 },
    });
    expect(params.parameters.map((p) => [p.name, p.apiType])).toEqual([['a', 'any']]);
});

it('loses no request that waits behind a death', async () => {
    const waiting = Array.from({ length: 5 }, (_, i) => typeOfX(engine, i));
    const deaths = ['(a, 2)', '(a, 3)'].map((trap) => engine.parse(trap).catch((error: unknown) => error));
    const behind = Array.from({ length: 5 }, (_, i) => typeOfX(engine, i + 5));
    expect(await Promise.all([...waiting, ...behind])).toEqual(Array(10).fill('int'));
    for (const death of await Promise.all(deaths)) expect(death).toBeInstanceOf(EngineFailure);
});

function typeOfX(of: FluxEngine, value: number): Promise<string | undefined> {
    return of.typeAt(`x = ${value}\ny = x`, { line: 1, character: 4 });
}

it('dies of its memory limit long before its time, and takes less than 700 MB', async () => {
    const patient = startFluxEngine({ workerFile, requestTimeout: 30_000 });
    let peak = 0;
    const sampling = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
    await expect(patient.parse('m = (a, 1)')).rejects.toMatchObject({ kind: 'crashed' });
    clearInterval(sampling);
    await patient.dispose();
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(700_000_000);
});
