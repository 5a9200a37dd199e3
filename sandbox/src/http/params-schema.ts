import * as v from 'valibot';

/**
 * The params object of a request: any JSON object, or null for none. Checked only; its text is what is used.
 * Not `v.record`, which takes arrays.
 */
export const paramsSchema = v.nullish(
    v.custom<object>(
        (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        'must be a JSON object',
    ),
);
