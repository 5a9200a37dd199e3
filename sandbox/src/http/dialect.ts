import * as v from 'valibot';
import type { Dialect } from '../engine/evaluator';

/** `dialect` of a query. Source: InfluxDB's API reference, `Dialect`; the defaults are its defaults for JSON requests. */
export const dialectSchema = v.object({
    header: v.nullish(v.boolean(), true),
    delimiter: v.nullish(
        v.pipe(v.string(), v.regex(/^[^"\r\n]$/u, 'must be one character that is no quote and no line end')),
        ',',
    ),
    annotations: v.nullish(v.array(v.picklist(['datatype', 'group', 'default'])), []),
    commentPrefix: v.nullish(v.picklist(['#', ''])),
    dateTimeFormat: v.nullish(v.picklist(['RFC3339', 'RFC3339Nano'])),
});

/** What invoke answers with, and a query that names no dialect: a header row and no annotations. */
export const headerOnly: Dialect = { annotations: [], header: true, delimiter: ',' };
