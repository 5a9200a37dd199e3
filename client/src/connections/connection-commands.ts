import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { CommandTable } from '../command-table';
import { inertMessage } from '../inert-message';
import { InfluxDbError } from '../influxdb/scripts-api';
import { withCancellableProgress } from '../progress';
import type { ScriptsRepository } from '../scripts/scripts-repository';
import { UserError } from '../user-error';
import { addConnection, checkToken } from './add-connection';
import type { Connection } from './connection';
import type { ConnectionService } from './connection-service';
import { askText, back } from './input-step';
import { connectionItems, resolveConnection } from './pick-connection';
import { askRemedy, tryConnection } from './try-connection';

interface Deps {
    readonly connections: ConnectionService;
    readonly scripts: ScriptsRepository;
}

/** The commands that add, choose, test, change and remove connections. */
export function connectionCommands(deps: Deps): CommandTable {
    return {
        'fluxScripts.addConnection': () => addConnection(deps.connections),
        'fluxScripts.useConnection': (...args) => useConnection(deps, args),
        'fluxScripts.testConnection': (...args) => testConnection(deps, args),
        'fluxScripts.enterToken': (...args) => enterToken(deps, args),
        'fluxScripts.removeConnection': (...args) => removeConnection(deps, args),
        'fluxScripts.startSandbox': () => startSandbox(deps),
    };
}

async function useConnection({ connections }: Deps, args: readonly unknown[]): Promise<void> {
    const [given] = args;
    if (given !== undefined) {
        const connection = await resolveConnection(connections, args, '');
        if (connection) await connections.use(connection);
        return;
    }
    const add = { label: 'Add Connection…', iconPath: new vscode.ThemeIcon('add'), connection: undefined };
    const items = [...connectionItems(connections.all(), connections.active()), add];
    const picked = await vscode.window.showQuickPick(items, {
        title: 'Flux Scripts: Use Connection',
        placeHolder: 'The connection that this workspace works with',
        matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.connection) await connections.use(picked.connection);
    else await addConnection(connections);
}

async function testConnection({ connections }: Deps, args: readonly unknown[]): Promise<void> {
    const connection = await resolveConnection(connections, args, 'Which connection is tested?');
    if (!connection) return;
    const found = await listOrAcceptCertificate(connections, connection);
    if (!found) return;
    const count = found.length === 1 ? '1 script' : `${found.length} scripts`;
    void vscode.window.showInformationMessage(
        inertMessage(`${connection.name} works: ${count} at ${shownUrl(connections, connection)}.`),
    );
}

/** Lists the scripts; when only the certificate stands in the way, offers to accept it. Undefined when they left. */
async function listOrAcceptCertificate(
    connections: ConnectionService,
    connection: Connection,
): Promise<readonly Script[] | undefined> {
    const list = (tested: Connection) =>
        withCancellableProgress(`Testing ${tested.name}`, async (signal) =>
            (await connections.apiFor(tested, signal)).list(signal),
        );
    try {
        return await list(connection);
    } catch (error) {
        if (!(error instanceof InfluxDbError) || error.kind !== 'tls') throw error;
        const accept = 'Accept This Certificate';
        const options = { modal: true, detail: error.message };
        const picked = await vscode.window.showWarningMessage(
            `Accept the certificate of ${connection.name}?`,
            options,
            accept,
        );
        return picked === accept ? list(await connections.acceptCertificate(connection)) : undefined;
    }
}

async function enterToken({ connections, scripts }: Deps, args: readonly unknown[]): Promise<void> {
    const connection = await resolveConnection(
        connections,
        args,
        'Which connection gets a new token?',
        ({ kind }) => kind === 'server',
    );
    if (!connection) return;
    let token = '';
    for (;;) {
        const entered = await askText({
            title: `Flux Scripts: New Token for ${connection.name}`,
            step: 1,
            totalSteps: 1,
            prompt: `An API token of ${connection.url}. It takes the place of the old one; everything else stays.`,
            placeholder: 'API token',
            value: token,
            password: true,
            check: checkToken,
        });
        if (entered === undefined || entered === back) return;
        token = entered.trim();
        const trial = await tryConnection({ ...connection, token });
        const remedy = trial.works ? 'save-anyway' : await askRemedy(trial.error, 'token');
        if (remedy === 'leave') return;
        if (remedy === 'save-anyway') break;
    }
    await connections.changeToken(connection, token);
    scripts.refresh(connection);
}

async function removeConnection({ connections, scripts }: Deps, args: readonly unknown[]): Promise<void> {
    const connection = await resolveConnection(
        connections,
        args,
        'Which connection is removed?',
        ({ kind }) => kind === 'server',
    );
    if (!connection) return;
    const remove = 'Remove';
    const picked = await vscode.window.showWarningMessage(
        `Remove the connection ${connection.name}?`,
        {
            modal: true,
            detail: `Its token is deleted from this machine. Nothing changes at ${connection.url}, and your files stay as they are.`,
        },
        remove,
    );
    if (picked !== remove) return;
    await connections.remove(connection);
    scripts.refresh(connection);
}

async function startSandbox({ connections, scripts }: Deps): Promise<void> {
    const sandbox = connections.all().find(({ kind }) => kind === 'sandbox');
    if (!sandbox) {
        throw new UserError(
            'The sandbox is turned off by the setting fluxScripts.sandbox.enabled. Turn it on to use it.',
        );
    }
    await withCancellableProgress('Starting the sandbox', (signal) => connections.apiFor(sandbox, signal));
    scripts.refresh(sandbox);
}

/** The address to show: the sandbox's is known only once it runs. */
function shownUrl(connections: ConnectionService, { id, url }: Connection): string {
    return connections.all().find((known) => known.id === id)?.url ?? url;
}
