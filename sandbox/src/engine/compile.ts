/** Turns the syntax tree into closures, once per run. What the type checker lets through arrives here. */
import type {
    CallExpression,
    DateTimeLiteral,
    Expression,
    FunctionExpression,
    IndexExpression,
    LogicalExpression,
    ObjectExpression,
    PipeExpression,
    StringExpression,
    UnaryExpression,
} from '@flux-scripts/flux/ast/ast';
import { parseRfc3339 } from '../data/rfc3339';
import { compileCall } from './compile-call';
import { compileMember } from './compile-member';
import type { ClosureParameter, Code, RowCompiler } from './closure';
import { Closure } from './closure';
import { durationFromParts } from './duration';
import type { Environment } from './environment';
import { FluxError } from './flux-error';
import { binaryOperator, truth, unaryOperator } from './operators';
import { FluxRegexp } from './regexp';
import type { RowContext } from './row-code';
import { compileRecordCode, compileRowCode } from './row-code';
import { Frame, Scope } from './scope';
import type { Table } from './table';
import { limitedText } from './text-limit';
import { identityOf, textOf, typeName } from './value-types';
import type { Value } from './values';
import { ArrayValue, DictValue, ExtendedRecord, Null, RecordValue, Time, unknownNull } from './values';

/** Compiles one expression that stands in a scope. Throws a FluxError for what Flux does not have. */
export function compile(node: Expression, scope: Scope, environment: Environment): Code {
    const inner = (part: Expression): Code => compile(part, scope, environment);
    switch (node.type) {
        case 'Identifier':
            return compileIdentifier(node.name, scope, environment);
        case 'IntegerLiteral':
            return constant(BigInt.asIntN(64, BigInt(node.value)));
        case 'FloatLiteral':
            return constant(node.value);
        case 'StringLiteral':
            return constant(node.value);
        case 'BooleanLiteral':
            return constant(node.value);
        case 'DateTimeLiteral':
            return constant(timeOf(node));
        case 'DurationLiteral':
            return constant(
                durationFromParts(
                    node.values.map(({ magnitude, unit }) => ({ magnitude: BigInt(magnitude), unit })),
                ),
            );
        case 'RegexpLiteral':
            return constant(new FluxRegexp(node.value));
        case 'ParenExpression':
            return inner(node.expression);
        case 'ArrayExpression': {
            const elements = node.elements.map(inner);
            return (frame) => new ArrayValue(elements.map((element) => element(frame)));
        }
        case 'DictExpression': {
            const entries = node.elements.map(({ key, val }) => ({ key: inner(key), value: inner(val) }));
            return (frame) => dictOf(entries.map(({ key, value }) => [key(frame), value(frame)]));
        }
        case 'ObjectExpression':
            return compileRecord(node, scope, environment);
        case 'FunctionExpression':
            return compileFunction(node, scope, environment);
        case 'LogicalExpression':
            return compileLogical(node, inner);
        case 'BinaryExpression': {
            const operator = binaryOperator(node.operator);
            const left = inner(node.left);
            const right = inner(node.right);
            return (frame) => operator(left(frame), right(frame));
        }
        case 'UnaryExpression':
            return compileUnary(node, inner);
        case 'ConditionalExpression': {
            const [test, consequent, alternate] = [
                inner(node.test),
                inner(node.consequent),
                inner(node.alternate),
            ];
            return (frame) =>
                truth(test(frame), 'as the condition of if') ? consequent(frame) : alternate(frame);
        }
        case 'StringExpression':
            return compileString(node, inner);
        case 'MemberExpression':
            return compileMember(node, scope, environment, inner);
        case 'IndexExpression':
            return compileIndex(node, inner);
        case 'PipeExpression':
        case 'CallExpression':
            return compileCalls(node, scope, environment, inner);
        default:
            // Also kinds of nodes that the tree's types do not name, such as label literals.
            throw new FluxError(`the sandbox does not run a ${node.type} yet`);
    }
}

export function constant(value: Value): Code {
    return () => value;
}

function compileIdentifier(name: string, scope: Scope, environment: Environment): Code {
    const found = scope.find(name);
    if (!found) return constant(environment.universe(name));
    const { depth, slot } = found;
    if (depth === 0) return (frame) => frame.slots[slot] as Value;
    if (depth === 1) return (frame) => frame.parent?.slots[slot] as Value;
    return (frame) => {
        let owner: Frame | undefined = frame;
        for (let i = 0; i < depth; i++) owner = owner?.parent;
        return owner?.slots[slot] as Value;
    };
}

function timeOf({ value }: DateTimeLiteral): Time {
    const nanoseconds = parseRfc3339(value) ?? parseRfc3339(`${value}T00:00:00Z`);
    if (nanoseconds === undefined) throw new FluxError(`cannot read the time ${value}`);
    return new Time(nanoseconds);
}

function dictOf(entries: readonly (readonly [Value, Value])[]): DictValue {
    return new DictValue(new Map(entries.map(([key, value]) => [identityOf(key), { key, value }])));
}

