import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { afterAll, describe, expect, it } from 'vitest';
import { parametersOf } from '../engine/signature';
import { alternatives } from './alternatives';
import { builtins } from './capabilities';

const engine = startFluxEngine({
    workerFile: path.resolve(import.meta.dirname, '../../../dist/engine-worker.js'),
});
afterAll(() => engine.dispose());

describe.each(builtins.map((builtin) => [`${builtin.package}.${builtin.name}`, builtin] as const))(
    '%s',
    (_, builtin) => {
        it('has the signature that libflux knows', async () => {
            const universe = builtin.package === 'universe';
            const imported = builtin.package.split('/').at(-1) ?? '';
            const name = universe ? builtin.name : `${imported}.${builtin.name}`;
            const script = `${universe ? '' : `import "${builtin.package}"\n`}x = ${name}\n`;
            const type = await engine.typeAt(script, { line: universe ? 0 : 1, character: 0 });
            expect(builtin.signature).toBe(compact(type));
        });

        it('says in one sentence what it does, and refuses only arguments that it has', () => {
            expect(builtin.summary).toMatch(/^[A-Z].*\.$/);
            const names = parametersOf(builtin.signature)?.map(({ name }) => name) ?? [];
            for (const refused of Object.keys(builtin.refuses ?? {})) expect(names).toContain(refused);
        });
    },
);

/** The type on one line, without the comma that libflux puts behind the last parameter of a long one. */
function compact(type: string | undefined): string {
    return (type ?? '').replace(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(', )', ')');
}

it('no function stands in the table twice', () => {
    const names = builtins.map((builtin) => `${builtin.package}.${builtin.name}`);
    expect(new Set(names).size).toBe(names.length);
});

it('an alternative is offered only for what is missing, and uses only what is there', async () => {
    const there = new Set(builtins.map(({ name }) => name));
    for (const [missing, instead] of alternatives) {
        expect(there).not.toContain(missing);
        const script = `x = (n, tables=<-) => tables |> ${instead.replaceAll('…', 'n')}`;
        const { diagnostics } = await engine.analyze(script);
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
});
