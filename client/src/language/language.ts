import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
    parametersRequest,
    type ParametersAnswer,
    type ParametersRequest,
} from '@flux-scripts/contracts/lsp-requests';
import type { Language } from '../rooms';
import { documentSchemes } from './document-schemes';

/**
 * The language server as the extension sees it: started by the first Flux document or the first question, never by
 * activation, and ended with the extension. Works in Restricted Mode too.
 */
export class LanguageService implements Language {
    readonly #context: vscode.ExtensionContext;
    readonly #log: vscode.LogOutputChannel;
    #starting: Promise<LanguageClient> | undefined;

    constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
        this.#context = context;
        this.#log = log;
    }

    /** Starts the server as soon as a Flux document is open. */
    startWithFirstDocument(): vscode.Disposable {
        const selector = documentSchemes.map((scheme) => ({ scheme, language: 'flux' }));
        const startFor = (document: vscode.TextDocument) => {
            if (vscode.languages.match(selector, document) === 0) return;
            opened.dispose();
            this.#client().catch((error: unknown) => {
                const words = error instanceof Error ? error.message : String(error);
                this.#log.error('The Flux language server did not start:', words);
            });
        };
        const opened = vscode.workspace.onDidOpenTextDocument(startFor);
        vscode.workspace.textDocuments.forEach(startFor);
        return opened;
    }

    async parameters(text: string): Promise<ParametersAnswer> {
        const client = await this.#client();
        // It may have ended for good, as far as the editor is concerned; whoever asks wants an answer.
        if (client.needsStart()) await client.start();
        const question: ParametersRequest = { text };
        return client.sendRequest<ParametersAnswer>(parametersRequest, question);
    }

    async dispose(): Promise<void> {
        const starting = this.#starting;
        this.#starting = undefined;
        // The server ends with us in any case: its IPC channel closes.
        await starting?.then((client) => client.dispose(2000)).catch(() => undefined);
    }

    #client(): Promise<LanguageClient> {
        this.#starting ??= this.#start().catch((error: unknown) => {
            this.#starting = undefined;
            throw error;
        });
        return this.#starting;
    }

    async #start(): Promise<LanguageClient> {
        // Loaded on demand, from a bundle of its own (esbuild.mjs): its library is larger than all the rest.
        const { createLanguageClient } = await import('./language-client');
        const client = createLanguageClient(this.#context, this.#log);
        await client.start();
        return client;
    }
}
