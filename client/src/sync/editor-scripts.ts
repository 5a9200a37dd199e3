import * as vscode from 'vscode';
import { remoteScheme } from '../scripts/remote-address';
import { UserError } from '../user-error';
import type { FilePlace, LocalScript } from './ports';
import type { SyncRoom } from './sync-room';

/**
 * The documents that a command was started for: those selected in the explorer, the one of the editor's menu, or the
 * active editor's. UserError when that is no Flux document of this side.
 */
export async function givenFluxScripts(room: SyncRoom, args: readonly unknown[]): Promise<LocalScript[]> {
    const [given, selected] = args;
    const several = Array.isArray(selected) ? selected.filter((item) => item instanceof vscode.Uri) : [];
    if (several.length > 1) return Promise.all(several.map((uri) => fluxScriptAt(room, uri)));
    const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
    if (uri) return [await fluxScriptAt(room, uri)];
    throw new UserError('Open the Flux file that is meant, then try again.');
}

/** The active editor's Flux document; undefined when there is none, or when it shows a remote script. */
export async function activeFluxScript(room: SyncRoom): Promise<LocalScript | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'flux' || !isOfThisSide(document.uri)) return undefined;
    return room.local(document.uri);
}

/** The workspace folder, or the folder in it, of the active editor's file. */
export function editorFolder(room: SyncRoom): FilePlace | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const place = uri && room.placeOf(uri);
    return place && { root: place.root, path: place.path.split('/').slice(0, -1).join('/') };
}

async function fluxScriptAt(room: SyncRoom, uri: vscode.Uri): Promise<LocalScript> {
    if (uri.scheme === remoteScheme) {
        throw new UserError(
            'This document is the remote script itself and can only be read. Pull it, edit the file, and push that.',
            [{ title: 'Pull', command: 'fluxScripts.pull', arguments: [uri] }],
        );
    }
    const document = vscode.workspace.textDocuments.find((known) => known.uri.toString() === uri.toString());
    const isFlux = document ? document.languageId === 'flux' : uri.path.toLowerCase().endsWith('.flux');
    if (!isFlux || !isOfThisSide(uri)) {
        throw new UserError('This is no Flux file that can be pushed. Open the Flux file, then try again.');
    }
    return room.local(uri);
}

/** False for what only shows something: another commit, a remote script, one side of a comparison. */
function isOfThisSide(uri: vscode.Uri): boolean {
    return uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true;
}
