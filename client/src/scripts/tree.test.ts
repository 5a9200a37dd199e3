import { describe, expect, test } from 'vitest';
import type { Connection } from '../connections/connection';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { json, startFaultServer, text, type Answer } from '../influxdb/fault-server';
import { InfluxDbError, type InfluxDbErrorKind } from '../influxdb/scripts-api';
import type { ScriptsNode } from './nodes';
import { presentNode } from './present-node';
import { readChildren } from './read-children';
import { CachingScriptsRepository } from './scripts-repository';

const sandbox: Connection = { id: 'sandbox', kind: 'sandbox', name: 'Sandbox', url: '' };
const server: Connection = {
    id: 'c1',
    kind: 'server',
    name: 'Cloud',
    url: 'https://c.example',
    organization: 'o',
};
const flux = { id: '0123456789abcdef', name: 'get', description: 'last', script: 'x', language: 'flux' };
const sql = { ...flux, id: '0123456789abcde0', name: 'report', language: 'sql' };

async function childrenOver(answer: Answer, node: ScriptsNode | undefined) {
    await using remote = await startFaultServer(answer);
    const api = createScriptsApi({ url: remote.url, token: 't' });
    const scripts = new CachingScriptsRepository({ apiFor: () => Promise.resolve(api) });
    return await readChildren({ connections: { all: () => [sandbox, server] }, scripts }, node);
}

const ofServer: ScriptsNode = { kind: 'connection', connection: server };
const ofFlux: ScriptsNode = { kind: 'script', connection: server, script: flux };

describe('the tree', () => {
    test('connections, then scripts of every language, then parameters with their types', async () => {
        const top = await childrenOver(json(200, {}), undefined);
        expect(top.map((node) => presentNode(node, 'sandbox').label)).toEqual(['Sandbox', 'Cloud']);
        const scripts = await childrenOver(json(200, { scripts: [sql, flux] }), ofServer);
        expect(scripts.map((node) => presentNode(node, 'sandbox'))).toMatchObject([
            { label: 'get', description: 'last', contextValue: 'script.flux', collapsible: 'collapsed' },
            { label: 'report', description: 'sql · last', contextValue: 'script.sql', collapsible: 'none' },
        ]);
        const params = await childrenOver(json(200, { params: { bucket: 'string', n: 'int' } }), ofFlux);
        expect(params.map((node) => presentNode(node, 'sandbox'))).toMatchObject([
            { label: 'bucket', description: 'string' },
            { label: 'n', description: 'int' },
        ]);
    });

    test('a server that has not answered yet is said to be waited for', () => {
        const shown = presentNode({ kind: 'reading', connection: server, parentId: 'c1' }, undefined);
        expect(shown).toMatchObject({ id: 'c1/reading', icon: 'loading~spin', collapsible: 'none' });
        expect(shown.tooltip).toBe('Cloud has not answered yet.');
    });

    test('nothing there is said, and is no failure', async () => {
        const scripts = await childrenOver(json(200, { scripts: [] }), ofServer);
        expect(scripts.map((node) => presentNode(node, undefined).label)).toEqual(['No scripts yet']);
        const params = await childrenOver(json(200, { params: {} }), ofFlux);
        expect(params.map((node) => presentNode(node, undefined).label)).toEqual(['No parameters']);
    });

    test.each<[string, Answer, string, string]>([
        ['offline', (response) => response.destroy(), 'Not reachable', 'error.offline'],
        ['unauthorized', json(401, { message: 'no' }), 'Token refused', 'error.unauthorized'],
        ['no scripts API', text(404, 'page'), 'No API for invokable scripts here', 'error.no-scripts-api'],
        ['a web page', text(200, '<html>'), 'Not an InfluxDB answer', 'error.not-influxdb'],
    ])('%s is a node with the message', async (_, answer, label, contextValue) => {
        const [node, ...others] = await childrenOver(answer, ofServer);
        expect(others).toEqual([]);
        const shown = presentNode(node!, undefined);
        expect(shown).toMatchObject({ label, contextValue, collapsible: 'none' });
        expect(shown.tooltip.length).toBeGreaterThan(40);
    });

    test("a script's failing parameters are a node below the script, with an id of its own", async () => {
        const [ofScript] = await childrenOver(json(500, { message: 'x' }), ofFlux);
        const [ofConnection] = await childrenOver(json(500, { message: 'x' }), ofServer);
        expect(presentNode(ofScript!, undefined).id).not.toBe(presentNode(ofConnection!, undefined).id);
    });

    test('the connection in use is marked', () => {
        const node: ScriptsNode = { kind: 'connection', connection: sandbox };
        expect(presentNode(node, 'sandbox')).toMatchObject({
            contextValue: 'connection.sandbox.active',
            collapsible: 'expanded',
            accessibleLabel: 'Connection Sandbox, in use',
        });
        expect(presentNode(ofServer, 'sandbox')).toMatchObject({
            contextValue: 'connection.server.inactive',
            collapsible: 'collapsed',
            description: 'c.example',
        });
    });

    test('every kind of failure has words', () => {
        const kinds: InfluxDbErrorKind[] = [
            'tls',
            'timeout',
            'redirect',
            'rate-limited',
            'invalid',
            'name-taken',
        ];
        for (const kind of kinds) {
            const error = new InfluxDbError(kind, 'message');
            const shown = presentNode(
                { kind: 'error', connection: server, error, parentId: 'c1' },
                undefined,
            );
            expect(shown.label).not.toBe('');
        }
    });
});
