import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import { mergeByKey, Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { BasicType, Value } from '../../engine/values';
import { isBasicType, Null, nullOf } from '../../engine/values';

/** `fill(column:, value:)` or `fill(column:, usePrevious: true)`: a value in place of nulls. */
export const fill: BuiltinFunction = {
    package: 'universe',
    name: 'fill',
    signature: '(<-tables: stream[B], ?column: string, ?usePrevious: bool, ?value: A) => stream[C]',
    summary: 'Puts a value, or the value before, in place of the nulls of a column.',
    run: (args, site) => {
        const tables = args.stream();
        const column = args.optionalString('column', '_value');
        if (args.has('value') === args.has('usePrevious')) {
            throw new FluxError('fill requires exactly one of value or usePrevious');
        }
        const value = args.has('value') ? filling(args.value('value')) : undefined;
        if (!value && !args.bool('usePrevious')) {
            throw new FluxError('usePrevious: false fills nothing; give fill a value instead');
        }
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () =>
                mergeByKey(
                    tables.tables().map((table) => {
                        return value ? fillWith(table, column, value, site) : fillOn(table, column, site);
                    }),
                ),
        });
    },
};

interface Filling {
    readonly type: BasicType;
    readonly value: Value;
}

function filling(value: Value): Filling {
    const type = typeName(value);
    if (isBasicType(type) && !(value instanceof Null)) return { type, value };
    throw new FluxError(
        'value type for fill must be a valid primitive type (bool, int, uint, float, string, time)',
    );
}

/** A table that lacks the column gets it. A null in the group key is filled too. */
function fillWith(table: Table, label: string, { type, value }: Filling, site: CallSite): Table {
    const column = table.column(label);
    const key = table.key.get(label);
    if (key && !(key.value instanceof Null)) return table;
    if (column && column.type !== type) {
        throw new FluxError(`fill column type mismatch: ${column.type}/${type}`);
    }
    if (column && !key)
        return replace(
            table,
            label,
            filled(column, () => value, site),
        );
    const constant = { label, column: new ConstantColumn(type, value, table.rowCount) };
    if (!column) return new Table(table.key, [...table.columns, constant], table.rowCount);
    const columns = table.columns.map((part) => (part.label === label ? constant : part));
    const keys = table.key.columns.map((part) => (part.label === label ? { label, type, value } : part));
    return new Table(new GroupKey(keys), columns, table.rowCount);
}

/** Nulls before the first value stay; a table that lacks the column stays as it is. */
function fillOn(table: Table, label: string, site: CallSite): Table {
    const column = table.column(label);
    if (!column || table.key.has(label)) return table;
    let previous: Value = nullOf(column.type);
    return replace(
        table,
        label,
        filled(
            column,
            (row) => {
                if (row > 0 && !column.isNull(row - 1)) previous = column.get(row - 1);
                return previous;
            },
            site,
        ),
    );
}

/** @param otherwise called for each row that is null, in order */
function filled(column: Column, otherwise: (row: number) => Value, { runtime }: CallSite): Column {
    if (column.nullCount === 0) return column;
    const builder = new ColumnBuilder(column.type, column.length);
    for (let row = 0; row < column.length; row++) {
        runtime.budget.tick();
        builder.append(column.isNull(row) ? otherwise(row) : column.get(row));
    }
    return builder.finish();
}

function replace(table: Table, label: string, column: Column): Table {
    const columns = table.columns.map((part) => (part.label === label ? { label, column } : part));
    return new Table(table.key, columns, table.rowCount);
}
