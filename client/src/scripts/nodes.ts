/** What the tree shows. The shapes are plain data, so that commands and tests can make them without the tree. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import type { InfluxDbError } from '../influxdb/scripts-api';

export interface ConnectionNode {
    readonly kind: 'connection';
    readonly connection: Connection;
}

export interface ScriptNode {
    readonly kind: 'script';
    readonly connection: Connection;
    readonly script: Script;
}

export interface ParameterNode {
    readonly kind: 'parameter';
    readonly connection: Connection;
    readonly script: Script;
    readonly name: string;
    /** As the server's `/params` answers it. */
    readonly type: string;
}

/** Why there is nothing below its parent. */
export interface ErrorNode {
    readonly kind: 'error';
    readonly connection: Connection;
    readonly error: InfluxDbError;
    /** The node below which it stands: a connection's, or a script's. */
    readonly parentId: string;
}

/** There is nothing below its parent, and that is right. */
export interface EmptyNode {
    readonly kind: 'empty';
    readonly connection: Connection;
    /** What is missing: the connection's scripts, or this script's parameters. */
    readonly script?: Script;
}

/** The server has not answered yet what stands below this node's parent. */
export interface ReadingNode {
    readonly kind: 'reading';
    readonly connection: Connection;
    /** The node below which it stands: a connection's, or a script's. */
    readonly parentId: string;
}

export type ScriptsNode = ConnectionNode | ScriptNode | ParameterNode | ErrorNode | EmptyNode | ReadingNode;

/** Tells a tree node from whatever else a command may have been given. */
export function isScriptsNode(value: unknown): value is ScriptsNode {
    return (
        typeof value === 'object' &&
        value !== null &&
        'kind' in value &&
        'connection' in value &&
        typeof value.kind === 'string' &&
        ['connection', 'script', 'parameter', 'error', 'empty', 'reading'].includes(value.kind)
    );
}
