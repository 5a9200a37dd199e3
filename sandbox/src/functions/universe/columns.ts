/** `keep`, `drop`, `rename`, `duplicate` and `set`: functions that change which columns there are. */
import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { ConstantColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { CallSite } from '../../engine/runtime';
import type { LabelledColumn } from '../../engine/table';
import { mergeByKey, restrictKey, Table } from '../../engine/table';
import type { TableStream } from '../../engine/table-stream';
import { typeName } from '../../engine/value-types';
import type { Value } from '../../engine/values';
import { Null } from '../../engine/values';

/** `keep(columns:)` or `keep(fn:)`. */
export const keep: BuiltinFunction = {
    package: 'universe',
    name: 'keep',
    signature: '(<-tables: stream[A], ?columns: [string], ?fn: (column: string) => bool) => stream[B]',
    summary: 'Keeps the columns that are listed or that a function is true for.',
    run: (args, site) => {
        const chosen = chooser(args, 'keep');
        return changeTables(args, site, (table) => project(table, chosen));
    },
};

/** `drop(columns:)` or `drop(fn:)`. */
export const drop: BuiltinFunction = {
    package: 'universe',
    name: 'drop',
    signature: '(<-tables: stream[A], ?columns: [string], ?fn: (column: string) => bool) => stream[B]',
    summary: 'Removes the columns that are listed or that a function is true for.',
    run: (args, site) => {
        const chosen = chooser(args, 'drop');
        return changeTables(args, site, (table) => project(table, (label) => !chosen(label)));
    },
};

/** `rename(columns: {old: "new"})` or `rename(fn: (column) => …)`. */
export const rename: BuiltinFunction = {
    package: 'universe',
    name: 'rename',
    signature: '(<-tables: stream[B], ?columns: A, ?fn: (column: string) => string) => stream[C]',
    summary: 'Gives columns other names, by a record or by a function.',
    run: (args, site) => {
        exactlyOne(args, 'rename');
        const newName = args.has('columns') ? byRecord(args) : byFunction(args);
        return changeTables(args, site, (table) => renameTable(table, newName(table)));
    },
};

/** `duplicate(column:, as:)`. */
export const duplicate: BuiltinFunction = {
    package: 'universe',
    name: 'duplicate',
    signature: '(<-tables: stream[A], as: string, column: string) => stream[B]',
    summary: 'Copies a column under another name, replacing one that has it.',
    run: (args, site) => {
        const column = args.string('column');
        const as = args.string('as');
        return changeTables(args, site, (table) => duplicateColumn(table, column, as));
    },
};

/** `set(key:, value:)`. */
export const set: BuiltinFunction = {
    package: 'universe',
    name: 'set',
    signature: '(<-tables: stream[A], key: string, value: string) => stream[A]',
    summary: 'Puts one string into a column of every row, adding the column where there is none.',
    run: (args, site) => {
        const label = args.string('key');
        const value = args.string('value');
        return changeTables(args, site, (table) => {
            const constant = { label, column: new ConstantColumn('string', value, table.rowCount) };
            const key = new GroupKey(
                table.key.columns.map((part) =>
                    part.label === label ? { label, type: 'string' as const, value } : part,
                ),
            );
            return new Table(key, replaceOrAppend(table.columns, constant), table.rowCount);
        });
    },
};

/** Copies a column. In the group key the copy takes the value along, or leaves the key when its source is not in it. */
export function duplicateColumn(table: Table, column: string, as: string): Table {
    const source = table.column(column);
    if (!source) throw new FluxError(`duplicate error: column "${column}" doesn't exist`);
    const columns = replaceOrAppend(table.columns, { label: as, column: source });
    const from = table.key.get(column);
    const key = new GroupKey(
        table.key.columns.flatMap((part) => {
            if (part.label !== as) return [part];
            return from ? [{ ...from, label: as }] : [];
        }),
    );
    return new Table(key, columns, table.rowCount);
}

/** Applies a change to each table and puts together those whose group keys have become equal. */
function changeTables(args: Arguments, site: CallSite, change: (table: Table) => Table): TableStream {
    const tables = args.stream();
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () => mergeByKey(tables.tables().map(change)),
    });
}

function exactlyOne(args: Arguments, name: string): void {
    if (args.has('columns') === args.has('fn')) {
        throw new FluxError(`${name} error: must specify exactly one of "columns" and "fn"`);
    }
}

/** Which columns the call names. A listed column that a table lacks does not matter. */
function chooser(args: Arguments, name: string): (label: string) => boolean {
    exactlyOne(args, name);
    if (args.has('columns')) {
        const listed = new Set(args.strings('columns'));
        return (label) => listed.has(label);
    }
    const predicate = args.function('fn').positional('column');
    return (label) => {
        const value = predicate(label);
        if (typeof value === 'boolean') return value;
        if (value instanceof Null) return false;
        throw new FluxError(`${name} error: fn must give a bool, got ${typeName(value)}`);
    };
}

function project(table: Table, chosen: (label: string) => boolean): Table {
    const columns = table.columns.filter(({ label }) => chosen(label));
    return new Table(restrictKey(table.key, chosen), columns, columns.length === 0 ? 0 : table.rowCount);
}

function byRecord(args: Arguments): (table: Table) => (label: string) => string {
    const record = args.record('columns');
    const names = new Map(record.labels().map((label) => [label, text(record.get(label))]));
    return (table) => {
        for (const label of names.keys()) {
            if (!table.column(label)) throw new FluxError(`rename error: column "${label}" doesn't exist`);
        }
        return (label) => names.get(label) ?? label;
    };
}

function byFunction(args: Arguments): (table: Table) => (label: string) => string {
    const newName = args.function('fn').positional('column');
    return () => (label) => text(newName(label));
}

function text(value: Value | undefined): string {
    if (typeof value === 'string') return value;
    throw new FluxError('rename error: a column name must be a string');
}

function renameTable(table: Table, newName: (label: string) => string): Table {
    const columns = table.columns.map(({ label, column }) => ({ label: newName(label), column }));
    if (new Set(columns.map(({ label }) => label)).size < columns.length) {
        throw new FluxError('rename error: two columns would have the same name');
    }
    const key = new GroupKey(table.key.columns.map((part) => ({ ...part, label: newName(part.label) })));
    return new Table(key, columns, table.rowCount);
}

function replaceOrAppend(columns: readonly LabelledColumn[], added: LabelledColumn): LabelledColumn[] {
    const replaced = columns.map((column) => (column.label === added.label ? added : column));
    return replaced.includes(added) ? replaced : [...replaced, added];
}
