import { afterAll, beforeAll, expect, it } from 'vitest';
import { ServerProcess } from './testing/server-process';

let server: ServerProcess;
beforeAll(async () => {
    server = await ServerProcess.start('stdio');
    await server.open('file:///healthy.flux', 'x = params.a + 1\n');
});
afterAll(() => server.stop());

const traps: readonly (readonly [string, string])[] = [
    ['a number behind a comma', '(a, 1)'],
    ['an open string behind a comma', 'f = (a, "'],
    ['an arrow behind a comma', '(r, acc => r)'],
    ['an attribute', '@a(b: 1) x = 1'],
    ['80 nested else-ifs', `x = ${'if true then 1 else '.repeat(80)}1`],
    ['10,000 minus signs', `x = ${'-'.repeat(10_000)}1`],
    ['40,000 open parentheses', `x = ${'('.repeat(40_000)}`],
];

it.each(traps)('%s costs one diagnostic, and the next answer comes within 3 s', async (name, trap) => {
    const folder = `file:///${encodeURIComponent(name)}`;
    const [killer, other] = [`${folder}/killer.flux`, `${folder}/other.flux`];
    await server.open(other, 'x = params.a + 1\n');
    const started = performance.now();
    const killed = server.open(killer, trap);
    const changed = await server.change(other, 'x = params.a + "s"\n');
    const hover = await server.hover(other, { line: 0, character: 12 });
    expect(performance.now() - started).toBeLessThan(3000);
    expect((hover?.contents as { value: string }).value).toContain('params.a: string');
    expect(await server.diagnostics(other, changed)).toEqual([]);
    expect(await killed).toMatchObject([
        {
            severity: 1,
            code: 'not-analyzed',
            message: expect.stringContaining('cannot digest this text') as string,
        },
    ]);
    const mended = await server.change(killer, 'x = 1 + "a"\n');
    expect(await server.diagnostics(killer, mended)).toMatchObject([
        { message: 'expected int but found string' },
    ]);
});

it('answers completion at once while the engine is busy dying', async () => {
    const opened = server.open('file:///busy.flux', 'x = params.first\ny = params.\n@a(b: 2) x = 1');
    const started = performance.now();
    const items = await server.completion('file:///busy.flux', { line: 1, character: 11 });
    expect(items?.map((item) => item.label)).toEqual(['first']);
    expect(performance.now() - started).toBeLessThan(500);
    expect(await opened).toMatchObject([{ code: 'not-analyzed' }]);
});
