import { lstat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../user-error';
import type { FilePlace, LocalScript } from './ports';

/** A file as a local script; its text is that of the editor, where one is open. */
export class FileScript implements LocalScript {
    readonly hasFile = true;
    readonly uri: string;
    readonly label: string;
    readonly #file: vscode.Uri;

    constructor(
        file: vscode.Uri,
        readonly place: FilePlace | undefined,
    ) {
        this.#file = file;
        this.uri = file.toString();
        this.label = place?.path ?? path.posix.basename(file.path);
    }

    async text(): Promise<string | undefined> {
        const open = openDocument(this.#file);
        if (open) return open.getText();
        if (!(await fileExists(this.#file))) return undefined;
        return (await vscode.workspace.openTextDocument(this.#file)).getText();
    }

    async save(): Promise<void> {
        const open = openDocument(this.#file);
        if (open?.isDirty) await saved(open, this.label);
    }

    async replace(text: string): Promise<void> {
        await refuseSymbolicLinks(this.#file, this.place);
        if (openDocument(this.#file) ?? (await fileExists(this.#file))) {
            // Through the editor's model: an open editor shows it, and undo brings the old text back.
            const document = await vscode.workspace.openTextDocument(this.#file);
            await replaceText(document, text, this.label);
            await saved(document, this.label);
        } else {
            await writeWhole(this.#file, text);
        }
    }
}

/** A document without file. Its name is this room's own, because VS Code gives `Untitled-1` to the next one again. */
export class UntitledScript implements LocalScript {
    readonly hasFile = false;
    readonly place = undefined;
    readonly uri: string;
    readonly label: string;
    readonly document: vscode.TextDocument;

    constructor(document: vscode.TextDocument) {
        this.document = document;
        this.uri = document.uri.with({ fragment: serialOf(document) }).toString();
        this.label = path.posix.basename(document.uri.path);
    }

    text(): Promise<string> {
        return Promise.resolve(this.document.getText());
    }

    save(): Promise<void> {
        return Promise.resolve();
    }

    replace(text: string): Promise<void> {
        return replaceText(this.document, text, this.label);
    }
}

/** The address that VS Code knows a local script by. */
export function documentUri(local: LocalScript): vscode.Uri {
    const uri = vscode.Uri.parse(local.uri, true);
    return local.hasFile ? uri : uri.with({ fragment: '' });
}

/** True when something is there, or when that cannot be found out: what may be there is not overwritten. */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
    try {
        await vscode.workspace.fs.stat(uri);
        return true;
    } catch (error) {
        return !isNotFound(error);
    }
}

export function isNotFound(error: unknown): boolean {
    return error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
}

/** The document of a URI when VS Code has it open, in an editor or not. */
export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
    const name = uri.toString();
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === name);
}

/**
 * Writes a whole file and makes its folders. On a disk it replaces the file atomically, which VS Code's own `rename`
 * does not. Rejects with the system's error.
 */
export async function writeWhole(uri: vscode.Uri, text: string): Promise<void> {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
    if (uri.scheme === 'file') await writeFileAtomic(uri.fsPath, text);
    else await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/**
 * A symbolic link inside a workspace folder may lead anywhere, so nothing is written through one. UserError.
 */
export async function refuseSymbolicLinks(uri: vscode.Uri, place: FilePlace | undefined): Promise<void> {
    if (uri.scheme !== 'file' || !place) return;
    const parts = place.path.split('/');
    for (let depth = 1; depth <= parts.length; depth++) {
        const part = vscode.Uri.joinPath(vscode.Uri.parse(place.root, true), ...parts.slice(0, depth));
        const isLink = await lstat(part.fsPath).then(
            (stats) => stats.isSymbolicLink(),
            () => false,
        );
        if (!isLink) continue;
        throw new UserError(
            `${parts.slice(0, depth).join('/')} is a symbolic link and may lead out of the folder. Nothing was written ` +
                'here. Use a real file, then pull again.',
        );
    }
}

async function replaceText(document: vscode.TextDocument, text: string, label: string): Promise<void> {
    if (document.getText() === text) return;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    if (await vscode.workspace.applyEdit(edit)) return;
    throw new UserError(
        `${label} could not be changed: the editor refused it. Nothing was written here. Try again.`,
    );
}

async function saved(document: vscode.TextDocument, label: string): Promise<void> {
    if (!document.isDirty || (await document.save())) return;
    // An autosave that comes in between makes VS Code answer "not saved" here, and saves all the same.
    if (await becomesClean(document)) return;
    throw new UserError(
        `${label} could not be saved, so nothing more was done. Its text is still in the editor. Save it, then try again.`,
    );
}

const autosaveMilliseconds = 2000;

/** Waits until a document has no unsaved changes. False when it still has some after two seconds. */
async function becomesClean(document: vscode.TextDocument): Promise<boolean> {
    const heard: vscode.Disposable[] = [];
    let timer: NodeJS.Timeout | undefined;
    const settled = new Promise<void>((resolve) => {
        const look = (): void => {
            if (!document.isDirty) resolve();
        };
        timer = setTimeout(resolve, autosaveMilliseconds);
        heard.push(
            vscode.workspace.onDidSaveTextDocument(look),
            // Fires without changes, too, when a document becomes clean.
            vscode.workspace.onDidChangeTextDocument(look),
        );
        look();
    });
    await settled;
    clearTimeout(timer);
    vscode.Disposable.from(...heard).dispose();
    return !document.isDirty;
}

const serials = new WeakMap<vscode.TextDocument, string>();
let lastSerial = 0;

function serialOf(document: vscode.TextDocument): string {
    const serial = serials.get(document) ?? String(++lastSerial);
    serials.set(document, serial);
    return serial;
}
