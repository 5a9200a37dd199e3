/** Sends a file to the script that it is linked to, and never over somebody's change without being told to. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { ScriptsApi } from '../influxdb/scripts-api';
import type { LinkIdentity } from './link-identity';
import type { Link } from './links';
import { savedText } from './local-text';
import { differingParts, isSameState, planSync, type Outcome, type ScriptState } from './plan';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { readRemote, stateOf, updateRemote, type Updated } from './remote-script';
import { remember } from './remember';
import { replaceLocal } from './replace-local';

interface Pushed {
    readonly sync: Sync;
    readonly local: LocalScript;
    readonly identity: LinkIdentity;
    readonly link: Link;
}

type Attempt =
    | { readonly kind: 'same'; readonly remote: Script; readonly wanted: ScriptState }
    | ({ readonly kind: 'updated'; readonly wanted: ScriptState } & Updated)
    | { readonly kind: 'gone' }
    | {
          readonly kind: 'ask';
          readonly remote: Script;
          readonly outcome: Outcome;
          readonly wanted: ScriptState;
      };

/**
 * Pushes a linked file. Asks when the server's script changed since both sides were last the same, or is gone.
 * @param accepted the server's state that the person has seen and chose to overwrite; any newer one asks again
 * @returns `recreate` when the script is gone on the server and the person wants it made again
 * Rejects with InfluxDbError, UserError, LinkFileError.
 */
export async function pushLinked(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    link: Link,
    accepted?: ScriptState,
): Promise<'done' | 'recreate'> {
    const pushed = { sync, local, identity, link };
    for (let overwritable = accepted; ;) {
        const attempt = await tryPush(pushed, overwritable);
        if (attempt.kind === 'gone') return offerRecreate(pushed);
        if (attempt.kind === 'same') await sayInSync(pushed, attempt);
        if (attempt.kind === 'updated') await finish(pushed, attempt);
        if (attempt.kind !== 'ask') return 'done';
        const choice = await askWhoseToKeep(pushed, attempt);
        if (choice === 'Pull') await pullInstead(pushed);
        if (choice !== 'Overwrite Remote') return 'done';
        overwritable = stateOf(attempt.remote);
    }
}

/** Looks, decides, and writes at once when it may: the time between the GET and the PATCH is as short as it can be. */
async function tryPush(pushed: Pushed, overwritable: ScriptState | undefined): Promise<Attempt> {
    const { sync, local, identity, link } = pushed;
    const { name, description } = link;
    const wanted = { name, description, script: await savedText(local) };
    const base = await sync.bases.of(local, identity, link.id);
    const title = `Pushing "${name}" to ${sync.remote.connection.name}`;
    return sync.remote.request(title, async (api: ScriptsApi, signal): Promise<Attempt> => {
        const remote = await readRemote(api, link.id, identity, signal);
        if (!remote) return { kind: 'gone' };
        const outcome = planSync({ base, local: wanted, remote: stateOf(remote), linked: true });
        if (outcome === 'in-sync' || outcome === 'adopt') return { kind: 'same', remote, wanted };
        const chosen = overwritable !== undefined && isSameState(overwritable, stateOf(remote));
        if (outcome !== 'push' && !chosen) return { kind: 'ask', remote, outcome, wanted };
        return { kind: 'updated', wanted, ...(await updateRemote(api, remote, wanted, signal)) };
    });
}

async function sayInSync(pushed: Pushed, { remote, wanted }: Attempt & { kind: 'same' }): Promise<void> {
    const { sync, local, identity, link } = pushed;
    await remember(sync, local, identity, link, wanted);
    sync.remote.put(remote);
    sync.prompts.say(`${local.label} and "${link.name}" are in sync.`);
}

async function finish(pushed: Pushed, { confirmed, after, wanted }: Updated & { wanted: ScriptState }) {
    const { sync, local, identity, link } = pushed;
    const connection = sync.remote.connection.name;
    sync.remote.put(after);
    const kept = stateOf(confirmed);
    await remember(sync, local, identity, link, isSameState(kept, wanted) ? wanted : kept);
    if (!isSameState(kept, wanted)) {
        const parts = differingParts(kept, wanted).join(' and ');
        return warn(
            pushed,
            after,
            `${connection} took "${link.name}" but keeps another ${parts} than was sent.`,
        );
    }
    if (!isSameState(stateOf(after), wanted)) {
        const message = `"${link.name}" was updated on ${connection}, and somebody changed it again right after.`;
        return warn(pushed, after, `${message} Push or pull again to decide.`);
    }
    sync.prompts.say(`Updated "${link.name}" on ${connection}.`);
}

async function warn({ sync, local }: Pushed, remote: Script, message: string): Promise<void> {
    const choice = await sync.prompts.choose({ kind: 'warning', message, choices: ['Compare'] });
    if (choice) await sync.prompts.compare(remote, local);
}

/** Undefined when the person left; comparing leads back to the question. */
async function askWhoseToKeep(
    { sync, local, link }: Pushed,
    { remote, outcome, wanted }: Attempt & { kind: 'ask' },
): Promise<'Overwrite Remote' | 'Pull' | undefined> {
    const parts = differingParts(wanted, stateOf(remote)).join(' and ');
    const where = `"${link.name}" on ${sync.remote.connection.name}`;
    const message =
        outcome === 'pull'
            ? `${where} has changed, and ${local.label} has not. Pull to get the change; pushing would undo it. They differ in the ${parts}.`
            : outcome === 'conflict'
              ? `Both changed: ${local.label} here and ${where}. They differ in the ${parts}; nothing was sent yet. Which one is kept?`
              : `${local.label} and ${where} differ in the ${parts}, and it is not known here which one is newer. Nothing was sent yet.`;
    for (;;) {
        const choice = await sync.prompts.choose({
            kind: 'warning',
            message,
            choices: ['Compare', 'Overwrite Remote', 'Pull'],
        });
        if (choice !== 'Compare') return choice;
        await sync.prompts.compare(remote, local);
    }
}

/** Takes what the server has now, not what it had when the question came up. */
async function pullInstead({ sync, local, identity, link }: Pushed): Promise<void> {
    const remote = await sync.remote.request(`Pulling "${link.name}"`, (api, signal) =>
        api.get(link.id, signal),
    );
    await replaceLocal(sync, local, identity, remote);
}

async function offerRecreate({ sync, local, link }: Pushed): Promise<'done' | 'recreate'> {
    sync.remote.remove(link.id);
    const choice = await sync.prompts.choose({
        kind: 'warning',
        message:
            `"${link.name}" was deleted on ${sync.remote.connection.name}; ${local.label} is as it was. ` +
            'Create the script again? It gets a new id.',
        choices: ['Recreate'],
    });
    return choice === undefined ? 'done' : 'recreate';
}
