/**
 * The three-way decision of synchronization: what was last the same on both sides (the base), what is here, what is on
 * the server. The scripts API has no ETag, so this table is all that stands between two people's edits. No `vscode`.
 */
import { isSameText } from './canonical-text';

/** What is synchronized of a script. */
export interface ScriptState {
    readonly name: string;
    readonly description: string;
    readonly script: string;
}

export interface Sides {
    /** What both sides were when they were last the same, as far as this clone knows. */
    readonly base: ScriptState | undefined;
    /** The file and what its link says; undefined when there is no file. */
    readonly local: ScriptState | undefined;
    /** The server's script; undefined only when the server said 404, never because a request failed. */
    readonly remote: ScriptState | undefined;
    /** Whether a link ties this file to this script. */
    readonly linked: boolean;
}

export type Outcome =
    /** Nothing to do: in sync, or nothing anywhere. */
    | 'in-sync'
    /** Both sides are the same, only the base is missing or older: remember it. Heals a crash after a PATCH. */
    | 'adopt'
    /** Gone on both sides: forget the base. */
    | 'drop-base'
    /** Only the file changed. */
    | 'push'
    /** Only the server's script changed. */
    | 'pull'
    /** Both changed, and differently. */
    | 'conflict'
    /** There is a file and nothing else. */
    | 'create'
    /** There is a script on the server and nothing else. */
    | 'fetch'
    /** Not linked, but the server has another script of that name. */
    | 'same-name'
    /** Linked, both sides differ, and this clone does not know who changed. */
    | 'unknown-base'
    /** The file is gone, the server's script is as it was. */
    | 'deleted-locally'
    /** The server's script is gone, the file is as it was. */
    | 'deleted-remotely'
    /** The server's script is gone, the file has changed or its base is unknown. */
    | 'edited-here-deleted-there'
    /** The file is gone, the server's script has changed. */
    | 'deleted-here-edited-there';

/** True when both are the same script by canonical text, name and description, or both are absent. */
export function isSameState(a: ScriptState | undefined, b: ScriptState | undefined): boolean {
    if (!a || !b) return a === b;
    return a.name === b.name && a.description === b.description && isSameText(a.script, b.script);
}

/** Decides one script. Total: every combination of sides has one outcome. */
export function planSync(sides: Sides): Outcome {
    const { base, local, remote } = sides;
    if (local && remote) return planBoth(sides, local, remote);
    if (local) {
        if (base) return isSameState(base, local) ? 'deleted-remotely' : 'edited-here-deleted-there';
        return sides.linked ? 'edited-here-deleted-there' : 'create';
    }
    if (remote) {
        if (!base) return 'fetch';
        return isSameState(base, remote) ? 'deleted-locally' : 'deleted-here-edited-there';
    }
    return base ? 'drop-base' : 'in-sync';
}

function planBoth({ base, linked }: Sides, local: ScriptState, remote: ScriptState): Outcome {
    if (isSameState(local, remote)) return isSameState(base, local) ? 'in-sync' : 'adopt';
    if (!base) return linked ? 'unknown-base' : 'same-name';
    if (isSameState(base, remote)) return 'push';
    if (isSameState(base, local)) return 'pull';
    return 'conflict';
}

/** What an outcome may write without asking; everything else needs an explicit choice. */
export function writesUnasked(outcome: Outcome): 'local' | 'remote' | 'nothing' {
    switch (outcome) {
        case 'push':
        case 'create':
            return 'remote';
        case 'pull':
        case 'fetch':
            return 'local';
        default:
            return 'nothing';
    }
}

/** Which parts of a script differ, in words for a message: `text`, `name`, `description`. */
export function differingParts(a: ScriptState, b: ScriptState): string[] {
    const parts: string[] = [];
    if (!isSameText(a.script, b.script)) parts.push('text');
    if (a.name !== b.name) parts.push('name');
    if (a.description !== b.description) parts.push('description');
    return parts;
}
