import type { InitializeResult } from 'vscode-languageserver/node';
import { TextDocumentSyncKind } from 'vscode-languageserver/node';

/** What this server can do, in the words of the protocol. */
export function capabilities(version: string): InitializeResult {
    return {
        serverInfo: { name: 'Flux Scripts', version },
        capabilities: {
            textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
            completionProvider: { triggerCharacters: ['.', '[', '"'] },
            hoverProvider: true,
        },
    };
}
