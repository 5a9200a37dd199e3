import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { CommandTable } from '../command-table';
import type { RoomDeps } from '../rooms';
import { isScriptsNode } from '../scripts/nodes';
import { pickScript, requireActiveConnection, resolveScriptTarget } from '../scripts/script-target';
import { deleteScript } from './delete';
import { activeFluxScript, editorFolder, givenFluxScripts } from './editor-scripts';
import { pullScript } from './pull';
import { pushScript } from './push';
import { explainingLinkFile, SyncRoom } from './sync-room';
import { updateScript, updateWith } from './update';

/**
 * Push, update, pull and delete.
 * @param room to be shared with whoever asks which script a file is linked to
 */
export function syncCommands(deps: RoomDeps, room = new SyncRoom(deps)): CommandTable {
    const explained =
        (command: (deps: RoomDeps, room: SyncRoom, args: readonly unknown[]) => Promise<void>) =>
        (...args: unknown[]) =>
            explainingLinkFile(() => command(deps, room, args));
    return {
        'fluxScripts.push': explained(push),
        'fluxScripts.update': explained(update),
        'fluxScripts.pull': explained(pull),
        'fluxScripts.delete': explained(remove),
    };
}

async function push(deps: RoomDeps, room: SyncRoom, args: readonly unknown[]): Promise<void> {
    const connection = requireActiveConnection(deps);
    for (const local of await givenFluxScripts(room, args)) await pushScript(room.with(connection), local);
}

/** From the tree, a script is given and a file looked for; from the palette, it is the other way round. */
async function update(deps: RoomDeps, room: SyncRoom, args: readonly unknown[]): Promise<void> {
    if (isScriptsNode(args[0])) {
        const target = await resolveScriptTarget(deps, args, 'Which script is updated?', isFlux);
        if (!target) return;
        return updateScript(room.with(target.connection), target.script, await activeFluxScript(room));
    }
    const connection = requireActiveConnection(deps);
    const sync = room.with(connection);
    for (const local of await givenFluxScripts(room, args.slice(0, 1))) {
        if (await room.linkOf(local, connection)) return pushScript(sync, local);
        const placeHolder = `Which script gets the text of ${local.label}?`;
        const target = await pickScript(deps, connection, placeHolder, isFlux);
        if (target) await updateWith(sync, target.script, local);
    }
}

async function pull(deps: RoomDeps, room: SyncRoom, args: readonly unknown[]): Promise<void> {
    const target = await resolveScriptTarget(deps, args, 'Which script is pulled?');
    if (target) await pullScript(room.with(target.connection), target.script, editorFolder(room));
}

async function remove(deps: RoomDeps, room: SyncRoom, args: readonly unknown[]): Promise<void> {
    const target = await resolveScriptTarget(deps, args, 'Which script is deleted?');
    if (target) await deleteScript(room.with(target.connection), target.script);
}

function isFlux(script: Script): boolean {
    return script.language === 'flux';
}
