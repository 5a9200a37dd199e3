import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
    contributes: { commands: { command: string }[] };
}

function extension(): vscode.Extension<unknown> {
    const found = vscode.extensions.getExtension('flux-scripts.flux-scripts');
    assert.ok(found, 'the extension is installed under its id');
    return found;
}

describe('activation', () => {
    it('happens when a Flux document is opened, and takes that language', async () => {
        const document = await vscode.workspace.openTextDocument({
            language: 'flux',
            content: 'x = params.start\n',
        });
        await vscode.window.showTextDocument(document);
        assert.equal(document.languageId, 'flux');
        await extension().activate();
        assert.equal(extension().isActive, true);
    });

    it('registers every command that the manifest declares', async () => {
        await extension().activate();
        const registered = new Set(await vscode.commands.getCommands(true));
        const { contributes } = extension().packageJSON as Manifest;
        const missing = contributes.commands.map((one) => one.command).filter((id) => !registered.has(id));
        assert.deepEqual(missing, []);
    });
});
