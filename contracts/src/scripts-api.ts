/**
 * The shapes of InfluxDB's scripts API and their checks.
 * Source: the public OpenAPI contract of API invokable scripts and the InfluxDB Cloud documentation.
 * The checks are tolerant where servers differ: unknown keys are kept out, optional ones may be missing.
 */
import * as v from 'valibot';

/** A script's id as every server writes it. Anything else is never put into a URL. */
export const scriptIdSchema = v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{16}$/, 'a script id is 16 hexadecimal digits'),
);

/** One stored script. Times are RFC 3339 text. */
export const scriptSchema = v.object({
    id: scriptIdSchema,
    name: v.string(),
    orgID: v.optional(v.string()),
    description: v.optional(v.string(), ''),
    script: v.optional(v.string(), ''),
    language: v.optional(v.string(), 'flux'),
    url: v.optional(v.string()),
    createdAt: v.optional(v.string()),
    updatedAt: v.optional(v.string()),
});
export type Script = v.InferOutput<typeof scriptSchema>;

/** The answer of `GET /api/v2/scripts`. It has no total and no links: page until a short page. */
export const scriptListSchema = v.object({ scripts: v.array(scriptSchema) });

/** The types that `GET /api/v2/scripts/{id}/params` answers with. `any` also stands for records and arrays. */
export const apiTypes = ['any', 'bool', 'duration', 'float', 'int', 'string', 'time', 'uint'] as const;
export type ApiType = (typeof apiTypes)[number];

/** The answer of `GET /api/v2/scripts/{id}/params`: parameter name to type. */
export const scriptParamsSchema = v.object({ params: v.record(v.string(), v.string()) });

/** An error body. `code` is a word, but one known answer carries a number. */
export const apiErrorSchema = v.object({
    code: v.optional(v.union([v.string(), v.number()])),
    message: v.string(),
    err: v.optional(v.string()),
    op: v.optional(v.string()),
});

/** What `POST /api/v2/scripts` takes. `description` must not be empty. */
export interface CreateScriptBody {
    readonly name: string;
    readonly description: string;
    readonly script: string;
    readonly language: 'flux';
    readonly orgID?: string;
}

/** What `PATCH /api/v2/scripts/{id}` takes: any subset. An empty body changes nothing and answers 200. */
export interface UpdateScriptBody {
    readonly name?: string;
    readonly description?: string;
    readonly script?: string;
}

/** The listing's page size limit, from the contract. */
export const maximumPageSize = 500;
