/** Update: sends an edited script to one that exists on the server. Never creates one. No `vscode`. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { linkIdentity, type LinkIdentity } from './link-identity';
import { savedText } from './local-text';
import { isSameState } from './plan';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { sendToLinked } from './push';
import { linkedFile } from './linked-file';
import { stateOf } from './remote-script';
import { remember } from './remember';
import { UserError } from '../user-error';

/**
 * Updates a remote script with the file that is linked to it; where none is, with the text of the active editor,
 * which the person sees beside the server's text before anything is sent.
 * @param target as it was read last; it is read again before anything is decided
 * @param active the Flux document of the active editor
 * Rejects with InfluxDbError, UserError, LinkFileError.
 */
export async function updateScript(
    sync: Sync,
    target: Script,
    active: LocalScript | undefined,
): Promise<void> {
    const identity = linkIdentity(sync.remote.connection, target.orgID);
    const linked = await linkedFile(sync, identity, target);
    const activeLink = active && (await sync.links.of(active, identity));
    const local = linked ?? (activeLink?.id === target.id ? active : undefined);
    if (local) {
        const link = (await sync.links.of(local, identity)) ?? target;
        return sendToLinked(sync, local, identity, link);
    }
    if (!active) {
        throw new UserError(
            `No file is linked to "${target.name}". Open the Flux file whose text it shall get, then update again; ` +
                'or pull the script, which links a file to it.',
        );
    }
    await updateWith(sync, target, active);
}

/**
 * Updates a remote script with the text of a document that is not linked to it: shows both and asks first.
 * Rejects with InfluxDbError, UserError, LinkFileError.
 */
export async function updateWith(sync: Sync, target: Script, local: LocalScript): Promise<void> {
    const script = await savedText(local);
    const { connection } = sync.remote;
    const remote = await sync.remote.request(`Reading "${target.name}"`, (api, signal) =>
        api.get(target.id, signal),
    );
    const identity = linkIdentity(connection, remote.orgID ?? target.orgID);
    await refuseOtherLinks(sync, local, identity, remote);
    const seen = stateOf(remote);
    if (isSameState({ ...seen, script }, seen)) {
        await remember(sync, local, identity, remote, seen);
        sync.prompts.say(`"${remote.name}" has this very text: ${local.label} is linked to it now.`);
        return;
    }
    await sync.prompts.compare(remote, local);
    const choice = await sync.prompts.choose({
        message: `Update "${remote.name}" on ${connection.name} with the text of ${local.label}, and link both?`,
        choices: ['Update'],
    });
    if (choice) await sendToLinked(sync, local, identity, remote, seen);
}

/** Neither the document's link to another script nor the script's link to another file is taken away unasked. */
async function refuseOtherLinks(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    target: Script,
): Promise<void> {
    const link = await sync.links.of(local, identity);
    if (link && link.id !== target.id) {
        throw new UserError(
            `${local.label} is linked to another script, "${link.name}". Nothing was sent. ` +
                `Open the file that belongs to "${target.name}", or pull it.`,
        );
    }
    const linked = await linkedFile(sync, identity, target);
    if (linked && linked.uri !== local.uri) {
        throw new UserError(
            `"${target.name}" is linked to another file, ${linked.label}. Nothing was sent. Push that file instead.`,
        );
    }
}
