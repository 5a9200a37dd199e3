/** What streams are made from, and whether the buckets among them can be read. */
import { FluxError } from './flux-error';
import type { TableStream } from './table-stream';

/** Every stream that one of these is made from, without these themselves unless one is made from another. */
export function ancestorsOf(streams: readonly TableStream[]): Set<TableStream> {
    const found = new Set<TableStream>();
    const waiting = streams.flatMap(({ parents }) => parents);
    for (let stream = waiting.pop(); stream; stream = waiting.pop()) {
        if (found.has(stream)) continue;
        found.add(stream);
        waiting.push(...stream.parents);
    }
    return found;
}

/** Buckets are read within bounds only, and they must exist. */
export function checkSources(streams: ReadonlySet<TableStream>, results: ReadonlySet<TableStream>): void {
    for (const stream of streams) {
        const unbounded = results.has(stream) ? stream.source : undefined;
        const parents = stream.bindsSource ? [] : stream.parents;
        const source = unbounded ?? parents.find((parent) => parent.source)?.source;
        if (source) {
            throw new FluxError(
                'error in building plan while starting program: ' +
                    `cannot submit unbounded read to "${source.bucket}"; try bounding 'from' with a call to 'range'`,
            );
        }
    }
    for (const stream of streams) stream.source?.check();
}
