import * as v from 'valibot';

/**
 * What no public source settles about InfluxDB Cloud, each as a switch, so that a client can be tried with both. The
 * first value is the default.
 */
export const switchesSchema = v.strictObject({
    /** The status of a name that is taken. */
    conflictStatus: v.optional(v.picklist(['422', '409']), '422'),
    /** JSON booleans as values of parameters. */
    booleans: v.optional(v.picklist(['accept', 'refuse']), 'accept'),
    /** JSON arrays as values of parameters. */
    arrays: v.optional(v.picklist(['accept', 'refuse']), 'accept'),
    /** Parameters that the script does not use. */
    extraParams: v.optional(v.picklist(['accept', 'refuse']), 'accept'),
    /** What a JSON number without fraction and exponent becomes. */
    wholeNumbers: v.optional(v.picklist(['int', 'float']), 'int'),
});
export type Switches = Readonly<v.InferOutput<typeof switchesSchema>>;

/** Every switch at its default. */
export const defaultSwitches: Switches = v.parse(switchesSchema, {});

/** The names and values, one `name=a|b` each, for the help text. */
export function describeSwitches(): string[] {
    return Object.entries(switchesSchema.entries).map(
        ([name, entry]) => `${name}=${entry.wrapped.options.join('|')}`,
    );
}
