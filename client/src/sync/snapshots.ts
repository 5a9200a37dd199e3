import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { scriptFileName } from './script-file-name';

const scheme = 'fluxscript-snapshot';

/** Texts of the server as they were when the person was asked about them: the left side of a comparison. */
export class Snapshots implements vscode.TextDocumentContentProvider {
    readonly #texts = new Map<string, string>();
    #last = 0;

    /** Registers the scheme; ends with the answer's `dispose`. */
    register(): vscode.Disposable {
        return vscode.Disposable.from(
            vscode.workspace.registerTextDocumentContentProvider(scheme, this),
            vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
        );
    }

    /** The address of a script's text as it is given here. */
    add(script: Script): vscode.Uri {
        const uri = vscode.Uri.from({
            scheme,
            path: `/${scriptFileName(script.name, script.language)}`,
            query: String(++this.#last),
        });
        this.#texts.set(uri.toString(), script.script);
        return uri;
    }

    provideTextDocumentContent(uri: vscode.Uri): string {
        return this.#texts.get(uri.toString()) ?? '';
    }
}
