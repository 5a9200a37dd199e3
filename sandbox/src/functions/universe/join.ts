import type { Budget } from '../../engine/budget';
import type { BuiltinFunction } from '../../engine/builtin';
import type { Column } from '../../engine/column';
import { ConstantColumn } from '../../engine/column';
import { FluxError } from '../../engine/flux-error';
import { GroupKey } from '../../engine/group-key';
import type { LabelledColumn } from '../../engine/table';
import { mergeByKey, Table } from '../../engine/table';
import { cover, TableStream } from '../../engine/table-stream';
import { identityOf, typeName } from '../../engine/value-types';
import type { RecordValue } from '../../engine/values';
import { JoinIndex, sortedRows } from './join-rows';

/** `join(tables: {a: …, b: …}, on: […])`: rows of two streams side by side where their columns are equal. */
export const join: BuiltinFunction = {
    package: 'universe',
    name: 'join',
    signature: '(<-tables: A, ?method: string, ?on: [string]) => stream[B]',
    summary: 'Joins the rows of two streams that have equal values in the columns "on".',
    run: (args, site) => {
        const on = [...new Set(args.strings('on'))].sort();
        if (on.length === 0) {
            throw new FluxError("at least one column in 'on' column list is required");
        }
        const method = args.optionalString('method', 'inner');
        if (method !== 'inner') throw new FluxError(`${method} is not a valid join type`);
        const [left, right] = sidesOf(args.record('tables'));
        const streams = [left.stream, right.stream];
        return site.stream({
            parents: streams,
            bounds: cover(streams),
            compute: () => joinTables(left, right, on, site.runtime.budget),
        });
    },
};

interface Side {
    readonly name: string;
    readonly stream: TableStream;
}

function sidesOf(tables: RecordValue): readonly [Side, Side] {
    const sides = [...tables.labels()].sort().map((name) => {
        const stream = tables.get(name);
        if (stream instanceof TableStream) return { name, stream };
        const got = stream === undefined ? 'null' : typeName(stream);
        throw new FluxError(`expected "${name}" to be stream type; instead got ${got}`);
    });
    const [left, right, ...more] = sides;
    if (left && right && more.length === 0 && left.stream !== right.stream) return [left, right];
    throw new FluxError('joins currently must only have two parents');
}

/** A table that lacks one of the columns takes no part, and neither does a pair without rows. */
function joinTables(left: Side, right: Side, on: readonly string[], budget: Budget): Table[] {
    const lefts = joinable(left, on);
    const rights = joinable(right, on);
    const inEveryKey = on.filter((label) => [...lefts, ...rights].every(({ key }) => key.has(label)));
    const candidates = new Map<string, Table[]>();
    for (const table of rights) {
        const identity = keyIdentity(table, inEveryKey);
        const found = candidates.get(identity);
        if (found) found.push(table);
        else candidates.set(identity, [table]);
    }
    const indexes = new Map(rights.map((table) => [table, new JoinIndex(table, on, budget)]));
    const joined: Table[] = [];
    let total = 0;
    for (const table of lefts) {
        const rows = sortedRows(table, on, budget);
        for (const candidate of candidates.get(keyIdentity(table, inEveryKey)) ?? []) {
            budget.tick();
            const pairs = indexes.get(candidate)?.pairs(table, rows, (count) => {
                budget.rows(total + count);
            });
            if (!pairs || pairs.left.length === 0) continue;
            total += pairs.left.length;
            joined.push(sideBySide(table.take(pairs.left), candidate.take(pairs.right), [left, right], on));
            budget.windows(joined.length);
        }
    }
    return mergeByKey(joined);
}

function joinable({ stream }: Side, on: readonly string[]): readonly Table[] {
    return stream.tables().filter((table) => on.every((label) => table.column(label)));
}

function keyIdentity({ key }: Table, labels: readonly string[]): string {
    return labels.map((label) => identityOf(key.get(label)?.value ?? '')).join('|');
}

/** Columns that both sides have, other than those of `on`, get the name of their side behind theirs. */
function sideBySide(left: Table, right: Table, sides: readonly [Side, Side], on: readonly string[]): Table {
    const newLabel = (label: string, side: Side, other: Table): string =>
        other.column(label) && !on.includes(label) ? `${label}_${side.name}` : label;
    const parts = [
        { table: left, renamed: (label: string) => newLabel(label, sides[0], right) },
        { table: right, renamed: (label: string) => newLabel(label, sides[1], left) },
    ];
    const keys = new Map(
        parts.flatMap(({ table, renamed }) =>
            table.key.columns.map((part) => [renamed(part.label), { ...part, label: renamed(part.label) }]),
        ),
    );
    const columns = new Map<string, Column>();
    for (const { table, renamed } of parts) {
        for (const { label, column } of table.columns) {
            if (table === right && on.includes(label)) continue;
            add(columns, { label: renamed(label), column });
        }
    }
    const labelled = [...columns].map(([label, column]): LabelledColumn => {
        const key = keys.get(label);
        return { label, column: key ? new ConstantColumn(key.type, key.value, left.rowCount) : column };
    });
    const byLabel = (a: { label: string }, b: { label: string }): number => (a.label < b.label ? -1 : 1);
    return new Table(new GroupKey([...keys.values()].sort(byLabel)), labelled.sort(byLabel), left.rowCount);
}

function add(columns: Map<string, Column>, { label, column }: LabelledColumn): void {
    if (columns.has(label)) {
        throw new FluxError(
            `two columns would have the name "${label}" after the join; rename one of them first`,
        );
    }
    columns.set(label, column);
}
