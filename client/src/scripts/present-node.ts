/** What the tree shows for a node, as plain data: no `vscode`, so that labels and states can be tested by themselves. */
import type { Connection } from '../connections/connection';
import type { ScriptsNode } from './nodes';
import { errorWords } from './error-words';

export interface Presentation {
    /** Stays the same while the node is the same, so that VS Code keeps what is expanded and selected. */
    readonly id: string;
    readonly label: string;
    readonly description: string;
    /** Plain text; nothing in it is markup. */
    readonly tooltip: string;
    /** A codicon's name. */
    readonly icon: string;
    /** A colour of the theme for the icon. */
    readonly iconColor?: string;
    readonly contextValue: string;
    readonly collapsible: 'none' | 'collapsed' | 'expanded';
    /** What a screen reader says. */
    readonly accessibleLabel: string;
}

/** Presents a node. @param activeId the id of the connection that this workspace uses. */
export function presentNode(node: ScriptsNode, activeId: string | undefined): Presentation {
    const { id } = node.connection;
    switch (node.kind) {
        case 'connection':
            return presentConnection(node.connection, id === activeId);
        case 'script': {
            const { name, description, language } = node.script;
            const isFlux = language === 'flux';
            return {
                id: `${id}/${node.script.id}`,
                label: name,
                description: isFlux ? description : `${language} · ${description}`,
                tooltip: scriptTooltip(node.script),
                icon: isFlux ? 'symbol-function' : 'code',
                contextValue: `script.${language}`,
                collapsible: isFlux ? 'collapsed' : 'none',
                accessibleLabel: `Script ${name}${isFlux ? '' : ` in ${language}`}. ${description}`,
            };
        }
        case 'parameter':
            return {
                id: `${id}/${node.script.id}/${node.name}`,
                label: node.name,
                description: node.type,
                tooltip: `params.${node.name}: ${node.type}`,
                icon: 'symbol-parameter',
                contextValue: 'parameter',
                collapsible: 'none',
                accessibleLabel: `Parameter ${node.name}, type ${node.type}`,
            };
        case 'error':
            return {
                id: `${node.parentId}/error`,
                label: errorWords[node.error.kind],
                description: node.error.message,
                tooltip: node.error.message,
                icon: 'warning',
                iconColor: 'list.warningForeground',
                contextValue: `error.${node.error.kind}`,
                collapsible: 'none',
                accessibleLabel: `${errorWords[node.error.kind]}. ${node.error.message}`,
            };
        case 'reading':
            return {
                id: `${node.parentId}/reading`,
                label: 'Waiting for the server…',
                description: '',
                tooltip: `${node.connection.name} has not answered yet.`,
                icon: 'loading~spin',
                contextValue: 'reading',
                collapsible: 'none',
                accessibleLabel: `Waiting for ${node.connection.name}`,
            };
        case 'empty':
            return presentEmpty(id, node.script?.id);
    }
}

function presentConnection(connection: Connection, active: boolean): Presentation {
    const { id, name, kind, url, organization } = connection;
    const sandbox = kind === 'sandbox';
    const where = sandbox ? 'runs on this machine' : new URL(url).host;
    const tooltip = [
        name,
        sandbox ? 'A local server that really runs Flux, on sample data.' : url,
        ...(organization === undefined ? [] : [`Organization: ${organization}`]),
        ...(connection.acceptSelfSignedCertificate ? ['Its certificate is accepted unchecked.'] : []),
        active ? 'In use in this workspace.' : 'Not in use in this workspace.',
    ];
    return {
        id,
        label: name,
        description: [...(active ? ['in use'] : []), ...(name.includes(where) ? [] : [where])].join(' · '),
        tooltip: tooltip.join('\n'),
        icon: sandbox ? 'beaker' : 'server',
        ...(active ? { iconColor: 'charts.green' } : {}),
        contextValue: `connection.${kind}.${active ? 'active' : 'inactive'}`,
        collapsible: active ? 'expanded' : 'collapsed',
        accessibleLabel: `Connection ${name}, ${active ? 'in use' : 'not in use'}`,
    };
}

function presentEmpty(connectionId: string, scriptId: string | undefined): Presentation {
    const ofScript = scriptId !== undefined;
    const label = ofScript ? 'No parameters' : 'No scripts yet';
    return {
        id: `${connectionId}/${ofScript ? `${scriptId}/` : ''}empty`,
        label,
        description: ofScript ? '' : 'Open a Flux file and push it',
        tooltip: ofScript
            ? 'This script uses no params.'
            : 'There is no script in this organization yet. Open a Flux file and push it.',
        icon: 'info',
        contextValue: ofScript ? 'empty.parameters' : 'empty.scripts',
        collapsible: 'none',
        accessibleLabel: ofScript ? label : `${label}. Open a Flux file and push it.`,
    };
}

function scriptTooltip(script: {
    name: string;
    description: string;
    id: string;
    language: string;
    updatedAt?: string | undefined;
}): string {
    return [
        script.name,
        ...(script.description === '' ? [] : [script.description]),
        `Id: ${script.id}`,
        `Language: ${script.language}`,
        ...(script.updatedAt === undefined ? [] : [`Updated: ${script.updatedAt}`]),
    ].join('\n');
}
