import * as vscode from 'vscode';
import { inertLabel } from '../inert-message';
import type { Connections } from './connections';

/** The status bar item that says which connection this workspace works with, and the context keys that menus need. */
export function showActiveConnection(connections: Connections): vscode.Disposable {
    const item = vscode.window.createStatusBarItem('connection', vscode.StatusBarAlignment.Left, -10);
    item.name = 'Flux Scripts Connection';
    item.command = 'fluxScripts.useConnection';
    const update = () => {
        const active = connections.active();
        const icon = active?.kind === 'sandbox' ? 'beaker' : 'server';
        item.text = active ? `$(${icon}) ${inertLabel(active.name)}` : '$(debug-disconnect) No Connection';
        item.tooltip = active
            ? `Flux Scripts works with ${active.name}. Click to use another connection.`
            : 'Flux Scripts works with no connection. Click to use one.';
        item.accessibilityInformation = {
            label: active ? `Flux Scripts connection ${active.name}` : 'Flux Scripts, no connection',
            role: 'button',
        };
        item.show();
        const set = (key: string, value: unknown) =>
            void vscode.commands.executeCommand('setContext', `fluxScripts.${key}`, value);
        set('hasConnection', connections.all().length > 0);
        set('active', active?.kind ?? 'none');
    };
    // After the activation: this reads the connections for the first time.
    const first = setImmediate(update);
    return vscode.Disposable.from(item, connections.onDidChange(update), {
        dispose: () => {
            clearImmediate(first);
        },
    });
}
