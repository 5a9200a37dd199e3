/**
 * Row functions compiled for the columns of one table. With the types known, `r._value > 10.0` becomes one comparison
 * over a Float64Array, and what is the same in every row is computed once. Only what is simple is compiled; for the
 * rest there is the general way, and both must give the same (row-code.test.ts compares them).
 */
import type {
    BinaryExpression,
    ConditionalExpression,
    Expression,
    LogicalExpression,
    MemberExpression,
    UnaryExpression,
} from '@flux-scripts/flux/ast/ast';
import { FluxError } from './flux-error';
import { FluxRegexp } from './regexp';
import type { Raw, RecordCode, RowCode } from './row-code-types';
import { arithmeticOf, comparisonOf } from './row-operators';
import type { Table } from './table';
import { typeName } from './value-types';
import type { BasicType, Value } from './values';
import { isBasicType, Null, nullOf, Time, UInt } from './values';

export interface RowContext {
    readonly table: Table;
    /** The name of the function's only parameter, the row. */
    readonly parameter: string;
    /** Computes an expression that does not read the row. */
    readonly outside: (node: Expression) => Value;
}

/** Undefined for what only the general way can compute. */
export function compileRowCode(node: Expression, context: RowContext): RowCode | undefined {
    const inner = (part: Expression): RowCode | undefined => compileRowCode(part, context);
    switch (node.type) {
        case 'ParenExpression':
            return inner(node.expression);
        case 'MemberExpression':
            return isRow(node.object, context) ? columnCode(node, context) : constantCode(node, context);
        case 'Identifier':
        case 'IntegerLiteral':
        case 'FloatLiteral':
        case 'StringLiteral':
        case 'BooleanLiteral':
        case 'DateTimeLiteral':
            return constantCode(node, context);
        case 'LogicalExpression':
            return logicalCode(node, inner);
        case 'BinaryExpression':
            return binaryCode(node, context, inner);
        case 'UnaryExpression':
            return unaryCode(node, inner);
        case 'ConditionalExpression':
            return conditionalCode(node, inner);
        default:
            return undefined;
    }
}

/** The same for a function that gives a record. A member that cannot be compiled leaves all to the general way. */
export function compileRecordCode(node: Expression, context: RowContext): RecordCode | undefined {
    if (node.type === 'ParenExpression') return compileRecordCode(node.expression, context);
    if (node.type !== 'ObjectExpression') return undefined;
    const extendsRow = node.with?.name === context.parameter;
    if (node.with && !extendsRow) return undefined;
    const members = node.properties.map(({ key, value }) => {
        const code = value && compileRowCode(value, context);
        return code && { label: 'name' in key ? key.name : key.value, code };
    });
    const whole = members.filter((member) => member !== null && member !== undefined);
    const unique = new Set(whole.map(({ label }) => label)).size === members.length;
    return whole.length === members.length && unique ? { extendsRow, members: whole } : undefined;
}

/** A row's value in its box again. */
export function boxed(code: RowCode, row: number): Value {
    if (code.isNull?.(row) === true) return nullOf(code.type);
    const raw = code.get(row);
    if (code.type === 'time' && typeof raw === 'bigint') return new Time(raw);
    if (code.type === 'uint' && typeof raw === 'bigint') return new UInt(raw);
    return raw;
}

export function constantOf(type: BasicType, raw: Raw): RowCode {
    return { type, get: () => raw, isNull: undefined, constant: true };
}

function nullConstant(type: BasicType): RowCode {
    return { type, get: () => false, isNull: () => true, constant: true };
}

function isRow(node: Expression, { parameter }: RowContext): boolean {
    return node.type === 'Identifier' && node.name === parameter;
}

/** What does not read the row: a literal, a variable from outside, a member of one, such as `params.x`. */
function outsideValue(node: Expression, context: RowContext): Value | undefined {
    for (let part: Expression = node; ; part = part.object) {
        if (isRow(part, context)) return undefined;
        if (part.type !== 'MemberExpression') {
            if (part.type === 'Identifier' || part.type.endsWith('Literal')) break;
            return undefined;
        }
    }
    try {
        return context.outside(node);
    } catch (error) {
        // The general way throws it too, but only when it comes to it.
        if (error instanceof FluxError) return undefined;
        throw error;
    }
}

function constantCode(node: Expression, context: RowContext): RowCode | undefined {
    const value = outsideValue(node, context);
    return value === undefined ? undefined : codeOfValue(value);
}

function codeOfValue(value: Value): RowCode | undefined {
    const type = typeName(value);
    if (!isBasicType(type)) return undefined;
    if (value instanceof Null) return nullConstant(type);
    if (value instanceof Time) return constantOf(type, value.nanoseconds);
    if (value instanceof UInt) return constantOf(type, value.value);
    return typeof value === 'object' ? undefined : constantOf(type, value);
}

