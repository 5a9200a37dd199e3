import { InfluxDbError } from '../influxdb/scripts-api';
import type { Connections } from '../connections/connections';
import type { ScriptsNode } from './nodes';
import type { ScriptsRepository } from './scripts-repository';

export interface TreeSources {
    readonly connections: Pick<Connections, 'all'>;
    readonly scripts: Pick<ScriptsRepository, 'list' | 'params'>;
}

/**
 * What stands below a node: connections, their scripts, and a Flux script's parameters as the server knows them.
 * Never rejects for a reason of the server: that is a node, so that a failed connection never looks like an empty one.
 */
export async function readChildren(
    sources: TreeSources,
    node: ScriptsNode | undefined,
): Promise<readonly ScriptsNode[]> {
    if (!node) return sources.connections.all().map((connection) => ({ kind: 'connection', connection }));
    const { connection } = node;
    if (node.kind === 'connection') {
        return orError(node, connection.id, async () => {
            const scripts = await sources.scripts.list(connection);
            if (scripts.length === 0) return [{ kind: 'empty', connection }];
            return scripts.map((script) => ({ kind: 'script', connection, script }));
        });
    }
    if (node.kind === 'script' && node.script.language === 'flux') {
        const { script } = node;
        return orError(node, `${connection.id}/${script.id}`, async () => {
            const params = Object.entries(await sources.scripts.params(connection, script.id));
            if (params.length === 0) return [{ kind: 'empty', connection, script }];
            return params.map(([name, type]) => ({ kind: 'parameter', connection, script, name, type }));
        });
    }
    return [];
}

async function orError(
    { connection }: ScriptsNode,
    parentId: string,
    read: () => Promise<readonly ScriptsNode[]>,
): Promise<readonly ScriptsNode[]> {
    try {
        return await read();
    } catch (error) {
        if (error instanceof InfluxDbError) return [{ kind: 'error', connection, error, parentId }];
        throw error;
    }
}
