import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { EngineFailure } from './port';
import { startFluxEngine } from './start-engine';

const workerFile = path.resolve(import.meta.dirname, '../../../dist/engine-worker.js');
const engine = startFluxEngine({ workerFile });
afterAll(() => engine.dispose());

const types = async (flux: string) => {
    const { params } = await engine.analyze(flux);
    return Object.fromEntries(params.parameters.map((p) => [p.name, p.fluxType]));
};
const messages = async (flux: string) => (await engine.analyze(flux)).diagnostics.map((d) => d.message);

describe('analyze', () => {
    it('infers the parameters of the documentation’s script and finds no fault', async () => {
        const flux = `from(bucket: params.bucket)
    |> range(start: -30d)
    |> filter(fn: (r) => r._field == params.filterField or r._field == params.filterField2)
    |> group(columns: [params.groupColumn])`;
        const analysis = await engine.analyze(flux);
        expect(analysis.diagnostics).toEqual([]);
        expect(analysis.params.parameters.map((p) => [p.name, p.fluxType, p.constraints, p.apiType])).toEqual(
            [
                ['bucket', 'string', [], 'string'],
                ['filterField', 'A', ['Equatable'], 'any'],
                ['filterField2', 'B', ['Equatable'], 'any'],
                ['groupColumn', 'string', [], 'string'],
            ],
        );
        const use = analysis.params.parameters[1]!.uses[0]!;
        expect(use.nameRange).toEqual({ start: { line: 2, character: 44 }, end: { line: 2, character: 55 } });
    });

    it('underlines a real type error where it is, behind umlauts and emoji', async () => {
        const { diagnostics } = await engine.analyze('x = "äö😀" + params.a + 1');
        expect(diagnostics).toEqual([
            {
                range: { start: { line: 0, character: 24 }, end: { line: 0, character: 25 } },
                severity: 'error',
                message: 'expected string but found int',
                source: 'libflux',
            },
        ]);
    });

    it('gives libflux’s hints although params is free', async () => {
        expect(await messages('my_value = params.a')).toEqual([expect.stringContaining('camel case')]);
    });

    it('knows names that only brackets can write', async () => {
        expect(
            await types('x = params["a: int, b"] + 1\ny = params["ä b"] + "s"\nz = params.q * 2.0'),
        ).toEqual({
            'a: int, b': 'int',
            'ä b': 'string',
            q: 'float',
        });
    });

    it('drops what is still being typed', async () => {
        expect(await types('x = params.\ny = params.b + 1')).toEqual({ b: 'int' });
        expect(await types('x = params.')).toEqual({});
        expect(await types('x = params.b + "s"\ny = params["')).toEqual({ b: 'string' });
    });

    it('respects scopes and follows aliases', async () => {
        const flux =
            'f = (params) => params.x + 1\np = params\ny = p.a + 1\ng = () => {\n  params = {b: 1}\n  return params.b\n}\nz = params.c + "s"';
        expect(await types(flux)).toEqual({ c: 'string', a: 'int' });
        expect(await types('params = {a: 1}\nb = params.a')).toEqual({});
        expect(await types('option params = {a: 1}\nb = params.a')).toEqual({});
    });

    it('reports uses whose name cannot be known', async () => {
        const { params } = await engine.analyze('k = "a"\nx = params[k]\ny = {params with b: 1}');
        expect(params.opaqueUses.map((range) => [range.start.line, range.start.character])).toEqual([
            [1, 4],
            [2, 5],
        ]);
    });

    it('maps types to those of the API', async () => {
        const flux = `import "date"
a = params.b + "s"
c = params.d * 2.0
e = date.add(d: params.f, to: now())
g = params.h + 2
i = if params.j then 1 else 2
k = params.l.m + 1
n = "" =~ params.o`;
        const { params } = await engine.analyze(flux);
        expect(Object.fromEntries(params.parameters.map((p) => [p.name, [p.fluxType, p.apiType]]))).toEqual({
            b: ['string', 'string'],
            d: ['float', 'float'],
            f: ['duration', 'duration'],
            h: ['int', 'int'],
            j: ['bool', 'bool'],
            l: ['{A with m: int}', 'any'],
            o: ['regexp', 'any'],
        });
    });

    it('keeps every range inside the text, whatever ends its lines', async () => {
        const { diagnostics, params } = await engine.analyze(
            '\uFEFFx = "\uD800" + params.a\r\ny = 1 + "😀"\rz = params.b + 1',
        );
        expect(params.parameters.map((p) => p.name)).toContain('a');
        for (const { range } of diagnostics) expect(range.end.line).toBeLessThan(3);
        expect(diagnostics.length).toBeGreaterThan(0);
    });

    it('checks against a declared type of params without moving anything', async () => {
        const flux = 'x = params.a + 1\ny = params.b';
        const declared = async (paramsType: string) =>
            (await engine.analyze(flux, { paramsType })).diagnostics.map((d) => [d.range.start, d.message]);
        expect(await declared('{a: int, b: string}')).toEqual([]);
        expect(await declared('{a: string, b: string}')).toEqual([
            [{ line: 0, character: 15 }, 'expected string but found int'],
        ]);
        expect(await declared('{a: int}')).toEqual([
            [{ line: 1, character: 4 }, 'record is missing label b'],
        ]);
        await expect(engine.analyze(flux, { paramsType: 'nonsense' })).rejects.toThrow('not valid Flux');
    });

    it('finds nothing in an empty script', async () => {
        expect(await engine.analyze('')).toEqual({
            diagnostics: [],
            params: { parameters: [], opaqueUses: [] },
        });
    });
});

