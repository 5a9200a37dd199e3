import * as vscode from 'vscode';
import { readParamsFile, type ParamsText } from './params-text';

export interface ParamsFile {
    /** The file's name alone. */
    readonly name: string;
    readonly content: ParamsText;
}

/** `NAME.params.json` beside `NAME.flux`, unsaved changes included; undefined when there is none. */
export async function paramsFileOf(script: vscode.Uri): Promise<ParamsFile | undefined> {
    const stem = /^(.*)\.flux$/i.exec(script.path)?.[1];
    if (stem === undefined || script.scheme === 'untitled') return undefined;
    const uri = script.with({ path: `${stem}.params.json` });
    const open = vscode.workspace.textDocuments.find(
        (document) => document.uri.toString() === uri.toString(),
    );
    const text = open ? open.getText() : await readText(uri);
    if (text === undefined) return undefined;
    return { name: uri.path.slice(uri.path.lastIndexOf('/') + 1), content: readParamsFile(text) };
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
    try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
        return undefined;
    }
}
