import type { BuiltinFunction } from '../../engine/builtin';
import { ColumnBuilder } from '../../engine/column-builder';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import { Table } from '../../engine/table';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { isBasicType, Null, RecordValue, unknownNull } from '../../engine/values';

/** `array.from(rows: [{…}])`: one table, without a group key and without bounds. */
export const arrayFrom: BuiltinFunction = {
    package: 'array',
    name: 'from',
    signature: '(<-rows: [A]) => stream[A]',
    summary: 'Makes one table of an array of records.',
    run: (args, site) => {
        const rows = args.array('rows');
        const [first] = rows;
        if (!(first instanceof RecordValue)) {
            throw new FluxError(rows.length === 0 ? 'rows must be non-empty' : 'rows must be records');
        }
        const columns = first.labels().map((label) => ({
            label,
            column: column(
                label,
                rows.map((row) => (row instanceof RecordValue ? row.get(label) : undefined)),
            ),
        }));
        const table = new Table(new GroupKey([]), columns, rows.length);
        return site.stream({ parents: [], bounds: undefined, compute: () => [table] });
    },
};

function column(label: string, values: readonly (Value | undefined)[]) {
    const types = values.map((value) => typeName(value ?? unknownNull)).filter((type) => type !== 'null');
    const type = types[0] ?? 'null';
    if (!isBasicType(type))
        throw new FluxError(`column "${label}" is of type ${type}, which no table can hold`);
    const builder = new ColumnBuilder(type, values.length);
    for (const value of values) builder.append(value ?? new Null(type));
    return builder.finish();
}
