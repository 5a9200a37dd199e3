import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import type { Table } from '../../engine/table';

/** `sample(n:, pos:, column:)`: every n-th row, nulls too, from row `pos`; without it from a random one of the first n. */
export const sample: BuiltinFunction = {
    package: 'universe',
    name: 'sample',
    signature: '(<-tables: stream[A], n: int, ?column: string, ?pos: int) => stream[A]',
    summary: 'Keeps every n-th row of each table, from a given or a random position.',
    run: (args, site) => {
        const tables = args.stream();
        const n = args.int('n');
        if (n <= 0n) throw new FluxError(`n must be a positive integer, but was ${String(n)}`);
        const position = args.optionalInt('pos', -1n);
        if (position >= n) {
            throw new FluxError(`pos must be less than n, but ${String(position)} >= ${String(n)}`);
        }
        const column = args.optionalString('column', '_value');
        const first = position < 0n ? () => Math.floor(Math.random() * Number(n)) : () => Number(position);
        return site.stream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables().map((table) => everyNth(table, column, Number(n), first(), site)),
        });
    },
};

function everyNth(table: Table, label: string, n: number, first: number, { runtime }: CallSite): Table {
    if (!table.column(label)) throw new FluxError(`no column "${label}" exists`);
    const rows: number[] = [];
    for (let row = first; row < table.rowCount; row += n) {
        runtime.budget.tick();
        rows.push(row);
    }
    return table.take(Uint32Array.from(rows));
}
