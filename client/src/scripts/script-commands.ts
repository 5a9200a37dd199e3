import * as vscode from 'vscode';
import { describeFailure } from '../command-failure';
import type { CommandTable } from '../command-table';
import { inertLabel } from '../inert-message';
import { showFailure } from '../register-commands';
import type { RoomDeps } from '../rooms';
import { isScriptsNode } from './nodes';
import { remoteUri } from './remote-documents';
import { resolveScriptTarget } from './script-target';

type Deps = Pick<RoomDeps, 'connections' | 'scripts' | 'log'>;

/** The commands that show remote scripts and change nothing. */
export function scriptCommands(deps: Deps): CommandTable {
    return {
        'fluxScripts.refresh': (...args) => refresh(deps, args),
        'fluxScripts.openScript': (...args) => openScript(deps, args),
        'fluxScripts.copyId': (...args) => copyId(deps, args),
        'fluxScripts.explainError': (...args) => explainError(deps, args),
    };
}

/** Asks the servers again: one connection's for a tree node, else all that are shown. */
function refresh({ scripts }: Deps, [node]: readonly unknown[]): void {
    scripts.refresh(isScriptsNode(node) ? node.connection : undefined);
}

async function openScript(deps: Deps, args: readonly unknown[]): Promise<void> {
    const target = await resolveScriptTarget(deps, args, 'Which script is opened?');
    if (!target) return;
    const document = await vscode.workspace.openTextDocument(remoteUri(target));
    await vscode.window.showTextDocument(document);
}

async function copyId(deps: Deps, args: readonly unknown[]): Promise<void> {
    const target = await resolveScriptTarget(deps, args, "Which script's id is copied?");
    if (!target) return;
    await vscode.env.clipboard.writeText(target.script.id);
    vscode.window.setStatusBarMessage(`Copied the id of ${inertLabel(target.script.name)}.`, 4000);
}

/** Shows what an error node of the tree stands for, whole and with the actions that fit it. */
async function explainError({ log }: Deps, [node]: readonly unknown[]): Promise<void> {
    if (!isScriptsNode(node) || node.kind !== 'error') return;
    const failure = describeFailure(node.error);
    if (failure) await showFailure('fluxScripts.scripts', node.error, failure, log);
}
