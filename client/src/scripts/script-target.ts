import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import { inertLabel } from '../inert-message';
import type { RoomDeps } from '../rooms';
import { withCancellableProgress } from '../progress';
import { UserError } from '../user-error';
import { isScriptsNode } from './nodes';
import { parseRemoteAddress } from './remote-address';

/** The remote script that a command works on. */
export interface ScriptTarget {
    readonly connection: Connection;
    readonly script: Script;
}

type TargetDeps = Pick<RoomDeps, 'connections' | 'scripts'>;

/**
 * The remote script that a command was started for: a tree node, the address of a remote document, the remote document
 * in the active editor, or, when nothing was given, the person's pick among the active connection's scripts.
 * Undefined when the person left the pick. Rejects with InfluxDbError or UserError.
 */
export async function resolveScriptTarget(
    deps: TargetDeps,
    args: readonly unknown[],
    placeHolder: string,
    accepts: (script: Script) => boolean = () => true,
): Promise<ScriptTarget | undefined> {
    const [given] = args;
    if (isScriptsNode(given)) {
        if ('script' in given) return { connection: given.connection, script: given.script };
        return pickScript(deps, given.connection, placeHolder, accepts);
    }
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    const fromAddress =
        uri &&
        parseRemoteAddress(uri) &&
        (await withCancellableProgress('Reading the remote script', (signal) =>
            scriptAtAddress(deps, uri, signal),
        ));
    return fromAddress ?? pickScript(deps, requireActiveConnection(deps), placeHolder, accepts);
}

/** The script that a remote document shows, or undefined when the address is no remote script's. InfluxDbError. */
export async function scriptAtAddress(
    deps: TargetDeps,
    uri: vscode.Uri,
    signal?: AbortSignal,
): Promise<ScriptTarget | undefined> {
    const address = parseRemoteAddress(uri);
    if (!address) return undefined;
    const connection = deps.connections.all().find((known) => known.id === address.connectionId);
    if (!connection) {
        throw new UserError(
            'The connection of this script was removed. Add it again, then open the script from the sidebar.',
            [{ title: 'Add Connection…', command: 'fluxScripts.addConnection' }],
        );
    }
    return { connection, script: await deps.scripts.get(connection, address.scriptId, signal) };
}

/** The workspace's active connection; a UserError with a way out when there is none. */
export function requireActiveConnection(deps: Pick<RoomDeps, 'connections'>): Connection {
    const connection = deps.connections.active();
    if (connection) return connection;
    throw new UserError('No connection is in use here. Use one, or add one, then try again.', [
        { title: 'Use Connection', command: 'fluxScripts.useConnection' },
        { title: 'Add Connection…', command: 'fluxScripts.addConnection' },
    ]);
}

/** Lets the person pick one script of a connection. Undefined when they left. InfluxDbError, UserError. */
export async function pickScript(
    deps: TargetDeps,
    connection: Connection,
    placeHolder: string,
    accepts: (script: Script) => boolean = () => true,
): Promise<ScriptTarget | undefined> {
    const listed =
        deps.scripts.known(connection) ??
        (await withCancellableProgress(`Reading the scripts of ${connection.name}`, (signal) =>
            deps.scripts.list(connection, signal),
        ));
    const scripts = listed.filter(accepts);
    if (scripts.length === 0) {
        throw new UserError(`${connection.name} has no script for this. Push one first.`);
    }
    const items = scripts.map((script) => ({
        label: inertLabel(script.name),
        description: script.language === 'flux' ? '' : inertLabel(script.language),
        detail: inertLabel(script.description),
        script,
    }));
    const picked = await vscode.window.showQuickPick(items, {
        title: `Flux Scripts: ${connection.name}`,
        placeHolder,
        matchOnDescription: true,
        matchOnDetail: true,
    });
    return picked && { connection, script: picked.script };
}
