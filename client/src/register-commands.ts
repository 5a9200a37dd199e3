import * as vscode from 'vscode';
import { describeFailure, type Failure } from './command-failure';
import type { CommandTable } from './command-table';
import { inertMessage } from './inert-message';

/** Commands that are safe in Restricted Mode: they touch neither a server nor the folder. */
const safeInRestrictedMode = new Set(['fluxScripts.showLog']);

/**
 * Registers every command of the tables inside the one error wrapper.
 * In Restricted Mode a command answers that the folder must be trusted first.
 */
export function registerCommands(tables: readonly CommandTable[], log: vscode.LogOutputChannel) {
    const entries = tables.flatMap((table) => Object.entries(table));
    return vscode.Disposable.from(
        ...entries.map(([id, command]) =>
            vscode.commands.registerCommand(id, async (...args: unknown[]) => {
                if (!vscode.workspace.isTrusted && !safeInRestrictedMode.has(id)) {
                    void offerTrust();
                    return undefined;
                }
                try {
                    return await command(...args);
                } catch (error) {
                    const failure = describeFailure(error);
                    // Not awaited: the command is over, whether or not somebody reads the message.
                    if (failure) void showFailure(id, error, failure, log);
                    return undefined;
                }
            }),
        ),
    );
}

/** Logs a failure and shows it; runs the action that the person picks. */
export async function showFailure(
    where: string,
    error: unknown,
    failure: Failure,
    log: vscode.LogOutputChannel,
): Promise<void> {
    if (failure.unexpected) log.error(where, error instanceof Error ? (error.stack ?? error.message) : error);
    else log.warn(where, failure.message);
    const titles = failure.actions.map((action) => action.title);
    const show =
        failure.severity === 'error' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const picked = await show(inertMessage(failure.message), ...titles);
    const action = failure.actions.find((candidate) => candidate.title === picked);
    if (action) await vscode.commands.executeCommand(action.command, ...(action.arguments ?? []));
}

async function offerTrust(): Promise<void> {
    const manage = 'Manage Workspace Trust';
    const picked = await vscode.window.showWarningMessage(
        'This folder is in Restricted Mode: only the language features of Flux Scripts work. Trust the folder to use connections and scripts.',
        manage,
    );
    if (picked === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
