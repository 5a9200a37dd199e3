import type { Expression, MemberExpression } from '@flux-scripts/flux/ast/ast';
import type { Code } from './closure';
import type { Column } from './column';
import type { Environment } from './environment';
import { FluxError } from './flux-error';
import { RowCursor } from './row';
import type { Scope } from './scope';
import { typeName } from './value-types';
import { Null, RecordValue, unknownNull } from './values';

/** `package.name` and `record.label`, in both forms. */
export function compileMember(
    node: MemberExpression,
    scope: Scope,
    environment: Environment,
    inner: (part: Expression) => Code,
): Code {
    const label = 'name' in node.property ? node.property.name : node.property.value;
    const { object } = node;
    if (object.type === 'Identifier' && !scope.find(object.name)) {
        const member = environment.packageMember(object.name, label);
        if (member !== undefined) return () => member;
    }
    return memberOf(inner(object), label);
}

/**
 * Reads a label of a record. Rows of one table come one after the other, so the column is looked up once per table.
 * A label that is not there reads as null, as a column that a table lacks does.
 */
function memberOf(object: Code, label: string): Code {
    let cursor: RowCursor | undefined;
    let column: Column | undefined;
    return (frame) => {
        const value = object(frame);
        if (value instanceof RowCursor) {
            if (value !== cursor) {
                cursor = value;
                column = value.column(label);
            }
            return column ? column.get(value.row) : unknownNull;
        }
        if (value instanceof RecordValue) return value.get(label) ?? unknownNull;
        if (value instanceof Null)
            throw new FluxError('cannot access property of a null value; expected record');
        throw new FluxError(
            `cannot access property of a value with type ${typeName(value)}; expected record`,
        );
    };
}
