import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { startTestServer } from './start-test-server';
import type { Sent, TestServer } from './start-test-server';
import { defaultSwitches } from './switches';

const scripts = '/api/v2/scripts';
let server: TestServer;
beforeEach(async () => {
    server = await startTestServer();
});
afterEach(() => server.stop());

const body = { name: 'one', description: 'd', script: 'x = 1', language: 'flux' };
function create(more: object = {}): Promise<Sent> {
    return server.send({ method: 'POST', path: scripts, body: { ...body, ...more } });
}
function patch(id: string, change?: string | object): Promise<Sent> {
    const request = { method: 'PATCH', path: `${scripts}/${id}` };
    return server.send(change === undefined ? request : { ...request, body: change });
}
async function list(query = ''): Promise<string[]> {
    const answer = await server.send({ path: `${scripts}${query}` });
    expect(answer.status).toBe(200);
    return (answer.json as { scripts: Script[] }).scripts.map(({ name }) => name);
}

describe('POST /scripts', () => {
    it('answers the stored script', async () => {
        const { status, json } = await create({ orgID: 'ignored', extra: 1 });
        expect(status).toBe(201);
        const stored = json as Script;
        expect(stored).toMatchObject({ ...body, orgID: '5a0db0c500000001' });
        expect(stored.id).toMatch(/^[0-9a-f]{16}$/);
        expect(stored.createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
        expect(Object.keys(stored)).not.toContain('extra');
        expect((await server.send({ path: `${scripts}/${stored.id}` })).json).toEqual(stored);
    });

    it('keeps the other languages, and names with slashes and markup', async () => {
        for (const language of ['sql', 'influxql']) {
            expect(await create({ name: language, language })).toMatchObject({
                status: 201,
                json: { language },
            });
        }
        for (const name of ['a/b', '../up', '<img onerror=x>', 'ünï 😀']) {
            expect(await create({ name })).toMatchObject({ status: 201, json: { name } });
        }
    });

    it.each([
        ['name', undefined],
        ['name', ' '],
        ['name', 5],
        ['description', undefined],
        ['description', ''],
        ['script', undefined],
        ['script', ''],
        ['language', undefined],
        ['language', 'python'],
    ])('refuses the %s %j and names it', async (key, value) => {
        const answer = await create({ [key]: value });
        expect(answer).toMatchObject({ status: 400, json: { code: 'invalid' } });
        expect(answer.text).toContain(`request body: ${key}: `);
        expect(answer.headers['x-platform-error-code']).toBe('invalid');
    });

    it('refuses a name that is taken', async () => {
        await create();
        const answer = await create({ script: 'y = 2' });
        expect(answer).toMatchObject({
            status: 422,
            json: { code: 'conflict', message: 'uniqueness violation' },
        });
        expect(answer.headers['x-platform-error-code']).toBe('conflict');
    });

    it('refuses it with 409 when it is switched so', async () => {
        const other = await startTestServer({ switches: { ...defaultSwitches, conflictStatus: '409' } });
        const request = { method: 'POST', path: scripts, body: { ...body, name: 'getLastPoint' } };
        expect(await other.send(request)).toMatchObject({ status: 409, json: { code: 'conflict' } });
        await other.stop();
    });
});

describe('GET /scripts', () => {
    it('starts with the documentation’s script', async () => {
        expect(await list()).toEqual(['getLastPoint']);
    });

    it('gives pages in a stable order', async () => {
        for (let n = 0; n < 130; n++) await create({ name: `s${n}` });
        const all = ['getLastPoint', ...Array.from({ length: 130 }, (_, n) => `s${n}`)];
        expect(await list()).toEqual(all.slice(0, 100));
        expect(await list('?limit=0')).toEqual(all.slice(0, 100));
        expect(await list('?limit=500')).toEqual(all);
        expect(await list('?limit=10&offset=125')).toEqual(all.slice(125));
        expect(await list('?offset=131')).toEqual([]);
        expect(await list('?name=s7')).toEqual(['s7']);
        expect(await list('?name=none')).toEqual([]);
        expect(await list('?org=whatever&orgID=whatever&limit=1')).toEqual(['getLastPoint']);
    });

    it.each([
        ['limit', '-1', 'strconv.ParseUint: parsing "-1": invalid syntax'],
        ['limit', 'ten', 'strconv.ParseUint: parsing "ten": invalid syntax'],
        ['offset', '1.5', 'strconv.ParseUint: parsing "1.5": invalid syntax'],
        ['limit', '99999999999999999999', 'parsing "99999999999999999999": value out of range'],
    ])('refuses %s=%s with a numeric code', async (name, value, reason) => {
        const answer = await server.send({ path: `${scripts}?${name}=${value}` });
        expect(answer).toMatchObject({ status: 400, json: { code: 3, details: [] } });
        expect((answer.json as { message: string }).message).toContain(`parsing field "${name}": `);
        expect((answer.json as { message: string }).message).toContain(reason);
    });

    it('refuses more than 500', async () => {
        expect(await server.send({ path: `${scripts}?limit=501` })).toMatchObject({
            status: 400,
            json: { code: 'invalid', message: 'limit must be between 0 and 500' },
        });
    });

    it('takes the documentation’s form: values in the body of the GET', async () => {
        const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const answer = await server.send({ path: scripts, body: 'org=sandbox&limit=10', headers });
        expect(answer.status).toBe(200);
    });
});

describe('one script', () => {
    it('is not found under another id, whatever its form', async () => {
        for (const id of ['09afa3b220fe400', '0000000000000000', 'constructor', 'a%2Fb']) {
            for (const request of [
                { path: `${scripts}/${id}` },
                { path: `${scripts}/${id}/params` },
                { path: `${scripts}/${id}`, method: 'PATCH', body: {} },
                { path: `${scripts}/${id}/invoke`, method: 'POST', body: {} },
            ]) {
                const answer = await server.send(request);
                const message = `script "${decodeURIComponent(id)}" not found`;
                expect(answer).toMatchObject({ status: 404, json: { code: 'not found', message } });
                expect(answer.headers['x-platform-error-code']).toBe('not found');
            }
        }
    });

    it('changes any subset, and ignores what cannot be changed', async () => {
        const { id, createdAt, updatedAt } = (await create()).json as Script;
        const whole = { ...body, id: 'x', orgID: 'x', createdAt: 'x', updatedAt: 'x', language: 'sql' };
        const steps: [object, object][] = [
            [{ description: 'e' }, { ...body, description: 'e' }],
            [{ name: 'uno' }, { name: 'uno', description: 'e', script: 'x = 1' }],
            [{ script: 'y = 2' }, { name: 'uno', description: 'e', script: 'y = 2' }],
            [whole, { ...body, id, createdAt }],
        ];
        for (const [change, expected] of steps) {
            expect(await patch(id, change)).toMatchObject({ status: 200, json: expected });
        }
        const stored = (await server.send({ path: `${scripts}/${id}` })).json as Script;
        expect(stored.updatedAt! > updatedAt!).toBe(true);
    });

    it('is not changed by an empty body or by empty texts', async () => {
        const created = await create();
        const { id } = created.json as Script;
        for (const change of [undefined, '', '{}', { script: '' }, { name: null, description: '' }]) {
            expect(await patch(id, change)).toMatchObject({ status: 200, json: created.json });
        }
    });

    it('cannot take the name of another', async () => {
        const { id } = (await create()).json as Script;
        expect(await patch(id, { name: 'getLastPoint' })).toMatchObject({
            status: 422,
            json: { code: 'conflict', message: 'uniqueness violation' },
        });
        expect(await patch(id, { name: 5 })).toMatchObject({ status: 400 });
    });

    it('is deleted once; again is no error', async () => {
        const { id } = (await create()).json as Script;
        for (let n = 0; n < 2; n++) {
            const answer = await server.send({ method: 'DELETE', path: `${scripts}/${id}` });
            expect(answer).toMatchObject({ status: 204, text: '' });
        }
        expect(await list()).toEqual(['getLastPoint']);
        expect(await create()).toMatchObject({ status: 201 });
    });

    it('in another language is neither run nor analyzed', async () => {
        const { id } = (await create({ language: 'sql' })).json as Script;
        for (const request of [
            { path: `${scripts}/${id}/params` },
            { path: `${scripts}/${id}/invoke`, method: 'POST', body: {} },
        ]) {
            const answer = await server.send(request);
            expect(answer).toMatchObject({ status: 400, json: { code: 'invalid' } });
            expect(answer.text).toContain('sql');
        }
    });
});
