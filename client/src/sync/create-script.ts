/** Makes a new script of a file, or finds that one of that name is there already. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { isSameText } from './canonical-text';
import { defaultDescription } from './default-description';
import { linkIdentity, type LinkIdentity } from './link-identity';
import { savedText } from './local-text';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { createRemote, stateOf } from './remote-script';
import { remember } from './remember';
import { scriptNameOfFile } from './script-file-name';
import { checkDescription, checkScriptName } from './script-words';

interface Words {
    readonly name: string;
    readonly description: string;
}

/**
 * Creates a script from a file and links both.
 * @param words name and description; the person is asked when they are left out
 * @returns the script of the same name that the person chose to link the file to: both differ, and it is linked but
 * not pushed. Undefined when there is nothing left to do.
 * Rejects with InfluxDbError, UserError, LinkFileError.
 */
export async function createScript(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    words?: Words,
): Promise<Script | undefined> {
    const { connection } = sync.remote;
    let chosen = words ?? (await askWords(sync, local, local.hasFile ? scriptNameOfFile(local.label) : ''));
    while (chosen) {
        const script = await savedText(local);
        const { name } = chosen;
        // A script that was pulled may have come without a description; creating one without is refused.
        const description =
            chosen.description.trim() === '' ? defaultDescription(script) : chosen.description;
        const created = await sync.remote.request(`Creating "${name}" on ${connection.name}`, (api, signal) =>
            createRemote(api, { name, description, script }, identity.orgID, signal),
        );
        const found = created.script;
        sync.remote.put(found);
        // The answer knows its organization even where nothing did before: in one without scripts.
        const foundIdentity = linkIdentity(connection, found.orgID ?? identity.orgID);
        if (created.kind === 'created') {
            await remember(sync, local, foundIdentity, found, stateOf(found));
            sync.prompts.say(`Created "${name}" on ${connection.name}.`);
            return undefined;
        }
        const choice = await resolveSameName(sync, local, foundIdentity, found);
        if (choice === 'linked') return found;
        if (choice === 'done') return undefined;
        chosen = await askWords(sync, local, name, description);
    }
    return undefined;
}

/** A script of that name exists; nothing was created. */
async function resolveSameName(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    existing: Script,
): Promise<'done' | 'linked' | 'rename'> {
    const { name } = sync.remote.connection;
    const taken = `There is already a script "${existing.name}" on ${name}`;
    const obstacle = await obstacleToLinking(sync, local, identity, existing);
    if (obstacle !== undefined) {
        const message = `${taken}, ${obstacle}. Nothing was created or changed.`;
        const choice = await sync.prompts.choose({ kind: 'warning', message, choices: ['Rename'] });
        return choice === 'Rename' ? 'rename' : 'done';
    }
    if (isSameText(existing.script, await savedText(local))) {
        await remember(sync, local, identity, existing, stateOf(existing));
        sync.prompts.say(
            `"${existing.name}" on ${name} has this very text: ${local.label} is linked to it now.`,
        );
        return 'done';
    }
    const choice = await sync.prompts.choose({
        kind: 'warning',
        message: `${taken}, with another text. Link ${local.label} to it and compare, or choose another name?`,
        choices: ['Link and Compare', 'Rename'],
    });
    if (choice === 'Rename') return 'rename';
    if (choice === undefined) return 'done';
    // A base of an earlier link would let a push go ahead before the person has decided.
    await sync.bases.remove(local, identity, existing.id);
    await sync.links.set(local, identity, existing);
    await sync.prompts.compare(existing, local);
    return 'linked';
}

async function obstacleToLinking(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    existing: Script,
): Promise<string | undefined> {
    if (existing.language !== 'flux') return `in another language (${existing.language})`;
    const files = await sync.links.filesOf(identity, existing.id);
    const other = files.find((uri) => uri !== local.uri);
    return other === undefined ? undefined : `linked to another file, ${labelOf(sync, other)}`;
}

async function askWords(
    sync: Sync,
    local: LocalScript,
    name: string,
    given?: string,
): Promise<Words | undefined> {
    const text = await savedText(local);
    // The language server may have to start: it has the time in which the person reads the first box.
    const parameters = given === undefined ? sync.parameterNames(text) : Promise.resolve([]);
    const title = `New script on ${sync.remote.connection.name}`;
    const chosenName = await sync.prompts.input({
        title: `${title} (1/2)`,
        prompt: 'Name of the script. Callers find it by its id, people by its name.',
        placeHolder: 'for example getLastPoint',
        value: name,
        check: checkScriptName,
    });
    if (chosenName === undefined) return undefined;
    const description = await sync.prompts.input({
        title: `${title} (2/2)`,
        prompt: 'Description: what it answers and which parameters it expects. InfluxDB demands one.',
        value: given ?? defaultDescription(text, await parameters),
        check: checkDescription,
    });
    return description === undefined
        ? undefined
        : { name: chosenName.trim(), description: description.trim() };
}

function labelOf({ files }: Sync, uri: string): string {
    return files.placeOf(uri)?.path ?? uri;
}