it('infers the types of a large script too', async () => {
    const line = 'x = params.b + 1 // padding of a line that says little and says it at some length\n';
    const { diagnostics, params } = await engine.analyze(
        line.repeat(700).replace(/x/g, () => `v${String(count++)}`),
    );
    expect(diagnostics).toEqual([]);
    expect(params.parameters.map((p) => [p.name, p.fluxType, p.uses.length])).toEqual([['b', 'int', 700]]);
});
let count = 0;

describe('parse and typeAt', () => {
    it('gives the tree', async () => {
        const file = await engine.parse('x = 9223372036854775807');
        expect(file.body[0]).toMatchObject({
            type: 'VariableAssignment',
            init: { value: '9223372036854775807' },
        });
    });

    it('gives the type at a place and undefined where there is none', async () => {
        const flux = 'ä = {a: 1, b: params.x}\ny = ä.a';
        expect(await engine.typeAt(flux, { line: 1, character: 6 })).toBe('int');
        expect(await engine.typeAt(flux, { line: 0, character: 2 })).toBeUndefined();
        await expect(engine.typeAt(flux, { line: 99, character: 99 })).resolves.toBe('int');
    });
});

describe('limits', () => {
    it('says so when a script is too large', async () => {
        const flux = `// ${'a'.repeat(1_000_000)}`;
        expect((await engine.analyze(flux)).diagnostics[0]).toMatchObject({
            source: 'engine',
            severity: 'warning',
            message: expect.stringContaining('too large') as string,
        });
        await expect(engine.parse(flux)).rejects.toMatchObject({ kind: 'too-large' });
    });

    it('says so when there are too many parameters', async () => {
        const flux = Array.from({ length: 501 }, (_, i) => `a${i} = params.p${i}`).join('\n');
        const { diagnostics, params } = await engine.analyze(flux);
        expect(diagnostics.map((d) => d.message)).toEqual([
            expect.stringContaining('501 different parameters'),
        ]);
        expect(params.parameters).toHaveLength(0);
    });
});

describe('requests', () => {
    it('are answered in order, and an aborted one is dropped', async () => {
        const abort = new AbortController();
        const first = engine.analyze('a = params.a + 1');
        const second = engine.analyze('b = params.b + 1', { signal: abort.signal });
        const third = engine.analyze('c = params.c + 1');
        abort.abort();
        await expect(second).rejects.toMatchObject({ name: 'AbortError' });
        expect((await first).params.parameters[0]?.name).toBe('a');
        expect((await third).params.parameters[0]?.name).toBe('c');
    });

    it('are refused after dispose', async () => {
        const other = startFluxEngine({ workerFile });
        const pending = expect(other.parse('a = 1')).rejects.toMatchObject({ kind: 'disposed' });
        await other.dispose();
        await pending;
        await expect(other.parse('a = 1')).rejects.toBeInstanceOf(EngineFailure);
    });

    it('fail with a reason when the worker cannot start', async () => {
        const other = startFluxEngine({ workerFile: path.resolve('does-not-exist.js') });
        await expect(other.parse('a = 1')).rejects.toMatchObject({
            kind: 'crashed',
            message: expect.stringContaining('could not be started') as string,
        });
        const { diagnostics, params } = await other.analyze('a = params.b');
        expect(diagnostics).toHaveLength(1);
        expect(params.parameters.map((p) => p.name)).toEqual(['b']);
        await other.dispose();
    });
});
