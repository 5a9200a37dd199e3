import { scriptIdSchema } from '@flux-scripts/contracts/scripts-api';
import * as v from 'valibot';

/** The languages that a script can be stored in; only flux is run. */
export const languages = ['flux', 'sql', 'influxql'] as const;

/** A stored script, in the shape of the scripts API and of its file. Times are RFC 3339. */
export const scriptRecordSchema = v.object({
    id: scriptIdSchema,
    orgID: v.string(),
    name: v.string(),
    description: v.string(),
    script: v.string(),
    language: v.picklist(languages),
    createdAt: v.string(),
    updatedAt: v.string(),
});
export type ScriptRecord = Readonly<v.InferOutput<typeof scriptRecordSchema>>;

export type NewScript = Pick<ScriptRecord, 'name' | 'description' | 'script' | 'language'>;
export type ScriptChange = Partial<Pick<ScriptRecord, 'name' | 'description' | 'script'>>;
