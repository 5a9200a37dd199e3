/** Operators on unboxed values of known types; the meaning is that of operators.ts. */
import type { Raw, RowCode } from './row-code-types';
import { limitedText } from './text-limit';
import type { BasicType } from './values';

type Read<T> = (row: number) => T;
type Operation = Pick<RowCode, 'type' | 'get'>;

/** Undefined when the operator does not compare these types, or is no comparison. */
export function comparisonOf(operator: string, left: RowCode, right: RowCode): Operation | undefined {
    if (!['==', '!=', '<', '<=', '>', '>='].includes(operator)) return undefined;
    if (left.type === right.type) {
        if (left.type === 'bool' && operator !== '==' && operator !== '!=') return undefined;
        return { type: 'bool', get: comparing(operator, left.get as Read<number>, right) };
    }
    if (!isNumber(left.type) || !isNumber(right.type)) return undefined;
    if (left.type !== 'float' && right.type !== 'float') {
        return { type: 'bool', get: comparing(operator, left.get as Read<number>, right) };
    }
    const asFloat: RowCode = { ...right, get: floats(right) };
    return { type: 'bool', get: comparing(operator, floats(left), asFloat) };
}

function isNumber(type: BasicType): boolean {
    return type === 'float' || type === 'int' || type === 'uint';
}

function floats({ get }: RowCode): Read<number> {
    return (row) => Number(get(row));
}

/** The types are typed as numbers here; JavaScript's operators mean the same on bigints and strings. */
function comparing(operator: string, x: Read<number>, right: RowCode): Read<boolean> {
    const y = right.get as Read<number>;
    if (right.constant && right.isNull === undefined) return comparingWith(operator, x, y(0));
    switch (operator) {
        case '==':
            return (row) => x(row) === y(row);
        case '!=':
            return (row) => x(row) !== y(row);
        case '<':
            return (row) => x(row) < y(row);
        case '<=':
            return (row) => x(row) <= y(row);
        case '>':
            return (row) => x(row) > y(row);
        default:
            return (row) => x(row) >= y(row);
    }
}

function comparingWith(operator: string, x: Read<number>, y: number): Read<boolean> {
    switch (operator) {
        case '==':
            return (row) => x(row) === y;
        case '!=':
            return (row) => x(row) !== y;
        case '<':
            return (row) => x(row) < y;
        case '<=':
            return (row) => x(row) <= y;
        case '>':
            return (row) => x(row) > y;
        default:
            return (row) => x(row) >= y;
    }
}

/** Undefined for types and operators that are left to the general way, such as a division of integers. */
export function arithmeticOf(operator: string, left: RowCode, right: RowCode): Operation | undefined {
    const { type } = left;
    if (type !== right.type) return undefined;
    const get =
        type === 'float'
            ? onFloats(operator, left.get as Read<number>, right.get as Read<number>)
            : type === 'int'
              ? onIntegers(operator, left.get as Read<bigint>, right.get as Read<bigint>)
              : type === 'string' && operator === '+'
                ? onTexts(left.get as Read<string>, right.get as Read<string>)
                : undefined;
    return get && { type, get };
}

function onFloats(operator: string, x: Read<number>, y: Read<number>): Read<Raw> | undefined {
    switch (operator) {
        case '+':
            return (row) => x(row) + y(row);
        case '-':
            return (row) => x(row) - y(row);
        case '*':
            return (row) => x(row) * y(row);
        case '/':
            return (row) => x(row) / y(row);
        case '%':
            return (row) => x(row) % y(row);
        case '^':
            return (row) => x(row) ** y(row);
        default:
            return undefined;
    }
}

function onIntegers(operator: string, x: Read<bigint>, y: Read<bigint>): Read<Raw> | undefined {
    switch (operator) {
        case '+':
            return (row) => BigInt.asIntN(64, x(row) + y(row));
        case '-':
            return (row) => BigInt.asIntN(64, x(row) - y(row));
        case '*':
            return (row) => BigInt.asIntN(64, x(row) * y(row));
        default:
            return undefined;
    }
}

function onTexts(x: Read<string>, y: Read<string>): Read<Raw> {
    return (row) => limitedText(x(row) + y(row));
}