function compileRecord(node: ObjectExpression, scope: Scope, environment: Environment): Code {
    const labels = node.properties.map(({ key }) => ('name' in key ? key.name : key.value));
    const values = node.properties.map(({ value }, i) =>
        value ? compile(value, scope, environment) : compileIdentifier(labels[i] ?? '', scope, environment),
    );
    const base = node.with ? compileIdentifier(node.with.name, scope, environment) : undefined;
    return (frame) => {
        const own = new Array<Value>(values.length);
        for (let i = 0; i < values.length; i++) own[i] = values[i]?.(frame) ?? unknownNull;
        return new ExtendedRecord(base && recordOf(base(frame)), labels, own);
    };
}

function recordOf(value: Value): RecordValue {
    if (value instanceof RecordValue) return value;
    throw new FluxError(
        `value on left hand side of "with" in record literal has type ${typeName(value)}; expected record`,
    );
}

function compileFunction(node: FunctionExpression, scope: Scope, environment: Environment): Code {
    const own = new Scope(scope);
    const parameters = node.params.map(({ key, value }): ClosureParameter => {
        const name = 'name' in key ? key.name : key.value;
        const pipe = value?.type === 'PipeLiteral';
        const defaultValue = value && !pipe ? compile(value, scope, environment) : undefined;
        return { name, slot: own.declare(name), defaultValue, pipe };
    });
    const body =
        node.body.type === 'Block'
            ? environment.compileBlock(node.body, own)
            : compile(node.body, own, environment);
    const rows = compileRows(node, own, environment);
    return (frame) => new Closure(parameters, body, frame, rows);
}

/** How a function of one parameter is compiled for rows; undefined for others, and for those with statements. */
function compileRows(
    { params, body }: FunctionExpression,
    own: Scope,
    environment: Environment,
): RowCompiler | undefined {
    const [only] = params;
    if (params.length !== 1 || !only || only.value || body.type === 'Block') return undefined;
    const parameter = 'name' in only.key ? only.key.name : only.key.value;
    const context = (table: Table, defined: Frame): RowContext => ({
        table,
        parameter,
        outside: (node) => compile(node, own, environment)(new Frame(defined)),
    });
    return {
        parameter,
        expression: (table, defined) => compileRowCode(body, context(table, defined)),
        record: (table, defined) => compileRecordCode(body, context(table, defined)),
    };
}

/** An `and` with a null on its left is false; otherwise the right side decides, and may be null itself. */
function compileLogical(node: LogicalExpression, inner: (part: Expression) => Code): Code {
    const [left, right] = [inner(node.left), inner(node.right)];
    const where = `with logical ${node.operator}`;
    const decide = (value: Value): Value => (value instanceof Null ? value : truth(value, where));
    return node.operator === 'and'
        ? (frame) => (truth(left(frame), where) ? decide(right(frame)) : false)
        : (frame) => (truth(left(frame), where) ? true : decide(right(frame)));
}

function compileUnary(node: UnaryExpression, inner: (part: Expression) => Code): Code {
    const argument = inner(node.argument);
    if (node.operator === 'exists') return (frame) => !(argument(frame) instanceof Null);
    const operator = unaryOperator(node.operator);
    return (frame) => operator(argument(frame));
}

function compileString(node: StringExpression, inner: (part: Expression) => Code): Code {
    const parts = node.parts.map((part) =>
        part.type === 'TextPart' ? constant(part.value) : inner(part.expression),
    );
    return (frame) => {
        let text = '';
        for (const part of parts) {
            const value = part(frame);
            if (value instanceof Null) throw new FluxError('string expression evaluated to null');
            const more = textOf(value);
            if (more === undefined)
                throw new FluxError(`cannot interpolate a value of type ${typeName(value)}`);
            text = limitedText(text + more);
        }
        return text;
    };
}

function compileIndex(node: IndexExpression, inner: (part: Expression) => Code): Code {
    const [array, index] = [inner(node.array), inner(node.index)];
    return (frame) => {
        const elements = array(frame);
        const at = index(frame);
        if (!(elements instanceof ArrayValue)) {
            throw new FluxError(`cannot index into a value of type ${typeName(elements)}; expected an array`);
        }
        if (typeof at !== 'bigint') {
            throw new FluxError(
                `cannot index into an array with value of type ${typeName(at)}; expected an int`,
            );
        }
        const element = at < 0n ? undefined : elements.elements[Number(at)];
        if (element === undefined) {
            throw new FluxError(
                `cannot access element ${String(at)} of array of length ${String(elements.elements.length)}`,
            );
        }
        return element;
    };
}

function compileCalls(
    node: PipeExpression | CallExpression,
    scope: Scope,
    environment: Environment,
    inner: (part: Expression) => Code,
): Code {
    if (node.type === 'PipeExpression') {
        return compileCall(node.call, inner(node.argument), scope, environment, inner);
    }
    return compileCall(node, undefined, scope, environment, inner);
}
