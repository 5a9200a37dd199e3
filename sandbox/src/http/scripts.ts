/** `/api/v2/scripts`: list, create, read, change and delete scripts. */
import * as v from 'valibot';
import { NameTaken } from '../store/script-store';
import { languages } from '../store/script-record';
import type { ScriptChange, ScriptRecord } from '../store/script-record';
import { ApiError } from './api-error';
import { readJson } from './body';
import type { Answer, Call, Services } from './call';
import { readPage } from './page';

const createSchema = v.object({
    name: v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty')),
    description: v.pipe(v.string(), v.nonEmpty('must not be empty')),
    script: v.pipe(v.string(), v.nonEmpty('must not be empty')),
    language: v.picklist(languages),
});

/** More keys are ignored: the documentation's own example sends the whole script back. */
const changeSchema = v.object({
    name: v.nullish(v.pipe(v.string(), v.trim())),
    description: v.nullish(v.string()),
    script: v.nullish(v.string()),
});

export function listScripts({ query }: Call, { scripts }: Services): Answer {
    const name = query.get('name') ?? '';
    const page = readPage(query, { usual: 100, most: 500 });
    return {
        status: 200,
        json: { scripts: scripts.list({ ...page, name: name === '' ? undefined : name }) },
    };
}

export async function createScript({ request }: Call, { scripts, switches }: Services): Promise<Answer> {
    const { value } = await readJson(request, createSchema);
    return { status: 201, json: await scripts.create(value).catch(explainConflict(switches.conflictStatus)) };
}

export function getScript(call: Call, services: Services): Answer {
    return { status: 200, json: demandScript(call, services) };
}

export async function updateScript(call: Call, services: Services): Promise<Answer> {
    demandScript(call, services);
    const { value } = await readJson(call.request, changeSchema);
    // Empty texts count as not given: "the script will neither update nor store an empty script".
    const change: ScriptChange = Object.fromEntries(Object.entries(value).filter(([, text]) => text));
    const changed = await services.scripts
        .update(call.path['id'] ?? '', change)
        .catch(explainConflict(services.switches.conflictStatus));
    return { status: 200, json: changed ?? demandScript(call, services) };
}

/** Answers 204 whether or not there is such a script, as the contract says. */
export async function deleteScript({ path }: Call, { scripts }: Services): Promise<Answer> {
    await scripts.delete(path['id'] ?? '');
    return { status: 204 };
}

/** The script that the path names; throws a 404. An id of another form is one that does not exist. */
export function demandScript({ path }: Call, { scripts }: Services): ScriptRecord {
    const id = path['id'] ?? '';
    const script = scripts.get(id);
    if (!script) throw new ApiError('not found', `script "${id}" not found`);
    return script;
}

function explainConflict(status: string): (error: unknown) => never {
    return (error) => {
        if (!(error instanceof NameTaken)) throw error;
        throw new ApiError('conflict', error.message, { status: Number(status) });
    };
}
