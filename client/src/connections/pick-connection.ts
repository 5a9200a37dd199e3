import * as vscode from 'vscode';
import { inertLabel } from '../inert-message';
import { isScriptsNode } from '../scripts/nodes';
import { UserError } from '../user-error';
import type { Connection } from './connection';
import type { Connections } from './connections';

/**
 * The connection that a command was started for: a tree node's, the one whose id was given, or the person's pick.
 * Undefined when they left. UserError when there is none to pick.
 */
export async function resolveConnection(
    connections: Pick<Connections, 'all' | 'active'>,
    args: readonly unknown[],
    placeHolder: string,
    accepts: (connection: Connection) => boolean = () => true,
): Promise<Connection | undefined> {
    const [given] = args;
    if (isScriptsNode(given)) return given.connection;
    const candidates = connections.all().filter(accepts);
    const named = typeof given === 'string' && candidates.find((connection) => connection.id === given);
    if (named) return named;
    if (candidates.length === 0) {
        throw new UserError('There is no connection to a server yet.', [
            { title: 'Add Connection…', command: 'fluxScripts.addConnection' },
        ]);
    }
    const picked = await vscode.window.showQuickPick(connectionItems(candidates, connections.active()), {
        title: 'Flux Scripts',
        placeHolder,
        matchOnDescription: true,
    });
    return picked?.connection;
}

/** Quick pick items for connections; the active one is marked. */
export function connectionItems(connections: readonly Connection[], active: Connection | undefined) {
    return connections.map((connection) => ({
        label: inertLabel(connection.name),
        description: connection.kind === 'sandbox' ? 'runs on this machine' : connection.url,
        iconPath: new vscode.ThemeIcon(connection.kind === 'sandbox' ? 'beaker' : 'server'),
        ...(connection.id === active?.id ? { detail: 'in use' } : {}),
        connection,
    }));
}
