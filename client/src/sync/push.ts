/** Push: a Flux document becomes a script, or goes to the script that it is linked to. No `vscode`. */
import { createScript } from './create-script';
import { identityOf, type LinkIdentity } from './link-identity';
import type { Link } from './links';
import { savedText } from './local-text';
import type { ScriptState } from './plan';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { pushLinked } from './push-linked';
import { UserError } from '../user-error';

/**
 * Pushes a document to a connection. Its unsaved changes are saved first.
 * Rejects with InfluxDbError, UserError, LinkFileError; nothing is lost then.
 */
export async function pushScript(sync: Sync, local: LocalScript): Promise<void> {
    await savedText(local);
    const identity = await identityOf(sync.remote, await sync.links.keysOf(local));
    const link = await sync.links.of(local, identity);
    await (link ? sendToLinked(sync, local, identity, link) : createOrLink(sync, local, identity));
}

/** Pushes a file to the script of this link; `accepted` as in `pushLinked`. Errors as in `pushScript`. */
export async function sendToLinked(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    link: Link,
    accepted?: ScriptState,
): Promise<void> {
    await refuseSecondClaim(sync, local, identity, link);
    if ((await pushLinked(sync, local, identity, link, accepted)) === 'done') return;
    await createOrLink(sync, local, identity, link);
    await sync.bases.remove(local, identity, link.id);
}

async function createOrLink(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    words?: Link,
): Promise<void> {
    const existing = await createScript(sync, local, identity, words);
    if (existing) await sendToLinked(sync, local, identity, existing);
}

/** Two files for one script would overwrite each other in turns. */
async function refuseSecondClaim(
    sync: Sync,
    local: LocalScript,
    identity: LinkIdentity,
    link: Link,
): Promise<void> {
    const files = await sync.links.filesOf(identity, link.id);
    const other = files.find((uri) => uri !== local.uri);
    if (other === undefined) return;
    throw new UserError(
        `Both ${local.label} and ${sync.files.placeOf(other)?.path ?? other} are linked to "${link.name}". ` +
            'Nothing was sent. Remove one of the two entries from flux-scripts.json, then push again.',
    );
}
