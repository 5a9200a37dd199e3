import * as vscode from 'vscode';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { inertLabel, inertMessage } from '../inert-message';
import type { LocalScript, Prompts, Question, TextBox } from './ports';
import type { Snapshots } from './snapshots';
import { documentUri, UntitledScript } from './vscode-script';

/** Asks and tells through VS Code. */
export class VsCodePrompts implements Prompts {
    readonly #snapshots: Snapshots;

    constructor(snapshots: Snapshots) {
        this.#snapshots = snapshots;
    }

    async choose<C extends string>(question: Question<C>): Promise<C | undefined> {
        const { detail, modal = false, kind, choices } = question;
        const message = inertMessage(question.message);
        const options = modal && detail !== undefined ? { modal, detail } : { modal };
        const { window } = vscode;
        const picked = await (kind === 'warning'
            ? window.showWarningMessage(message, options, ...choices)
            : window.showInformationMessage(message, options, ...choices));
        return choices.find((choice) => choice === picked);
    }

    input({ title, prompt, value, placeHolder, selection, check }: TextBox): Promise<string | undefined> {
        const options: vscode.InputBoxOptions = {
            title,
            prompt: inertLabel(prompt),
            value,
            // Looking something up in another window must not throw away what was typed.
            ignoreFocusOut: true,
            validateInput: (typed) => {
                const found = check(typed);
                if (!found) return undefined;
                return 'error' in found
                    ? { message: inertLabel(found.error), severity: vscode.InputBoxValidationSeverity.Error }
                    : { message: inertLabel(found.note), severity: vscode.InputBoxValidationSeverity.Info };
            },
        };
        if (placeHolder !== undefined) options.placeHolder = placeHolder;
        if (selection) options.valueSelection = [selection[0], selection[1]];
        return Promise.resolve(vscode.window.showInputBox(options));
    }

    async pickRoot(): Promise<string | undefined> {
        const picked = await vscode.window.showWorkspaceFolderPick({
            placeHolder: 'Pull into which folder?',
        });
        return picked?.uri.toString();
    }

    async compare(remote: Script, local: LocalScript): Promise<void> {
        const title = `${remote.name} (remote) ↔ ${local.label}`;
        await vscode.commands.executeCommand(
            'vscode.diff',
            this.#snapshots.add(remote),
            documentUri(local),
            title,
            { preview: true },
        );
    }

    async open(local: LocalScript): Promise<void> {
        const document = await vscode.workspace.openTextDocument(documentUri(local));
        await vscode.window.showTextDocument(document, { preview: false });
    }

    async openUntitled(text: string, language: string): Promise<LocalScript> {
        const known = await vscode.languages.getLanguages();
        const document = await vscode.workspace.openTextDocument({
            content: text,
            ...(known.includes(language) ? { language } : {}),
        });
        await vscode.window.showTextDocument(document);
        return new UntitledScript(document);
    }

    say(message: string): void {
        vscode.window.setStatusBarMessage(inertLabel(message), 6000);
    }
}
