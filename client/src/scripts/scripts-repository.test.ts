import { describe, expect, test } from 'vitest';
import type { Connection } from '../connections/connection';
import { createScriptsApi } from '../influxdb/create-scripts-api';
import { json, startFaultServer, type Answer } from '../influxdb/fault-server';
import { CachingScriptsRepository } from './scripts-repository';

const connection: Connection = { id: 'c1', kind: 'server', name: 'c', url: 'http://c' };

function script(name: string, id = name.charCodeAt(0).toString(16).padStart(16, '0'), text = 'buckets()') {
    return { id, name, description: '', script: text, language: 'flux' };
}

async function open(answer: Answer, now = () => 0) {
    const server = await startFaultServer(answer);
    const api = createScriptsApi({ url: server.url, token: 't' });
    const repository = new CachingScriptsRepository({ apiFor: () => Promise.resolve(api) }, now);
    const events: (string | undefined)[] = [];
    repository.onDidChange((id) => events.push(id));
    return { server, repository, events, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

const names = (scripts: readonly { name: string }[] | undefined) => scripts?.map(({ name }) => name);

describe('the repository of remote scripts', () => {
    test('asks once, sorts by name with numbers, and answers from what it knows', async () => {
        const listed = [script('s10', '0000000000000010'), script('s9', '0000000000000009'), script('a')];
        await using room = await open(json(200, { scripts: listed }));
        const both = await Promise.all([room.repository.list(connection), room.repository.list(connection)]);
        expect(both.map(names)).toEqual([
            ['a', 's9', 's10'],
            ['a', 's9', 's10'],
        ]);
        await room.repository.list(connection);
        expect(names(room.repository.known(connection))).toEqual(['a', 's9', 's10']);
        expect(room.server.received).toHaveLength(1);
    });

    test('a failure is not remembered', async () => {
        await using room = await open((response, request, count) => {
            if (count === 1) json(500, { message: 'x' })(response, request, count);
            else json(200, { scripts: [script('a')] })(response, request, count);
        });
        await expect(room.repository.list(connection)).rejects.toMatchObject({ kind: 'unavailable' });
        expect(names(await room.repository.list(connection))).toEqual(['a']);
    });

    test('put and remove change what is known and say so', async () => {
        await using room = await open(json(200, { scripts: [script('b')] }));
        await room.repository.list(connection);
        room.repository.put(connection, script('a'));
        expect(names(room.repository.known(connection))).toEqual(['a', 'b']);
        room.repository.remove(connection, script('b').id);
        expect(names(room.repository.known(connection))).toEqual(['a']);
        expect(room.events).toEqual(['c1', 'c1']);
    });

    test('an answer that is older than a change is dropped', async () => {
        let answerFirst = () => undefined as unknown;
        await using room = await open((response, request, count) => {
            const state = count === 1 ? [script('old')] : [script('old'), script('new')];
            const send = () => {
                json(200, { scripts: state })(response, request, count);
            };
            if (count === 1) answerFirst = send;
            else send();
        });
        const asked = room.server.nextRequest();
        const listing = room.repository.list(connection);
        await asked;
        room.repository.put(connection, script('new'));
        answerFirst();
        expect(names(await listing)).toEqual(['new', 'old']);
        expect(room.server.received).toHaveLength(2);
    });

    test('a deleted script that the server still lists for a moment stays away', async () => {
        let now = 0;
        await using room = await open(json(200, { scripts: [script('a'), script('b')] }), () => now);
        await room.repository.list(connection);
        room.repository.remove(connection, script('b').id);
        room.repository.refresh(connection);
        expect(names(await room.repository.list(connection))).toEqual(['a']);
        now = 120_000;
        room.repository.refresh();
        expect(names(await room.repository.list(connection))).toEqual(['a', 'b']);
        room.repository.remove(connection, script('b').id);
        room.repository.put(connection, script('b'));
        expect(names(await room.repository.list(connection))).toEqual(['a', 'b']);
    });

    test('get asks the server, and a change that it shows is an event; no change is none', async () => {
        let text = 'one';
        await using room = await open((response, request, count) => {
            const one = script('a', undefined, text);
            json(200, request.url.includes('limit') ? { scripts: [one] } : one)(response, request, count);
        });
        await room.repository.list(connection);
        await room.repository.get(connection, script('a').id);
        expect(room.events).toEqual([]);
        text = 'two';
        expect((await room.repository.get(connection, script('a').id)).script).toBe('two');
        expect(room.repository.known(connection)?.[0]?.script).toBe('two');
        expect(room.events).toEqual(['c1']);
    });

    test('parameters are asked once, in the order of the server, and again after a change', async () => {
        await using room = await open(json(200, { params: { z: 'string', a: 'int' } }));
        const { id } = script('a');
        await room.repository.params(connection, id);
        expect(Object.keys(await room.repository.params(connection, id))).toEqual(['z', 'a']);
        expect(room.server.received).toHaveLength(1);
        room.repository.put(connection, script('a'));
        await room.repository.params(connection, id);
        expect(room.server.received).toHaveLength(2);
    });

    test('parameters that were asked for before a change are not kept', async () => {
        let answerFirst = () => undefined as unknown;
        await using room = await open((response, request, count) => {
            const send = () => {
                json(200, { params: { [count === 1 ? 'before' : 'after']: 'string' } })(
                    response,
                    request,
                    count,
                );
            };
            if (count === 1) answerFirst = send;
            else send();
        });
        const asked = room.server.nextRequest();
        const first = room.repository.params(connection, script('a').id);
        await asked;
        room.repository.put(connection, script('a'));
        answerFirst();
        await first;
        expect(await room.repository.params(connection, script('a').id)).toEqual({ after: 'string' });
    });

    test('one reader that cancels does not end the listing of another', async () => {
        let answer = () => undefined as unknown;
        await using room = await open((response, request, count) => {
            if (count === 1) answer = () => json(200, { scripts: [script('a')] })(response, request, count);
        });
        const asked = room.server.nextRequest();
        const patient = room.repository.list(connection);
        await asked;
        const controller = new AbortController();
        const second = room.server.nextRequest();
        const impatient = room.repository.list(connection, controller.signal);
        await second;
        controller.abort();
        await expect(impatient).rejects.toMatchObject({ kind: 'cancelled' });
        answer();
        expect(names(await patient)).toEqual(['a']);
    });
});
