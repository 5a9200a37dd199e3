import type { Arguments } from '../../engine/arguments';
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import type { CallSite } from '../../engine/runtime';
import type { TableStream } from '../../engine/table-stream';

/** `limit(n:, offset:)`: the first rows of each table. */
export const limit: BuiltinFunction = {
    package: 'universe',
    name: 'limit',
    signature: '(<-tables: stream[A], n: int, ?offset: int) => stream[A]',
    summary: 'Keeps the first n rows of each table, after offset rows.',
    run: (args, site) => cut(args, site, 'limit', (_, n, offset) => [offset, offset + n]),
};

/** `tail(n:, offset:)`: the last rows of each table. */
export const tail: BuiltinFunction = {
    package: 'universe',
    name: 'tail',
    signature: '(<-tables: stream[A], n: int, ?offset: int) => stream[A]',
    summary: 'Keeps the last n rows of each table, before offset rows.',
    run: (args, site) => cut(args, site, 'tail', (rows, n, offset) => [rows - offset - n, rows - offset]),
};

function cut(
    args: Arguments,
    site: CallSite,
    name: string,
    part: (rows: number, n: number, offset: number) => readonly [number, number],
): TableStream {
    const tables = args.stream();
    const n = args.int('n');
    const offset = args.optionalInt('offset', 0n);
    if (offset < 0n) throw new FluxError(`${name} offset cannot be negative (${String(offset)})`);
    const clamp = (value: number, rows: number): number => Math.min(Math.max(value, 0), rows);
    return site.stream({
        parents: [tables],
        bounds: tables.bounds,
        compute: () =>
            tables.tables().map((table) => {
                const [start, end] = part(table.rowCount, Math.max(Number(n), 0), Number(offset));
                const from = clamp(start, table.rowCount);
                return table.slice(from, Math.max(from, clamp(end, table.rowCount)));
            }),
    });
}
