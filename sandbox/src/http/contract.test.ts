/**
 * Holds real answers against the official OpenAPI contract of invokable scripts, which is not part of this project.
 * Runs with `FLUX_SCRIPTS_CONTRACT=/path/to/invocable-scripts.yml npx vitest run sandbox/src/http/contract`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Sandbox } from '../start-sandbox';
import { startSandbox } from '../start-sandbox';
import { defaultSwitches } from './switches';

const contractFile = process.env['FLUX_SCRIPTS_CONTRACT'];
const why = 'the official contract (needs FLUX_SCRIPTS_CONTRACT, the path of its file)';
const workerFolder = path.resolve(import.meta.dirname, '../../../dist');

interface Contract {
    readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

describe.skipIf(contractFile === undefined)(why, () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    let contract: Contract;
    let sandbox: Sandbox;
    let script: { id: string };
    const body = { name: 'one', description: 'd', script: 'from(bucket: params.b) |> range(start: -1d)' };
    beforeAll(async () => {
        contract = parse(await readFile(contractFile ?? '', 'utf8')) as Contract;
        ajv.addSchema(contract, 'contract');
        const options = { port: 0, now: undefined, dataFolder: undefined, bucketFiles: [], token: undefined };
        sandbox = await startSandbox(
            { ...options, switches: defaultSwitches },
            { workerFolder, log: () => undefined },
        );
        const created = await call('POST', '/scripts', { ...body, language: 'flux' });
        script = created.json as { id: string };
    });
    afterAll(() => sandbox.stop());

    async function call(method: string, route: string, sent?: object, token = sandbox.handshake.token) {
        const headers = { Authorization: `Token ${token}`, 'Content-Type': 'application/json' };
        const init = sent ? { method, headers, body: JSON.stringify(sent) } : { method, headers };
        const response = await fetch(`${sandbox.handshake.url}/api/v2${route}`, init);
        const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
        const content = await response.text();
        const json: unknown = type === 'application/json' ? JSON.parse(content) : content;
        return { status: response.status, type, json };
    }

    /** What the contract says of an answer: its content types with their schemas, as pointers into the contract. */
    function schemaOf(route: string, method: string, status: number, type: string): string | undefined {
        const responses = contract.paths[route]![method]!.responses;
        const own = String(status) in responses;
        let pointer = `/paths/${escape(route)}/${method}/responses/${own ? status : 'default'}`;
        let response = at(pointer) as { $ref?: string; content?: object };
        if (response.$ref) {
            pointer = response.$ref.slice(1);
            response = at(pointer) as { content?: object };
        }
        if (!response.content) return undefined;
        expect(Object.keys(response.content)).toContain(type);
        return `contract#${pointer}/content/${escape(type)}/schema`;
    }
    function escape(part: string): string {
        return part.replaceAll('~', '~0').replaceAll('/', '~1');
    }
    function at(pointer: string): unknown {
        const parts = pointer.split('/').slice(1);
        const names = parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
        return names.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], contract);
    }

    const one = '/scripts/{scriptID}';
    const unknownId = '0123456789abcdef';
    const cases: [string, string, string, number, object?][] = [
        ['/scripts', 'get', '', 200],
        ['/scripts', 'get', '?limit=501', 400],
        ['/scripts', 'post', '', 201, { ...body, name: 'two', language: 'flux' }],
        ['/scripts', 'post', '', 422, { ...body, language: 'flux' }],
        ['/scripts', 'post', '', 400, {}],
        [one, 'get', 'ID', 200],
        [one, 'get', unknownId, 404],
        [one, 'patch', 'ID', 200, { description: 'e' }],
        [one, 'patch', unknownId, 404, { description: 'e' }],
        [`${one}/params`, 'get', 'ID', 200],
        [`${one}/params`, 'get', unknownId, 404],
        [`${one}/invoke`, 'post', 'ID', 200, { params: { b: 'machines' } }],
        [`${one}/invoke`, 'post', 'ID', 400, { params: {} }],
        [`${one}/invoke`, 'post', 'ID', 404, { params: { b: 'none' } }],
        [`${one}/invoke`, 'post', unknownId, 404, {}],
        [one, 'delete', unknownId, 204],
    ];
    it.each(cases)('%s %s %s answers %i as it says', async (route, method, which, status, sent) => {
        const id = which === 'ID' ? script.id : which;
        const address = route.includes('{') ? route.replace('{scriptID}', id) : route + which;
        const answer = await call(method.toUpperCase(), address, sent);
        expect(answer.status).toBe(status);
        const schema = schemaOf(route, method, status, answer.type);
        if (schema === undefined) return;
        expect(ajv.validate({ $ref: schema }, answer.json), ajv.errorsText()).toBe(true);
    });

    it('answers 401 everywhere as it says', async () => {
        for (const [route, method, which, , sent] of cases) {
            const address = route.includes('{') ? route.replace('{scriptID}', script.id) : route + which;
            const answer = await call(method.toUpperCase(), address, sent, 'x'.repeat(43));
            expect(answer.status).toBe(401);
            const schema = schemaOf(route, method, 401, answer.type);
            expect(ajv.validate({ $ref: schema }, answer.json), ajv.errorsText()).toBe(true);
        }
    });
});
