import * as vscode from 'vscode';
import type { CommandTable } from './command-table';
import { LanguageService } from './language/language';
import { mentionOtherFluxExtension } from './language/other-flux-extension';
import { registerCommands } from './register-commands';

/** Composes the rooms; each registers what it offers. Nothing here waits, reads a file or starts a process. */
export function activate(context: vscode.ExtensionContext): void {
    const log = vscode.window.createOutputChannel('Flux Scripts', { log: true });
    const language = new LanguageService(context, log);

    context.subscriptions.push(
        log,
        language,
        language.startWithFirstDocument(),
        registerCommands([logCommands(log)], log),
    );
    void mentionOtherFluxExtension(context.globalState);
}

function logCommands(log: vscode.LogOutputChannel): CommandTable {
    return { 'fluxScripts.showLog': () => log.show() };
}
