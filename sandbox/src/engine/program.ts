/** Runs the statements of a script and finds out which results it gives. No table is computed here. */
import type {
    Block,
    ExpressionStatement,
    FluxFile,
    OptionStatement,
    Statement,
} from '@flux-scripts/flux/ast/ast';
import { builtins } from '../functions/capabilities';
import type { Code } from './closure';
import { compile } from './compile';
import { Environment } from './environment';
import { FluxError } from './flux-error';
import { requireUtc } from './location';
import { packageName } from './package-name';
import type { Runtime } from './runtime';
import { positions } from './runtime';
import { Frame, Scope } from './scope';
import { ancestorsOf, checkSources } from './sources';
import { TableStream } from './table-stream';
import type { RecordValue, Value } from './values';
import { FunctionValue, unknownNull } from './values';

/** One result of a script: what `yield` names, or `_result`. */
export interface Result {
    readonly name: string;
    readonly stream: TableStream;
}

/** The name of a result that no `yield` names. */
export const defaultResultName = '_result';

/**
 * Evaluates a script and gives its results in the order in which it makes them. `params` is what the request sent.
 * Throws a FluxError for what fails before any table is computed, in the server's words.
 */
export function evaluate(
    file: FluxFile,
    runtime: Runtime,
    params: RecordValue | undefined,
): readonly Result[] {
    const environment: Environment = new Environment(
        builtins,
        runtime,
        (node, scope) => compile(node, scope, environment),
        (block, scope) => compileBlock(block, scope, environment),
    );
    for (const declaration of file.imports)
        environment.import(packageName(declaration), declaration.path.value);
    const scope = new Scope(undefined);
    const frame = new Frame(undefined);
    if (params) frame.slots[scope.declare('params')] = params;
    const implicit = new Set<TableStream>();
    for (const statement of file.body) run(statement, { environment, scope, frame, runtime, implicit });
    return resultsOf(runtime, implicit);
}

interface Context {
    readonly environment: Environment;
    readonly scope: Scope;
    readonly frame: Frame;
    readonly runtime: Runtime;
    /** Results that no `yield` made. */
    readonly implicit: Set<TableStream>;
}

function run(statement: Statement, context: Context): void {
    const { environment, scope, frame } = context;
    switch (statement.type) {
        case 'ExpressionStatement':
            expression(statement, context);
            return;
        case 'VariableAssignment': {
            const value = compile(statement.init, scope, environment)(frame);
            frame.slots[scope.declare(statement.id.name)] = value;
            return;
        }
        case 'OptionStatement':
            option(statement, context);
            return;
        default:
            throw new FluxError(`cannot run a ${statement.type} @${positions(statement.location)}`);
    }
}

function expression(
    statement: ExpressionStatement,
    { environment, scope, frame, runtime, implicit }: Context,
): void {
    const value = compile(statement.expression, scope, environment)(frame);
    if (!(value instanceof TableStream)) return;
    if (runtime.yields.some(({ stream }) => stream === value)) return;
    implicit.add(value);
    runtime.yields.push({ name: defaultResultName, stream: value });
}

function option({ assignment }: OptionStatement, { environment, scope, frame, runtime }: Context): void {
    if (assignment.type === 'MemberAssignment') {
        throw new FluxError(
            `the sandbox does not set options of packages @${positions(assignment.location)}`,
        );
    }
    const value: Value = compile(assignment.init, scope, environment)(frame);
    const { name } = assignment.id;
    if (name === 'now') {
        if (!(value instanceof FunctionValue)) throw new FluxError('option now must be a function');
        runtime.setClock(value);
    } else if (name === 'location') {
        requireUtc(value);
    } else {
        frame.slots[scope.declare(name)] = value;
    }
}

function compileBlock(block: Block, scope: Scope, environment: Environment): Code {
    const steps: ((frame: Frame) => void)[] = [];
    let result: Code = () => unknownNull;
    for (const statement of block.body) {
        if (statement.type === 'ReturnStatement') {
            result = compile(statement.argument, scope, environment);
        } else if (statement.type === 'VariableAssignment') {
            const value = compile(statement.init, scope, environment);
            const slot = scope.declare(statement.id.name);
            steps.push((frame) => (frame.slots[slot] = value(frame)));
        } else if (statement.type === 'ExpressionStatement') {
            steps.push(compile(statement.expression, scope, environment));
        } else {
            throw new FluxError(
                `cannot run a ${statement.type} in a function @${positions(statement.location)}`,
            );
        }
    }
    return (frame) => {
        for (const step of steps) step(frame);
        return result(frame);
    };
}

/** Holds the results against the rules that the server's planner has, before anything is computed. */
function resultsOf({ yields }: Runtime, implicit: ReadonlySet<TableStream>): readonly Result[] {
    const ancestors = ancestorsOf(yields.map(({ stream }) => stream));
    const results = yields.filter(({ stream }) => !(implicit.has(stream) && ancestors.has(stream)));
    if (results.length === 0) {
        throw new FluxError(
            'error in query specification while starting program: this Flux script returns no streaming data. ' +
                'Consider adding a "yield" or invoking streaming functions directly, without performing an assignment',
        );
    }
    const names = new Set<string>();
    for (const { name } of results) {
        if (names.has(name)) {
            throw new FluxError(
                'failed to initialize execute state: ' +
                    `tried to produce more than one result with the name "${name}"`,
            );
        }
        names.add(name);
    }
    const streams = new Set([...ancestors, ...results.map(({ stream }) => stream)]);
    checkSources(streams, new Set(results.map(({ stream }) => stream)));
    return results;
}
