import type { ExtensionContext, LogOutputChannel } from 'vscode';
import * as vscode from 'vscode';
import {
    CloseAction,
    ErrorAction,
    LanguageClient,
    RevealOutputChannelOn,
    TransportKind,
    type ErrorHandler,
} from 'vscode-languageclient/node';
import { documentSchemes } from './document-schemes';
import { CrashCounter } from './crash-counter';

/** The library shows toasts of its own about crashes; ours say what to do, and the log has the rest. */
class QuietLanguageClient extends LanguageClient {
    override error(message: string, data?: unknown): void {
        super.error(message, data, false);
    }
}

/**
 * Makes a client of our language server over node IPC; it is not started yet. When the server dies again and again the
 * person is asked before it is started once more.
 */
export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
    const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
    const crashes = new CrashCounter(3, 3 * 60_000);
    const errorHandler: ErrorHandler = {
        error: () => ({ action: ErrorAction.Continue }),
        closed: () => {
            log.error('The Flux language server ended unexpectedly.');
            if (!crashes.isTooMany(Date.now())) return { action: CloseAction.Restart, handled: true };
            void offerRestart(client, log);
            return { action: CloseAction.DoNotRestart, handled: true };
        },
    };
    const client = new QuietLanguageClient(
        'fluxScripts',
        'Flux Scripts',
        { module, transport: TransportKind.ipc },
        {
            documentSelector: documentSchemes.map((scheme) => ({ scheme, language: 'flux' })),
            outputChannel: log,
            errorHandler,
            revealOutputChannelOn: RevealOutputChannelOn.Never,
            // It is logged, and the server's end that follows is handled above.
            initializationFailedHandler: () => false,
        },
    );
    return client;
}

async function offerRestart(client: LanguageClient, log: LogOutputChannel): Promise<void> {
    const picked = await vscode.window.showErrorMessage(
        'The Flux language server keeps ending. Your files and scripts are safe; completion and diagnostics are off until it runs again.',
        'Restart',
        'Show Log',
    );
    if (picked === 'Show Log') log.show();
    if (picked !== 'Restart') return;
    // A start that fails ends in the error handler above, which offers this again.
    await client
        .start()
        .catch((error: unknown) => log.error('The Flux language server did not start.', error));
}
