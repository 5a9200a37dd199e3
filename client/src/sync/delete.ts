/** Delete: removes a script from the server. The file here stays. No `vscode`. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { ScriptsApi } from '../influxdb/scripts-api';
import { linkIdentity } from './link-identity';
import type { Sync } from './sync';
import { isAnswerLost, isKind } from './remote-script';

/**
 * Asks, deletes, and forgets the links to the script. A script that is gone already is no failure.
 * Rejects with InfluxDbError, UserError, LinkFileError; links are only forgotten once the script is gone.
 */
export async function deleteScript(sync: Sync, script: Script): Promise<void> {
    const { connection } = sync.remote;
    const identity = linkIdentity(connection, script.orgID);
    const files = await sync.links.filesOf(identity, script.id);
    const labels = files.map((uri) => sync.files.placeOf(uri)?.path ?? uri);
    const organization = connection.organization ?? script.orgID;
    const choice = await sync.prompts.choose({
        modal: true,
        kind: 'warning',
        message: `Delete "${script.name}" from ${connection.name}?`,
        detail: [
            `Connection: ${connection.name} (${connection.url})`,
            organization === undefined ? '' : `Organization: ${organization}`,
            'Whatever calls this script stops working, and the server cannot bring it back.',
            labels.length > 0
                ? `The file stays: ${labels.join(', ')}`
                : 'No file of this workspace is linked to it. Pull it first to keep its text.',
        ]
            .filter(Boolean)
            .join('\n'),
        choices: ['Delete'],
    });
    if (choice === undefined) return;
    const done = await sync.remote.request(
        `Deleting "${script.name}" from ${connection.name}`,
        (api, signal) => deleteRemote(api, script.id, signal),
    );
    sync.remote.remove(script.id);
    const unlinked = await sync.links.removeAllOf(identity, script.id);
    await Promise.all(
        unlinked.map((uri) => {
            const place = sync.files.placeOf(uri);
            return sync.bases.remove({ uri, place, hasFile: true }, identity, script.id);
        }),
    );
    const gone = `"${script.name}" was gone from ${connection.name} already.`;
    sync.prompts.say(done === 'deleted' ? `Deleted "${script.name}" from ${connection.name}.` : gone);
}

/** A delete is sent once. When its answer is lost, the server is asked whether the script is still there. */
async function deleteRemote(
    api: ScriptsApi,
    id: string,
    signal: AbortSignal,
): Promise<'deleted' | 'was-gone'> {
    try {
        await api.delete(id, signal);
        return 'deleted';
    } catch (error) {
        if (isKind(error, 'script-not-found')) return 'was-gone';
        if (!isAnswerLost(error)) throw error;
        const gone = await api.get(id, signal).then(
            () => false,
            (reason: unknown) => isKind(reason, 'script-not-found'),
        );
        if (gone) return 'deleted';
        throw error;
    }
}
