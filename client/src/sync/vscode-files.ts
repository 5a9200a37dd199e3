import path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../user-error';
import { linkFileName } from './link-file';
import type { FilePlace, LocalScript, WorkspaceFiles } from './ports';
import {
    fileExists,
    FileScript,
    isNotFound,
    openDocument,
    refuseSymbolicLinks,
    writeWhole,
} from './vscode-script';

/** The workspace's files through VS Code, so that every file system that it knows works. */
export class VsCodeFiles implements WorkspaceFiles {
    get roots(): readonly string[] {
        return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
    }

    uriOf(place: FilePlace): string {
        return toUri(place).toString();
    }

    placeOf(uri: string): FilePlace | undefined {
        const parsed = vscode.Uri.parse(uri, true);
        const folder = vscode.workspace.getWorkspaceFolder(parsed);
        if (!folder) return undefined;
        return { root: folder.uri.toString(), path: path.posix.relative(folder.uri.path, parsed.path) };
    }

    at(place: FilePlace): LocalScript {
        return new FileScript(toUri(place), place);
    }

    async read(place: FilePlace): Promise<string | undefined> {
        try {
            return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
                await vscode.workspace.fs.readFile(toUri(place)),
            );
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    }

    async write(place: FilePlace, text: string): Promise<void> {
        const uri = toUri(place);
        if (openDocument(uri)?.isDirty) {
            throw new UserError(`${place.path} has unsaved changes. Save it, then try again.`);
        }
        await refuseSymbolicLinks(uri, place);
        await writeWhole(uri, text);
    }

    exists(uri: string): Promise<boolean> {
        return fileExists(vscode.Uri.parse(uri, true));
    }

    async namesIn(place: FilePlace): Promise<readonly string[]> {
        try {
            const entries = await vscode.workspace.fs.readDirectory(toUri(place));
            return entries.map(([name]) => name);
        } catch (error) {
            if (isNotFound(error)) return [];
            throw error;
        }
    }

    async linkFiles(): Promise<readonly FilePlace[]> {
        const found = await vscode.workspace.findFiles(`**/${linkFileName}`, '**/node_modules/**');
        const inRoots = await Promise.all(
            // The search knows nothing of some file systems, nor of a file that a setting hides.
            this.roots.map(async (root) => {
                const uri = toUri({ root, path: linkFileName });
                return (await fileExists(uri)) ? [uri] : [];
            }),
        );
        const uris = new Set([...found, ...inRoots.flat()].map((uri) => uri.toString()));
        return [...uris].flatMap((uri) => this.placeOf(uri) ?? []);
    }
}

function toUri({ root, path: inside }: FilePlace): vscode.Uri {
    return vscode.Uri.joinPath(vscode.Uri.parse(root, true), inside);
}
