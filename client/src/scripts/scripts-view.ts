import * as vscode from 'vscode';
import type { Connections } from '../connections/connections';
import type { ScriptsNode } from './nodes';
import { presentNode, type Presentation } from './present-node';
import { PromptChildren } from './prompt-children';
import { readChildren } from './read-children';
import type { ScriptsRepository } from './scripts-repository';

const viewId = 'fluxScripts.scripts';
/** Long enough that a server nearby never shows a placeholder. */
const patienceMilliseconds = 500;

const collapsibleStates: Record<Presentation['collapsible'], vscode.TreeItemCollapsibleState> = {
    none: vscode.TreeItemCollapsibleState.None,
    collapsed: vscode.TreeItemCollapsibleState.Collapsed,
    expanded: vscode.TreeItemCollapsibleState.Expanded,
};

interface Deps {
    readonly connections: Connections;
    readonly scripts: ScriptsRepository;
    readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

/** The view "Scripts": it maps what the repository knows to tree items and reads nothing until it is shown. */
export function createScriptsView({ connections, scripts, log }: Deps): vscode.Disposable {
    const changed = new vscode.EventEmitter<ScriptsNode | undefined>();
    const sources = { connections, scripts };
    const prompt = new PromptChildren<ScriptsNode>({
        read: (node) => {
            const children = readChildren(sources, node);
            void vscode.window.withProgress({ location: { viewId } }, () => children.catch(() => undefined));
            return children;
        },
        placeholder: (node) => ({
            kind: 'reading',
            connection: node.connection,
            parentId: node.kind === 'script' ? `${node.connection.id}/${node.script.id}` : node.connection.id,
        }),
        arrived: (node) => changed.fire(node),
        patienceMilliseconds,
    });
    const provider: vscode.TreeDataProvider<ScriptsNode> = {
        onDidChangeTreeData: changed.event,
        getTreeItem: (node) => treeItem(presentNode(node, connections.active()?.id)),
        getChildren: async (node) => {
            try {
                return [...(await (node ? prompt.of(node) : readChildren(sources, undefined)))];
            } catch (error) {
                log.error('The tree of scripts:', error instanceof Error ? (error.stack ?? '') : error);
                throw error;
            }
        },
    };
    const view = vscode.window.createTreeView(viewId, {
        treeDataProvider: provider,
        showCollapseAll: true,
        canSelectMany: true,
    });
    const refresh = () => {
        changed.fire(undefined);
    };
    return vscode.Disposable.from(
        view,
        changed,
        connections.onDidChange(refresh),
        scripts.onDidChange(refresh),
    );
}

function treeItem(shown: Presentation): vscode.TreeItem {
    const item = new vscode.TreeItem(shown.label, collapsibleStates[shown.collapsible]);
    // The expanded state is remembered per id; becoming active expands a connection anew.
    item.id = shown.contextValue.startsWith('connection.') ? `${shown.id} ${shown.collapsible}` : shown.id;
    item.description = shown.description;
    item.tooltip = shown.tooltip;
    item.iconPath = shown.iconColor
        ? new vscode.ThemeIcon(shown.icon, new vscode.ThemeColor(shown.iconColor))
        : new vscode.ThemeIcon(shown.icon);
    item.contextValue = shown.contextValue;
    item.accessibilityInformation = { label: shown.accessibleLabel };
    return item;
}
