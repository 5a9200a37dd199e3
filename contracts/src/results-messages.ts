/**
 * What the extension and the results panel's webview say to each other. Both sides check what arrives: a message of an
 * older webview, or of somebody else's script, is dropped.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A place in an answer: its table, counted from 0 over all results, and the row in that table. */
export const cursorSchema = v.object({ table: count, row: count });
export type Cursor = v.InferOutput<typeof cursorSchema>;

/** What is known of an answer once it is read to its end, or as far as it came. */
export const answerSummarySchema = v.object({
    /** All rows that arrived, and how many of them are kept: the first ones. */
    rows: count,
    keptRows: count,
    tables: count,
    keptTables: count,
    /** Why rows are not kept: the setting's row limit, or the memory that one answer may take. */
    limitedBy: v.optional(v.picklist(['rows', 'memory'])),
    /** What the server reported in its `error,reference` table: the run failed, whatever rows came before. */
    failure: v.optional(v.object({ message: v.string(), reference: v.string() })),
    /** Why the rest of the answer could not be read as annotated CSV. */
    unreadable: v.optional(v.string()),
});
export type AnswerSummary = v.InferOutput<typeof answerSummarySchema>;

/** Some rows of one table, in the order of the answer. */
export const tableSliceSchema = v.object({
    /** The table's place in the answer, counted from 0 over all results. */
    index: count,
    /** The result's name (yield); empty when the answer does not say it. */
    result: v.string(),
    /** The table's place in its result, counted from 1. */
    number: count,
    /** Group key columns with their values. */
    key: v.array(v.object({ column: v.string(), value: v.string() })),
    /** Whether the key was worked out from the rows, because the answer carries none. */
    keyIsInferred: v.boolean(),
    columns: v.array(v.object({ name: v.string(), datatype: v.optional(v.string()) })),
    /** The place of the first of `rows` in the table, from 0. */
    firstRow: count,
    rows: v.array(v.array(v.string())),
    /** All rows of the table that arrived. */
    totalRows: count,
    keptRows: count,
});
export type TableSlice = v.InferOutput<typeof tableSliceSchema>;

export const answerPageSchema = v.object({
    slices: v.array(tableSliceSchema),
    /** Where the next page begins; missing when this is the last one. */
    next: v.optional(cursorSchema),
});
export type AnswerPage = v.InferOutput<typeof answerPageSchema>;

export const runStateSchema = v.picklist(['running', 'succeeded', 'failed', 'cancelled']);
export type RunState = v.InferOutput<typeof runStateSchema>;

/** One invocation as the panel shows it. */
export const runViewSchema = v.object({
    id: count,
    script: v.string(),
    connection: v.string(),
    /** The params object as the JSON text that was sent. */
    params: v.string(),
    /** Unix milliseconds. */
    startedAt: v.number(),
    /** Until now while it runs, else until its end. */
    elapsedMilliseconds: v.number(),
    state: runStateSchema,
    /** So far while it runs. Bytes of the answer's body. */
    bytes: count,
    rows: count,
    /** What a person should know about this run besides its answer. */
    notices: v.array(v.string()),
    /** Why it failed. */
    error: v.optional(v.object({ message: v.string(), serverMessage: v.optional(v.string()) })),
    /** Set once the run is over and at least a part of the answer arrived. */
    summary: v.optional(answerSummarySchema),
});
export type RunView = v.InferOutput<typeof runViewSchema>;

/** From the extension to the webview. */
export const toWebviewSchema = v.variant('type', [
    /** Every run that is kept, newest first, and the one to show. */
    v.object({ type: v.literal('runs'), runs: v.array(runViewSchema), shown: v.optional(count) }),
    /** Rows of a run that is over, asked for by `page`. */
    v.object({ type: v.literal('page'), run: count, from: cursorSchema, page: answerPageSchema }),
    /** The rows that were asked for cannot be had any more. */
    v.object({ type: v.literal('noPage'), run: count, from: cursorSchema, message: v.string() }),
]);
export type ToWebview = v.InferOutput<typeof toWebviewSchema>;

/** From the webview to the extension. */
export const fromWebviewSchema = v.variant('type', [
    /** The webview's code runs: send it what there is. */
    v.object({ type: v.literal('ready') }),
    v.object({ type: v.literal('show'), run: count }),
    v.object({ type: v.literal('page'), run: count, from: cursorSchema }),
    v.object({ type: v.literal('cancel'), run: count }),
]);
export type FromWebview = v.InferOutput<typeof fromWebviewSchema>;

/** The message, or undefined when it is none of the extension's. */
export function readToWebview(message: unknown): ToWebview | undefined {
    const result = v.safeParse(toWebviewSchema, message);
    return result.success ? result.output : undefined;
}

/** The message, or undefined when it is none of the webview's. */
export function readFromWebview(message: unknown): FromWebview | undefined {
    const result = v.safeParse(fromWebviewSchema, message);
    return result.success ? result.output : undefined;
}
