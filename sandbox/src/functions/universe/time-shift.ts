import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { ColumnBuilder } from '../../engine/column-builder';
import type { Duration } from '../../engine/duration';
import { addDuration } from '../../engine/duration';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import { mergeByKey, Table } from '../../engine/table';
import type { Value } from '../../engine/values';
import { Time } from '../../engine/values';

/** `timeShift(duration:, columns:)`: times moved by a duration, and the bounds of the query with them. */
export const timeShift: BuiltinFunction = {
    package: 'universe',
    name: 'timeShift',
    signature: '(<-tables: stream[A], duration: duration, ?columns: [string]) => stream[A]',
    summary: 'Adds a duration to columns of times.',
    run: (args, site) => {
        const tables = args.stream();
        const duration = args.duration('duration');
        const columns = args.optionalStrings('columns', ['_time', '_stop', '_start']);
        const { bounds } = tables;
        return site.stream({
            parents: [tables],
            bounds: bounds && {
                start: addDuration(bounds.start, duration),
                stop: addDuration(bounds.stop, duration),
            },
            compute: () =>
                mergeByKey(
                    tables.tables().map((table) => shiftTable(table, columns, duration, site.runtime.budget)),
                ),
        });
    },
};

function shiftTable(table: Table, labels: readonly string[], duration: Duration, budget: Budget): Table {
    const key = new GroupKey(
        table.key.columns.map((part) =>
            labels.includes(part.label) ? { ...part, value: shifted(part.value, duration) } : part,
        ),
    );
    const columns = table.columns.map(({ label, column }) => {
        if (!labels.includes(label)) return { label, column };
        if (column.type !== 'time') throw new FluxError(`column "${label}" is not of type time`);
        return { label, column: shiftColumn(column, duration, budget) };
    });
    return new Table(key, columns, table.rowCount);
}

function shiftColumn(column: Column, duration: Duration, budget: Budget): Column {
    const { constantValue } = column;
    if (constantValue !== undefined) {
        return new ConstantColumn('time', shifted(constantValue, duration), column.length);
    }
    const builder = new ColumnBuilder('time', Math.max(column.length, 1));
    for (let row = 0; row < column.length; row++) {
        budget.tick();
        builder.append(shifted(column.get(row), duration));
    }
    return builder.finish();
}

/** A null stays null. */
function shifted(value: Value, duration: Duration): Value {
    return value instanceof Time ? new Time(addDuration(value.nanoseconds, duration)) : value;
}
