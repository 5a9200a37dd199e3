import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { LinkIdentity } from './link-identity';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { UserError } from '../user-error';

/**
 * The one file of the workspace that is linked to a script and is there, or undefined. UserError when two are linked
 * to it: which one is meant is for a person to say. LinkFileError.
 */
export async function linkedFile(
    { links, files }: Pick<Sync, 'links' | 'files'>,
    identity: LinkIdentity,
    script: Pick<Script, 'id' | 'name'>,
): Promise<LocalScript | undefined> {
    const uris = await links.filesOf(identity, script.id);
    const places = uris.flatMap((uri) => files.placeOf(uri) ?? []);
    const [first, second] = places;
    if (first && second) {
        throw new UserError(
            `Two files are linked to "${script.name}": ${first.path} and ${second.path}. Nothing was changed. ` +
                'Remove one of the two entries from flux-scripts.json, then try again.',
        );
    }
    return first && files.at(first);
}
