/**
 * Single steps on the server, each made so that it is known afterwards what happened. Nothing is sent twice: when an
 * answer is lost, the server is asked what it has. No `vscode`.
 */
import type { CreateScriptBody, Script, UpdateScriptBody } from '@flux-scripts/contracts/scripts-api';
import { InfluxDbError, type ScriptsApi } from '../influxdb/scripts-api';
import { UserError } from '../user-error';
import { isSameText, textToSend } from './canonical-text';
import type { LinkIdentity } from './link-identity';
import { isSameState, type ScriptState } from './plan';

/** What is synchronized of a server's script. */
export function stateOf(script: Script): ScriptState {
    return { name: script.name, description: script.description, script: script.script };
}

/**
 * The script as it is on the server now, or undefined when the server says that it is gone: `GET` by id answers 404
 * and the listing is this organization's. Every other failure rejects: nothing is called deleted because a request
 * failed.
 */
export async function readRemote(
    api: ScriptsApi,
    id: string,
    identity: LinkIdentity,
    signal: AbortSignal,
): Promise<Script | undefined> {
    try {
        return await api.get(id, signal);
    } catch (error) {
        if (!isKind(error, 'script-not-found')) throw error;
    }
    // With another organization's token every id of this one is unknown: that is no deletion.
    const listed = await api.list(signal);
    const other = listed.find(({ orgID }) => orgID !== undefined && orgID !== identity.orgID)?.orgID;
    if (identity.shared && identity.orgID !== undefined && other !== undefined) {
        throw new UserError(
            `The connection's token belongs to another organization now (${other}, before: ${identity.orgID}). ` +
                'Nothing was changed. Refresh the scripts, or enter the right token, then try again.',
            [{ title: 'Refresh', command: 'fluxScripts.refresh' }],
        );
    }
    return undefined;
}

export interface Updated {
    /** What the server confirmed. */
    readonly confirmed: Script;
    /** What it had right after; differs from `confirmed` when somebody else wrote in the same moment. */
    readonly after: Script;
}

/**
 * Sends what differs and verifies it. When the answer is lost, the server is asked whether the update arrived.
 * Rejects with InfluxDbError, whose message says whether anything was changed, as far as that can be known.
 */
export async function updateRemote(
    api: ScriptsApi,
    before: Script,
    wanted: ScriptState,
    signal: AbortSignal,
): Promise<Updated> {
    let confirmed: Script;
    try {
        confirmed = await api.update(before.id, bodyOf(before, wanted), signal);
    } catch (error) {
        if (!isAnswerLost(error)) throw explainingSize(error, wanted.script);
        const found = await api.get(before.id, signal).catch(() => undefined);
        if (found && isSameState(stateOf(found), wanted)) return { confirmed: found, after: found };
        throw unsure(error, `Whether "${before.name}" was updated is not known.`);
    }
    // The update is confirmed; a failure to look again must not make it look lost.
    const after = await api.get(before.id, signal).catch(() => confirmed);
    return { confirmed, after };
}

export type Created =
    | { readonly kind: 'created'; readonly script: Script }
    /** A script of that name is there already; it was read just now. */
    | { readonly kind: 'exists'; readonly script: Script };

/**
 * Creates a script unless one of that name exists. When the answer is lost, the list is read before anything else:
 * a script with this text is ours and counts as created. Rejects with InfluxDbError.
 */
export async function createRemote(
    api: ScriptsApi,
    wanted: ScriptState,
    orgID: string | undefined,
    signal: AbortSignal,
): Promise<Created> {
    const existing = await findByName(api, wanted.name, signal);
    if (existing) return { kind: 'exists', script: existing };
    const script = textToSend(wanted.script);
    const body: CreateScriptBody = { ...wanted, script, language: 'flux', ...(orgID ? { orgID } : {}) };
    try {
        return { kind: 'created', script: await api.create(body, signal) };
    } catch (error) {
        const taken = isKind(error, 'name-taken');
        if (!taken && !isAnswerLost(error)) throw explainingSize(error, script);
        const found = await findByName(api, wanted.name, signal).catch(() => undefined);
        if (found)
            return { kind: isSameText(found.script, script) && !taken ? 'created' : 'exists', script: found };
        throw taken ? error : unsure(error, `Whether "${wanted.name}" was created is not known.`);
    }
}

/** Says how big the script is when a refusal may have to do with that; InfluxDB documents no limit. */
function explainingSize(error: unknown, text: string): unknown {
    const bytes = Buffer.byteLength(text);
    if (!isKind(error, 'invalid') || bytes < 256 * 1024) return error;
    const size = `${(bytes / 1024 / 1024).toFixed(1)} MB`;
    const message = `${error.message} The script has ${size}: the server, or a proxy before it, may not take that much. Your text is safe.`;
    return new InfluxDbError(error.kind, message, error.details);
}

/** True when a request may have been carried out although its answer did not come or could not be read. */
export function isAnswerLost(error: unknown): error is InfluxDbError {
    return isKind(error, 'timeout', 'offline', 'unavailable', 'not-influxdb');
}

export function isKind(error: unknown, ...kinds: readonly InfluxDbError['kind'][]): error is InfluxDbError {
    return error instanceof InfluxDbError && kinds.includes(error.kind);
}

/** Names are compared as the server does: exactly. */
async function findByName(api: ScriptsApi, name: string, signal: AbortSignal): Promise<Script | undefined> {
    const listed = (await api.list(signal)).find((script) => script.name === name);
    // A deleted script may be listed for a moment, and a listing may be older than the script: ask for it.
    return listed && api.get(listed.id, signal).catch(unlessGone);
}

function unlessGone(error: unknown): undefined {
    if (!isKind(error, 'script-not-found')) throw error;
}

/** Only what differs, so that another's change of something else at the same moment survives. */
function bodyOf(before: Script, wanted: ScriptState): UpdateScriptBody {
    return {
        ...(before.name === wanted.name ? {} : { name: wanted.name }),
        ...(before.description === wanted.description ? {} : { description: wanted.description }),
        ...(isSameText(before.script, wanted.script) ? {} : { script: textToSend(wanted.script) }),
    };
}

function unsure(error: InfluxDbError, what: string): InfluxDbError {
    const message = `${error.message} ${what} Your text is safe. Push again: it looks first what the server has.`;
    return new InfluxDbError(error.kind, message, error.details);
}
