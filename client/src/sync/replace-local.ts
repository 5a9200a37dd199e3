import type { Script } from '@flux-scripts/contracts/scripts-api';
import { inTheFormOf } from './canonical-text';
import type { LinkIdentity } from './link-identity';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { remember } from './remember';
import { stateOf } from './remote-script';

/**
 * Writes a server's script into a file, in the file's own form, links both and opens the file. The caller has made
 * sure that the file's text may go. Rejects when the file cannot be written; link and base are then as they were.
 */
export async function replaceLocal(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    remote: Script,
): Promise<void> {
    await local.replace(inTheFormOf(await local.text(), remote.script));
    await remember(sync, local, identity, remote, stateOf(remote));
    sync.remote.put(remote);
    await sync.prompts.open(local);
    sync.prompts.say(`Pulled "${remote.name}" into ${local.label}.`);
}
