/** Pull: a remote script comes into the workspace, and never over somebody's changes without being told to. No `vscode`. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { canonicalText, isSameText } from './canonical-text';
import { identityOf, linkIdentity, type LinkIdentity } from './link-identity';
import { linkedFile } from './linked-file';
import { planSync } from './plan';
import type { FilePlace, LocalScript } from './ports';
import type { Sync } from './sync';
import { choosePlace } from './pull-place';
import { readRemote, stateOf } from './remote-script';
import { remember } from './remember';
import { replaceLocal } from './replace-local';
import { UserError } from '../user-error';

/**
 * Pulls a script into the file that is linked to it; where none is, into one that the person names, which is linked
 * then. Without a workspace folder it is opened as a new document.
 * @param target as it was read last; it is read again before anything is written
 * @param near the folder that is offered first
 * Rejects with InfluxDbError, UserError, LinkFileError.
 */
export async function pullScript(
    sync: Sync,
    target: Pick<Script, 'id' | 'name'>,
    near: FilePlace | undefined,
): Promise<void> {
    const { connection } = sync.remote;
    const asked = await identityOf(sync.remote);
    const remote = await sync.remote.request(
        `Pulling "${target.name}" from ${connection.name}`,
        (api, signal) => readRemote(api, target.id, asked, signal),
    );
    if (!remote) {
        sync.remote.remove(target.id);
        throw new UserError(
            `"${target.name}" is not on ${connection.name} any more. Nothing here was changed.`,
        );
    }
    const identity = linkIdentity(connection, remote.orgID ?? asked.orgID);
    const linked = (await linkedFile(sync, identity, remote)) ?? (await missingFile(sync, identity, remote));
    if (linked) return pullIntoLinked(sync, linked, identity, remote);
    if (sync.files.roots.length === 0) return pullIntoDocument(sync, identity, remote);
    const place = await choosePlace(sync, remote, near);
    if (place) await pullIntoNew(sync, sync.files.at(place), identity, remote);
}

async function pullIntoLinked(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    remote: Script,
): Promise<void> {
    const { name, description } = (await sync.links.of(local, identity)) ?? remote;
    const base = await sync.bases.of(local, identity, remote.id);
    const text = await local.text();
    const here = text === undefined ? undefined : { name, description, script: text };
    const outcome = planSync({ base, local: here, remote: stateOf(remote), linked: true });
    switch (outcome) {
        case 'in-sync':
        case 'adopt':
            await remember(sync, local, identity, remote, stateOf(remote));
            await sync.prompts.open(local);
            {
                sync.prompts.say(`${local.label} and "${remote.name}" are in sync.`);
                return;
            }
        case 'push':
        case 'conflict':
        case 'unknown-base': {
            const where = `"${remote.name}" on ${sync.remote.connection.name}`;
            const message = {
                push: `${local.label} has changes, and ${where} has none. Pulling replaces them.`,
                conflict: `Both changed: ${local.label} here and ${where}. Pulling replaces the changes here.`,
                'unknown-base': `${local.label} and ${where} differ, and it is not known here which one is newer.`,
            }[outcome];
            if (!(await mayReplace(sync, local, remote, message, 'Pull'))) return;
            return replaceLocal(sync, local, identity, remote);
        }
        default:
            return replaceLocal(sync, local, identity, remote);
    }
}

/** The linked file that is not there (deleted, another branch): pulling makes it again where it was. */
async function missingFile(
    { links, files }: Sync,
    identity: LinkIdentity,
    remote: Script,
): Promise<LocalScript | undefined> {
    const [uri, ...more] = await links.claimsOf(identity, remote.id);
    const place = uri !== undefined && more.length === 0 ? files.placeOf(uri) : undefined;
    return place && files.at(place);
}

async function pullIntoNew(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    remote: Script,
): Promise<void> {
    const link = await sync.links.of(local, identity);
    const text = await local.text();
    if (link && link.id !== remote.id && text !== undefined) {
        throw new UserError(
            `${local.label} is linked to another script, "${link.name}". Nothing was changed. Pull into another file.`,
        );
    }
    if (text !== undefined && canonicalText(text) !== '' && !isSameText(text, remote.script)) {
        const message = `${local.label} is there already, with another text. Replace it by "${remote.name}"?`;
        if (!(await mayReplace(sync, local, remote, message, 'Replace'))) return;
    }
    await replaceLocal(sync, local, identity, remote);
}

async function pullIntoDocument(sync: Sync, identity: LinkIdentity, remote: Script): Promise<void> {
    const choice = await sync.prompts.choose({
        message: `No folder is open to pull "${remote.name}" into. Open it as a new document?`,
        choices: ['Open as New Document'],
    });
    if (choice === undefined) return;
    const local = await sync.prompts.openUntitled(remote.script, remote.language);
    await remember(sync, local, identity, remote, stateOf(remote));
    sync.prompts.say(`Opened "${remote.name}" as a new document. Save it to keep it here.`);
}

/** Asks before a text here is replaced. Leaving the question keeps it. */
async function mayReplace(
    sync: Sync,
    local: LocalScript,
    remote: Script,
    message: string,
    yes: 'Pull' | 'Replace',
): Promise<boolean> {
    for (;;) {
        const choice = await sync.prompts.choose({
            kind: 'warning',
            message,
            choices: ['Compare', yes],
        });
        if (choice !== 'Compare') return choice === yes;
        await sync.prompts.compare(remote, local);
    }
}
