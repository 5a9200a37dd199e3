import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { mergeByKey } from '../../engine/table';
import { readAnnotated, readRaw } from './read-tables';

/** `csv.from(csv:, mode:)`: tables out of annotated CSV, or with mode "raw" out of any CSV with a header. */
export const csvFrom: BuiltinFunction = {
    package: 'csv',
    name: 'from',
    signature: '(?csv: string, ?file: string, ?mode: string) => stream[A]',
    summary: 'Reads tables from a text of annotated CSV, or of CSV with a header only.',
    refuses: { file: 'the sandbox reads no files; give the text as csv, or add the data to a bucket' },
    run: (args, site) => {
        const text = args.optionalString('csv', '');
        if (text === '') throw new FluxError('must provide csv raw text or filename');
        const read = args.optionalString('mode', 'annotations') === 'raw' ? readRaw : readAnnotated;
        return site.stream({
            parents: [],
            bounds: undefined,
            compute: () => {
                try {
                    return mergeByKey(read(text, site.runtime.budget));
                } catch (error) {
                    throw error instanceof FluxError ? error.within('error in csv.from()') : error;
                }
            },
        });
    },
};
