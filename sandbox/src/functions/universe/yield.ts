import type { BuiltinFunction } from '../../engine/builtin';
import { TableStream } from '../../engine/table-stream';

/** `yield(name:)`: makes the stream a result of the script and passes it on. Two results cannot share a name. */
export const yieldResult: BuiltinFunction = {
    package: 'universe',
    name: 'yield',
    signature: '(<-tables: stream[A], ?name: string) => stream[A]',
    summary: 'Answers with the stream under a name; without one it is _result.',
    run: (args, site) => {
        const tables = args.stream();
        const result = new TableStream({
            parents: [tables],
            bounds: tables.bounds,
            compute: () => tables.tables(),
        });
        site.runtime.yields.push({ name: args.optionalString('name', '_result'), stream: result });
        return result;
    },
};
