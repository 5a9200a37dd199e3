// Push, update and pull in a real extension host, on real files and editors, against a real server of scripts.
// The questions with more than one way out are played by the unit tests and the UI tests.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { CommandTable } from '@flux-scripts/client/command-table';
import type { Connection } from '@flux-scripts/client/connections/connection';
import { createScriptsApi } from '@flux-scripts/client/influxdb/create-scripts-api';
import type { RoomDeps } from '@flux-scripts/client/rooms';
import { CachingScriptsRepository } from '@flux-scripts/client/scripts/scripts-repository';
import { startScriptsServer, type ScriptsServer } from '@flux-scripts/client/sync/scripts-server';
import { syncCommands } from '@flux-scripts/client/sync/sync-commands';
import { SyncRoom } from '@flux-scripts/client/sync/sync-room';
import type { UserError } from '@flux-scripts/client/user-error';

describe('sync', () => {
    let server: ScriptsServer;
    let storage: string;
    let connection: Connection;
    let room: SyncRoom;
    let commands: CommandTable;
    const subscriptions: vscode.Disposable[] = [];
    const root = vscode.workspace.workspaceFolders![0]!.uri;
    const uri = (name: string) => vscode.Uri.joinPath(root, name);
    const place = (name: string) => ({ root: root.toString(), path: name });
    const run = (command: 'push' | 'update' | 'pull', ...args: unknown[]) =>
        commands[`fluxScripts.${command}`]!(...args) as Promise<void>;
    const node = (script: unknown) => ({ kind: 'script', connection, script });

    before(async () => {
        server = await startScriptsServer();
        storage = await mkdtemp(path.join(tmpdir(), 'sync-storage-'));
        connection = { id: 'plant', kind: 'server', name: 'Plant', url: server.url };
        const connections: RoomDeps['connections'] = {
            onDidChange: () => new vscode.Disposable(() => undefined),
            all: () => [connection],
            active: () => connection,
            apiFor: () => Promise.resolve(createScriptsApi({ url: server.url, token: 'token' })),
        };
        const language: RoomDeps['language'] = {
            parameters: () => Promise.resolve({ parameters: [], source: 'inferred' }),
        };
        const scripts = new CachingScriptsRepository(connections);
        const context = { globalStorageUri: vscode.Uri.file(storage), subscriptions };
        // Only what this room uses of the rest.
        const deps = { context, log: undefined, connections, scripts, language } as unknown as RoomDeps;
        room = new SyncRoom(deps);
        commands = syncCommands(deps, room);
        await writeFile(uri('pushed.flux').fsPath, 'from(bucket: params.bucket)\n    |> range(start: -1h)\n');
    });

    after(async () => {
        vscode.Disposable.from(...subscriptions).dispose();
        await server[Symbol.asyncDispose]();
        await rm(storage, { recursive: true });
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        for (const made of ['pushed.flux', 'site-north.flux', 'none', 'sub', 'flux-scripts.json']) {
            await rm(uri(made).fsPath, { recursive: true, force: true });
        }
    });

    const disk = async (name: string) =>
        new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(name)));

    async function insert(document: vscode.TextDocument, text: string): Promise<void> {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(document.uri, new vscode.Position(0, 0), text);
        assert.equal(await vscode.workspace.applyEdit(edit), true);
    }

    /** Takes what every box offers, until the command is over. */
    async function acceptBoxes(command: Promise<void>): Promise<void> {
        let over = false;
        const done = command.finally(() => (over = true));
        done.catch(() => undefined);
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set above, when the command ends
        while (!over) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await done;
    }

    it('pushes the active editor: saves it, asks name and description, links the file', async () => {
        const document = await vscode.workspace.openTextDocument(uri('pushed.flux'));
        await vscode.window.showTextDocument(document);
        await insert(document, '// The rows of two fields.\n');
        await acceptBoxes(run('push'));
        assert.equal(document.isDirty, false);
        const [script] = server.scripts.values();
        assert.equal(script?.name, 'pushed');
        assert.equal(script.description, 'The rows of two fields.');
        assert.equal(script.script, document.getText());
        assert.match(await disk('flux-scripts.json'), /"pushed.flux"/);
        assert.equal(await room.linkedScript(document.uri, connection), script.id);
        assert.equal(await room.linkedScript(uri('energy-cost.flux'), connection), undefined);
    });

    it('updates from an editor with unsaved changes', async () => {
        const document = await vscode.workspace.openTextDocument(uri('pushed.flux'));
        await vscode.window.showTextDocument(document);
        await insert(document, '// More.\n');
        await run('update');
        assert.equal(document.isDirty, false);
        assert.equal([...server.scripts.values()][0]?.script, document.getText());
    });

    it('pulls into the open editor, keeps its line ends, and undo brings the old text back', async () => {
        const [script] = server.scripts.values();
        const document = await vscode.workspace.openTextDocument(uri('pushed.flux'));
        const editor = await vscode.window.showTextDocument(document);
        await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
        await document.save();
        const before = document.getText();
        server.scripts.set(script!.id, { ...script!, script: 'new()\nlines()' });
        await run('pull', node(script));
        assert.equal(document.getText(), 'new()\r\nlines()\r\n');
        assert.equal(await disk('pushed.flux'), 'new()\r\nlines()\r\n');
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), before);
        await vscode.commands.executeCommand('redo');
        await document.save();
    });

    it('pulls a new script into a legal file name and opens it', async () => {
        const script = server.add({ name: 'site/north', script: 'x()\n' });
        await acceptBoxes(run('pull', node(script)));
        assert.equal(await disk('site-north.flux'), 'x()\n');
        assert.equal(
            vscode.window.activeTextEditor?.document.uri.toString(),
            uri('site-north.flux').toString(),
        );
    });

    it('compares the remote text (left) with the file (right)', async () => {
        const script = server.add({ name: 'compared', script: 'remote()' });
        const local = await room.local(uri('energy-cost.flux'));
        await room.with(connection).prompts.compare(script, local);
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        assert.ok(input instanceof vscode.TabInputTextDiff);
        const left = await vscode.workspace.openTextDocument(input.original);
        assert.equal(left.getText(), 'remote()');
        assert.equal(left.languageId, 'flux');
        assert.equal(input.modified.toString(), uri('energy-cost.flux').toString());
    });

    it('knows files that are not there from files that are', async () => {
        const { files } = room.with(connection);
        const file = files.at(place('none/none.flux'));
        assert.equal(await file.text(), undefined);
        assert.equal(await files.read(place('none/none.flux')), undefined);
        assert.deepEqual(await files.namesIn(place('none')), []);
        await file.replace('made()\n');
        assert.equal(await file.text(), 'made()\n');
        assert.deepEqual(files.placeOf(file.uri), place('none/none.flux'));
    });

    it('finds every link file of the workspace', async () => {
        await mkdir(uri('sub/deep').fsPath, { recursive: true });
        await writeFile(uri('sub/flux-scripts.json').fsPath, '{"version": 1, "scripts": {}}');
        const found = await room.with(connection).files.linkFiles();
        assert.deepEqual(found.map((file) => file.path).sort(), [
            'flux-scripts.json',
            'sub/flux-scripts.json',
        ]);
    });

    it('writes nothing through a symbolic link', async () => {
        await symlink(tmpdir(), uri('away').fsPath);
        const file = room.with(connection).files.at(place('away/x.flux'));
        await assert.rejects(file.replace('x'), /symbolic link/);
        await rm(uri('away').fsPath);
    });

    it('tells two untitled documents of the same name apart', async () => {
        const name = vscode.Uri.parse('untitled:Again');
        const open = async () => room.local((await vscode.workspace.openTextDocument(name)).uri);
        const first = await open();
        assert.equal((await open()).uri, first.uri);
        await first.replace('v()');
        await vscode.window.showTextDocument(name);
        assert.equal(vscode.window.activeTextEditor?.document.getText(), 'v()');
        const closed = new Promise((resolve) => {
            subscriptions.push(vscode.workspace.onDidCloseTextDocument(resolve));
        });
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        await closed;
        assert.notEqual((await open()).uri, first.uri);
    });

    it('refuses what is no Flux file of this side', async () => {
        await assert.rejects(
            run('push', vscode.Uri.parse('fluxscript://plant/0000000000000001/x.flux')),
            /remote script itself/,
        );
        await assert.rejects(run('push', vscode.Uri.parse('git:/x.flux?HEAD')), /no Flux file/);
        await assert.rejects(run('push', uri('README.md')), /no Flux file/);
    });

    it('opens a broken link file where it is wrong', async () => {
        await writeFile(uri('flux-scripts.json').fsPath, '{\n<<<<<<< HEAD\n');
        const failure = await run('push', uri('energy-cost.flux')).then(
            () => assert.fail('it pushed'),
            (error: unknown) => error as UserError,
        );
        assert.match(failure.message, /flux-scripts.json, line 2: a merge left its conflict markers/);
        const [action] = failure.actions;
        await vscode.commands.executeCommand(action!.command, ...(action!.arguments ?? []));
        const editor = vscode.window.activeTextEditor;
        assert.equal(editor?.document.uri.toString(), uri('flux-scripts.json').toString());
        assert.equal(editor.selection.active.line, 1);
    });
});
