import path from 'node:path';
import { startFluxEngine } from '@flux-scripts/flux/engine/start-engine';
import { afterAll, expect, it } from 'vitest';
import { checkCapabilities } from './check-capabilities';
import { positions } from './runtime';
import { syntaxErrors } from './syntax-errors';

const engine = startFluxEngine({
    workerFile: path.resolve(import.meta.dirname, '../../../dist/engine-worker.js'),
});
afterAll(() => engine.dispose());

async function refusals(script: string): Promise<string[]> {
    const found = checkCapabilities(await engine.parse(script), true);
    return found.map(({ location, message }) => `${positions(location)} ${message}`);
}

it('takes what the sandbox has, what the script defines, and params', async () => {
    expect(
        await refusals(`import a "array"
pivot = (tables=<-, n=[1, 2][0]) => { x = n
    return tables |> limit(n: x) }
option task = {name: "t", every: 1h}
option now = () => 2020-01-01T00:00:00Z
data = a.from(rows: [{v: params.x, t: task.every, b: true and not false, d: ["k": 1]}])
data |> pivot() |> map(fn: (r) => ({r with s: "\${r.v}", c: if exists r.v then -1 else +1})) |> yield(name: "x")
data |> window(every: inf) |> rename(columns: {v})`),
    ).toEqual(['8:48-8:49 the sandbox does not run "v" yet']);
});

it('finds every function, package and argument that it lacks, where it stands', async () => {
    expect(
        await refusals(`import "sql"
import s "slack"
import "math"
f = (tables=<-, g=holtWinters) => tables |> g()
from(bucket: "c") |> f() |> kaufmansAMA(n: 1)
math.gamma(x: 1.5, y: s.message(v: "\${display(v: math.pi)}"))
from(bucket: "a", org: "o") |> map(fn: (r) => ({r with t: systemTime()}), mergeKey: false)`),
    ).toEqual([
        '1:1-1:13 the sandbox does not have the package "sql" yet',
        '2:1-2:17 the sandbox does not have the package "slack" yet',
        '4:19-4:30 the sandbox does not run "holtWinters" yet',
        '5:29-5:40 the sandbox does not run "kaufmansAMA" yet',
        '6:1-6:11 the sandbox does not run "math.gamma" yet',
        '6:39-6:46 the sandbox does not run "display" yet',
        '7:19-7:27 the sandbox does not take the argument "org": leave it out: the sandbox is one server with one organization',
        '7:59-7:69 the sandbox does not run "systemTime" yet',
        '7:75-7:90 the sandbox does not take the argument "mergeKey": it is deprecated; use {r with …} to keep the columns of the row',
    ]);
});

it('refuses statements that no server runs, and options of packages', async () => {
    expect(
        await refusals('import "array"\noption array.x = 1\nbuiltin y : int\ntestcase z { a = 1 }'),
    ).toEqual([
        '2:8-2:19 the sandbox does not set options of packages',
        '3:1-3:16 the sandbox does not run a builtin statement in a script',
        '4:1-4:21 the sandbox does not run a test case statement in a script',
    ]);
});

it('syntax errors come in the order of the text, with their positions', async () => {
    expect(syntaxErrors(await engine.parse('x = 1 $\ny = (2'))).toEqual([
        'error @1:7-1:8: invalid statement: $',
        'error @2:5-2:7: expected RPAREN, got EOF',
    ]);
    expect(syntaxErrors(await engine.parse('x = 1'))).toEqual([]);
});