function columnCode({ property }: MemberExpression, { table }: RowContext): RowCode | undefined {
    const column = table.column('name' in property ? property.name : property.value);
    if (!column) return undefined;
    const constant = column.constantValue;
    if (constant !== undefined) {
        const code = codeOfValue(constant);
        return code && { ...code, column };
    }
    const get = column.rawReader();
    const isNull = column.nullCount === 0 ? undefined : (row: number) => column.isNull(row);
    return { type: column.type, get, isNull, constant: false, column };
}

function truthOf({ get, isNull }: RowCode): (row: number) => boolean {
    return isNull ? (row) => !isNull(row) && get(row) === true : (get as (row: number) => boolean);
}

function logicalCode(
    node: LogicalExpression,
    inner: (part: Expression) => RowCode | undefined,
): RowCode | undefined {
    const left = inner(node.left);
    const right = inner(node.right);
    if (left?.type !== 'bool' || right?.type !== 'bool') return undefined;
    const holds = truthOf(left);
    /** What the left side must be for the right one to decide. */
    const goOn = node.operator === 'and';
    if (left.constant) return holds(0) === goOn ? right : constantOf('bool', !goOn);
    const { get, isNull } = right;
    return {
        type: 'bool',
        constant: false,
        get: goOn ? (row) => holds(row) && get(row) : (row) => holds(row) || get(row),
        isNull: isNull && ((row) => holds(row) === goOn && isNull(row)),
    };
}

function binaryCode(
    node: BinaryExpression,
    context: RowContext,
    inner: (part: Expression) => RowCode | undefined,
): RowCode | undefined {
    const left = inner(node.left);
    if (!left) return undefined;
    if (node.operator === '=~' || node.operator === '!~') {
        const pattern =
            node.right.type === 'RegexpLiteral'
                ? context.outside(node.right)
                : outsideValue(node.right, context);
        if (left.type !== 'string' || !(pattern instanceof FluxRegexp)) return undefined;
        const wanted = node.operator === '=~';
        return folded({
            ...left,
            type: 'bool',
            get: (row) => pattern.matches(left.get(row) as string) === wanted,
        });
    }
    const right = inner(node.right);
    if (!right) return undefined;
    const computed = comparisonOf(node.operator, left, right) ?? arithmeticOf(node.operator, left, right);
    return (
        computed &&
        folded({ ...computed, constant: left.constant && right.constant, isNull: eitherNull(left, right) })
    );
}

function eitherNull(a: RowCode, b: RowCode): RowCode['isNull'] {
    const [x, y] = [a.isNull, b.isNull];
    if (!x || !y) return x ?? y;
    return (row) => x(row) || y(row);
}

/** What is constant is computed now. */
function folded({ type, get, isNull, constant }: RowCode): RowCode {
    if (!constant) return { type, get, isNull, constant };
    return isNull?.(0) === true ? nullConstant(type) : constantOf(type, get(0));
}

function unaryCode(
    node: UnaryExpression,
    inner: (part: Expression) => RowCode | undefined,
): RowCode | undefined {
    const code = inner(node.argument);
    if (!code) return undefined;
    const { get, isNull, constant, type } = code;
    if (node.operator === 'exists') {
        return folded({ type: 'bool', get: (row) => isNull?.(row) !== true, isNull: undefined, constant });
    }
    if (node.operator === 'not' && type === 'bool') {
        return folded({ type, get: (row) => get(row) !== true, isNull, constant });
    }
    if (node.operator === '-' && type === 'float') {
        return folded({ type, get: (row) => -(get(row) as number), isNull, constant });
    }
    if (node.operator === '-' && type === 'int') {
        return folded({ type, get: (row) => BigInt.asIntN(64, -(get(row) as bigint)), isNull, constant });
    }
    return undefined;
}

function conditionalCode(
    node: ConditionalExpression,
    inner: (part: Expression) => RowCode | undefined,
): RowCode | undefined {
    const [test, yes, no] = [inner(node.test), inner(node.consequent), inner(node.alternate)];
    if (test?.type !== 'bool' || !yes || yes.type !== no?.type) return undefined;
    const holds = truthOf(test);
    if (test.constant) return holds(0) ? yes : no;
    const nullable = yes.isNull ?? no.isNull;
    return {
        type: yes.type,
        constant: false,
        get: (row) => (holds(row) ? yes.get(row) : no.get(row)),
        isNull: nullable && ((row) => (holds(row) ? yes.isNull?.(row) === true : no.isNull?.(row) === true)),
    };
}
