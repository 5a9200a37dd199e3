import * as vscode from 'vscode';
import type { CommandTable } from './command-table';
import { connectionCommands } from './connections/connection-commands';
import { ConnectionService } from './connections/connection-service';
import { showActiveConnection } from './connections/connection-status';
import { ConnectionStore } from './connections/connection-store';
import { TokenVault } from './connections/token-vault';
import { invokeCommands } from './invoke/invoke-commands';
import { LanguageService } from './language/language';
import { mentionOtherFluxExtension } from './language/other-flux-extension';
import { readSetting } from './read-setting';
import { registerCommands } from './register-commands';
import type { RoomDeps } from './rooms';
import { SandboxHost } from './sandbox/sandbox-host';
import { SandboxLock } from './sandbox/sandbox-lock';
import { RemoteDocuments } from './scripts/remote-documents';
import { scriptCommands } from './scripts/script-commands';
import { CachingScriptsRepository } from './scripts/scripts-repository';
import { createScriptsView } from './scripts/scripts-view';
import { syncCommands } from './sync/sync-commands';
import { SyncRoom } from './sync/sync-room';

let sandbox: SandboxHost | undefined;

/** Composes the rooms; each registers what it offers. Nothing here waits, talks to a server or starts a process. */
export function activate(context: vscode.ExtensionContext): void {
    const log = vscode.window.createOutputChannel('Flux Scripts', { log: true });
    const language = new LanguageService(context, log);
    sandbox = createSandboxHost(context, log);
    const connections = createConnections(context, log, sandbox);
    const scripts = new CachingScriptsRepository(connections);
    const deps: RoomDeps = { context, log, connections, scripts, language };
    const sync = new SyncRoom(deps);

    const tables: readonly CommandTable[] = [
        { 'fluxScripts.showLog': () => log.show() },
        connectionCommands({ connections, scripts }),
        scriptCommands(deps),
        syncCommands(deps, sync),
        invokeCommands({ ...deps, locator: sync }),
    ];
    context.subscriptions.push(
        log,
        language,
        language.startWithFirstDocument(),
        registerCommands(tables, log),
    );
    whenTrusted(context, () => [
        createScriptsView(deps),
        new RemoteDocuments(deps).register(),
        showActiveConnection(connections),
        vscode.workspace.onDidChangeConfiguration((change) => {
            if (change.affectsConfiguration('fluxScripts.sandbox')) connections.refresh();
        }),
        // Two windows: file systems that cannot be watched are looked at when the person comes back.
        vscode.window.onDidChangeWindowState(({ focused }) => {
            if (focused) connections.lookAgain();
        }),
    ]);
    mentionOtherFluxExtension(context.globalState).catch((error: unknown) => log.warn(String(error)));
}

/** The sandbox ends with the window that started it; VS Code waits for this. */
export async function deactivate(): Promise<void> {
    await sandbox?.dispose();
}

/** In Restricted Mode only the language features work; the rest is registered as soon as the folder is trusted. */
function whenTrusted(context: vscode.ExtensionContext, register: () => readonly vscode.Disposable[]): void {
    if (vscode.workspace.isTrusted) {
        context.subscriptions.push(...register());
        return;
    }
    const granted = vscode.workspace.onDidGrantWorkspaceTrust(() =>
        context.subscriptions.push(...register()),
    );
    context.subscriptions.push(granted);
}

function createSandboxHost(
    { globalStorageUri, extensionUri }: vscode.ExtensionContext,
    log: vscode.LogOutputChannel,
) {
    const folder = vscode.Uri.joinPath(globalStorageUri, 'sandbox').fsPath;
    return new SandboxHost(
        new SandboxLock(folder),
        {
            module: vscode.Uri.joinPath(extensionUri, 'dist', 'sandbox.js').fsPath,
            args: ['--data-dir', vscode.Uri.joinPath(globalStorageUri, 'sandbox', 'data').fsPath],
            startTimeoutMilliseconds: 15_000,
        },
        log,
    );
}

function createConnections(
    context: vscode.ExtensionContext,
    log: vscode.LogOutputChannel,
    sandboxHost: SandboxHost,
): ConnectionService {
    const folder = vscode.Uri.joinPath(context.globalStorageUri, 'connections').fsPath;
    const store = new ConnectionStore(folder, (message) => log.warn(message));
    context.subscriptions.push(store);
    return new ConnectionService({
        store,
        tokens: new TokenVault(context.secrets),
        memory: context.workspaceState,
        sandbox: sandboxHost,
        sandboxEnabled: () => readSetting('sandbox.enabled'),
    });
}
