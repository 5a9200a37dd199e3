import { LinkFileError } from './link-file';
import type { LinkIdentity } from './link-identity';
import type { Link } from './links';
import type { ScriptState } from './plan';
import type { LocalScript } from './ports';
import type { Sync } from './sync';
import { UserError } from '../user-error';

/**
 * Records that a file and a script belong together and what both sides were when they were the same. Only called once
 * the server (or the disk) has confirmed it. When recording fails, nothing is lost: the next push or pull finds both
 * sides the same and records again. Rejects with UserError or LinkFileError, whose message says so.
 */
export async function remember(
    { links, bases }: Pick<Sync, 'links' | 'bases'>,
    local: LocalScript,
    identity: LinkIdentity,
    link: Link,
    base: ScriptState,
): Promise<void> {
    try {
        await links.set(local, identity, link);
        await bases.set(local, identity, link.id, base);
    } catch (error) {
        if (error instanceof LinkFileError) throw error;
        const why = error instanceof Error ? error.message : String(error);
        throw new UserError(
            `"${link.name}" and ${local.label} are the same now, but that they belong together could not be recorded: ` +
                `${why}. Nothing is lost; when the reason is gone, push again.`,
        );
    }
}
