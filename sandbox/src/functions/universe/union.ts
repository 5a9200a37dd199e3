import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { mergeByKey } from '../../engine/table';
import { cover, TableStream } from '../../engine/table-stream';

/** `union(tables: [a, b])`: the tables of several streams; those with the same group key are put together. */
export const union: BuiltinFunction = {
    package: 'universe',
    name: 'union',
    signature: '(tables: [stream[A]]) => stream[A]',
    summary: 'Puts the tables of two or more streams together.',
    run: (args, site) => {
        const listed = args.array('tables');
        if (listed.length < 2) throw new FluxError('union must have at least two streams as input');
        // The official engine counts a stream that is listed twice once.
        const streams = [...new Set(listed)].map((value) => {
            if (value instanceof TableStream) return value;
            throw new FluxError('input to union is not a table object');
        });
        return site.stream({
            parents: streams,
            bounds: cover(streams),
            compute: () => {
                const tables = streams.flatMap((stream) => stream.tables());
                site.runtime.budget.rows(tables.reduce((sum, { rowCount }) => sum + rowCount, 0));
                return mergeByKey(tables);
            },
        });
    },
};
