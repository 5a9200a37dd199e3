import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import { inertMessage } from '../inert-message';
import type { RoomDeps, ScriptLocator } from '../rooms';
import { isScriptsNode } from '../scripts/nodes';
import { parseRemoteAddress, remoteScheme } from '../scripts/remote-address';
import { pickScript, requireActiveConnection, resolveScriptTarget } from '../scripts/script-target';

export type InvokeDeps = RoomDeps & { readonly locator: ScriptLocator };

/** The script to invoke, and the document that it was started from, when there is one. */
export interface InvokeTarget {
    readonly connection: Connection;
    readonly scriptId: string;
    readonly name: string;
    readonly document: vscode.Uri | undefined;
}

const placeHolder = 'Which script do you want to invoke?';
const isFlux = (script: Script): boolean => script.language === 'flux';

/**
 * The script that a command means: the tree's, the remote document's, the one that the file is linked to, or the
 * person's pick. A file that is not pushed yet can be pushed first. Undefined when the person left.
 */
export async function whichScript(
    deps: InvokeDeps,
    args: readonly unknown[],
): Promise<InvokeTarget | undefined> {
    const [given] = args;
    const uri = isScriptsNode(given) ? undefined : fluxDocument(given);
    if (uri && uri.scheme !== remoteScheme) return scriptOfFile(deps, uri);
    const target = await resolveScriptTarget(deps, args, placeHolder, isFlux);
    const isShown = uri && parseRemoteAddress(uri)?.scriptId === target?.script.id;
    return target && toInvoke(target.connection, target.script, isShown ? uri : undefined);
}

/** The Flux document that was given, or that is in the active editor. */
function fluxDocument(given: unknown): vscode.Uri | undefined {
    if (given instanceof vscode.Uri) return given;
    const document = vscode.window.activeTextEditor?.document;
    return document?.languageId === 'flux' || document?.uri.scheme === remoteScheme
        ? document.uri
        : undefined;
}

async function scriptOfFile(deps: InvokeDeps, uri: vscode.Uri): Promise<InvokeTarget | undefined> {
    const connection = requireActiveConnection(deps);
    const linked = await linkedTarget(deps, uri, connection);
    if (linked) return linked;
    const push = 'Push';
    const pick = 'Pick Another Script…';
    const answer = await vscode.window.showInformationMessage(
        inertMessage(
            `${nameOf(uri)} is not on ${connection.name} yet. Push it first; then it can be invoked.`,
        ),
        push,
        pick,
    );
    if (answer === pick) {
        const target = await pickScript(deps, connection, placeHolder, isFlux);
        return target && toInvoke(target.connection, target.script, undefined);
    }
    if (answer !== push) return undefined;
    await vscode.commands.executeCommand('fluxScripts.push', uri);
    // Not there when the person left the push or it failed; that was said then.
    return linkedTarget(deps, uri, connection);
}

async function linkedTarget(
    deps: InvokeDeps,
    document: vscode.Uri,
    connection: Connection,
): Promise<InvokeTarget | undefined> {
    const scriptId = await deps.locator.linkedScript(document, connection);
    if (scriptId === undefined) return undefined;
    const known = deps.scripts.known(connection)?.find((script) => script.id === scriptId);
    return { connection, scriptId, name: known?.name ?? nameOf(document), document };
}

function toInvoke(connection: Connection, script: Script, document: vscode.Uri | undefined): InvokeTarget {
    return { connection, scriptId: script.id, name: script.name, document };
}

function nameOf(uri: vscode.Uri): string {
    return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
