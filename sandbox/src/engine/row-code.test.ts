/**
 * The compiled way and the general way must give the same. Expressions are made up at random and computed both ways
 * over columns of every type with nulls.
 */
import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { afterAll, expect, it } from 'vitest';
import { Budget, defaultCaps } from './budget';
import { Closure } from './closure';
import { ConstantColumn } from './column';
import { ColumnBuilder } from './column-builder';
import { compile } from './compile';
import { Environment } from './environment';
import { FluxError } from './flux-error';
import { GroupKey } from './group-key';
import { boxed } from './row-code';
import { RowCursor } from './row';
import { Runtime } from './runtime';
import { Frame, Scope } from './scope';
import { Table } from './table';
import { identityOf, typeName } from './value-types';
import type { BasicType, Value } from './values';
import { nullOf, PlainRecord, Time, UInt } from './values';

const engine = startFluxEngine({
    workerFile: path.resolve(import.meta.dirname, '../../../dist/engine-worker.js'),
});
afterAll(() => engine.dispose());

const columns: Record<string, { type: BasicType; values: Value[] }> = {
    f: { type: 'float', values: [1.5, nullOf('float'), NaN, -2, 0] },
    g: { type: 'float', values: [0.5, 1, 2, 3, 1] },
    i: { type: 'int', values: [1n, 2n ** 63n - 1n, nullOf('int'), -5n, 0n] },
    u: {
        type: 'uint',
        values: [new UInt(1n), new UInt(2n ** 64n - 1n), new UInt(0n), nullOf('uint'), new UInt(1n)],
    },
    s: { type: 'string', values: ['x', 'y', nullOf('string'), '', 'xy'] },
    b: { type: 'bool', values: [true, false, nullOf('bool'), false, true] },
    t: { type: 'time', values: [new Time(1n), new Time(2n), nullOf('time'), new Time(4n), new Time(1n)] },
};
const rowCount = 5;

function testTable(): Table {
    const made = Object.entries(columns).map(([label, { type, values }]) => {
        const builder = new ColumnBuilder(type);
        for (const value of values) builder.append(value);
        return { label, column: builder.finish() };
    });
    const constant = [
        { label: 'k', column: new ConstantColumn('string', 'x', rowCount) },
        { label: 'z', column: new ConstantColumn('float', nullOf('float'), rowCount) },
    ];
    return new Table(new GroupKey([]), [...made, ...constant], rowCount);
}

const pick = <T>(options: readonly T[]): T => options[Math.floor(Math.random() * options.length)]!;

/** An expression of a type, mostly one that can be compiled. */
function expression(type: 'bool' | 'float' | 'int' | 'string', depth: number): string {
    const inner = (of: typeof type): string => expression(of, depth - 1);
    if (depth <= 0 || Math.random() < 0.15) {
        const leaves = {
            bool: ['r.b', 'true', 'false', '(exists r.f)', '(exists r.k)', 'r.b', 'params.flag'],
            float: ['r.f', 'r.g', 'r.z', '1.5', '0.0', 'params.x', 'r["f"]'],
            int: ['r.i', '1', '-3', '0', '9223372036854775807'],
            string: ['r.s', 'r.k', '"x"', '"y"', 'params.s'],
        };
        return pick(leaves[type]);
    }
    const comparison = pick(['==', '!=', '<', '<=', '>', '>=']);
    const one = pick(['float', 'int'] as const);
    const other = pick(['float', 'int'] as const);
    const made = {
        bool: [
            `(${inner('bool')} ${pick(['and', 'or'])} ${inner('bool')})`,
            `(not ${inner('bool')})`,
            `(${inner(one)} ${comparison} ${inner(other)})`,
            `(${inner('string')} ${comparison} ${inner('string')})`,
            `(r.t ${comparison} 1970-01-01T00:00:00.000000002Z)`,
            `(r.u ${comparison} ${inner('int')})`,
            `(r.u ${comparison} ${inner('float')})`,
            `(${inner('bool')} ${pick(['==', '!='])} ${inner('bool')})`,
            `(${inner('string')} ${pick(['=~', '!~'])} /^x/)`,
            `(if ${inner('bool')} then ${inner('bool')} else ${inner('bool')})`,
        ],
        float: [
            `(${inner('float')} ${pick(['+', '-', '*', '/', '%', '^'])} ${inner('float')})`,
            `(-${inner('float')})`,
            `(if ${inner('bool')} then ${inner('float')} else ${inner('float')})`,
        ],
        int: [
            `(${inner('int')} ${pick(['+', '-', '*', '/', '%'])} ${inner('int')})`,
            `(-${inner('int')})`,
            `(if ${inner('bool')} then ${inner('int')} else ${inner('int')})`,
        ],
        string: [`(${inner('string')} + ${inner('string')})`, `(if ${inner('bool')} then r.s else r.k)`],
    };
    return pick(made[type]);
}

function attempt(compute: () => Value): string {
    try {
        const value = compute();
        return `${typeName(value)} ${identityOf(value)}`;
    } catch (error) {
        if (error instanceof FluxError) return `error ${error.message}`;
        throw error;
    }
}

it('gives the same row for row, for 400 expressions made up anew', { timeout: 60_000 }, async () => {
    const table = testTable();
    const scripts = Array.from({ length: 400 }, () =>
        expression(pick(['bool', 'float', 'int', 'string']), 3),
    );
    const file = await engine.parse(
        scripts.map((script, i) => `f${String(i)} = (r) => ${script}`).join('\n'),
    );
    const budget = new Budget(defaultCaps, new Int32Array(new SharedArrayBuffer(4)));
    const environment: Environment = new Environment(
        [],
        new Runtime(0n, [], budget),
        (node, scope) => compile(node, scope, environment),
        () => {
            throw new Error('no blocks here');
        },
    );
    const scope = new Scope(undefined);
    const frame = new Frame(undefined);
    const params = new Map<string, Value>([
        ['flag', true],
        ['x', 2.5],
        ['s', 'x'],
    ]);
    frame.slots[scope.declare('params')] = new PlainRecord(params);
    let compiled = 0;
    file.body.forEach((statement, i) => {
        if (statement.type !== 'VariableAssignment') throw new Error(statement.type);
        const fn = compile(statement.init, scope, environment)(frame) as Closure;
        expect(fn).toBeInstanceOf(Closure);
        const code = fn.forRows('r', table);
        if (!code) return;
        compiled++;
        const cursor = new RowCursor(table);
        const general = fn.positional('r');
        for (let row = 0; row < rowCount; row++) {
            cursor.row = row;
            expect(`${scripts[i]!} @${String(row)}: ${attempt(() => boxed(code, row))}`).toBe(
                `${scripts[i]!} @${String(row)}: ${attempt(() => general(cursor))}`,
            );
        }
    });
    expect(compiled).toBeGreaterThan(200);
});
