import { randomInt } from 'node:crypto';
import type { ShownTable } from './pages/results';
import type { Workbench } from './pages/workbench';
import { expect, test } from './fixtures';
import { startOwnServer, type OwnServer } from './own-server';

/** At this time the documentation's answer was made: its `_start` and `_stop` are 30 days before it, and it. */
const documentedNow = '2021-10-25T21:10:01.810564864Z';
const window = { _start: '2021-09-25T21:10:01.810564864Z', _stop: documentedNow };
const names = { _measurement: 'airSensors' };

/** The rows that the documentation shows for filter-and-group, table by table. */
const documentedTables = [
    [
        ['2021-09-28T16:13:05Z', '73', 'temperature', 'TLM0201'],
        ['2021-09-28T16:13:05Z', '75.30007505999716', 'temperature', 'TLM0202'],
        ['2021-09-28T16:13:05Z', '35', 'humidity', 'TLM0201'],
        ['2021-09-28T16:13:05Z', '35.651929918691714', 'humidity', 'TLM0202'],
    ],
    [
        ['2021-09-28T16:57:57Z', '75.30007505999716', 'temperature', 'TLM0202'],
        ['2021-09-28T16:57:57Z', '35.651929918691714', 'humidity', 'TLM0202'],
    ],
].map((rows) =>
    rows.map(([_time, _value, _field, sensor_id]) => ({
        ...window,
        ...names,
        _time,
        _value,
        _field,
        sensor_id,
    })),
);

/** Flux leaves the order of rows inside such a table open: compare them sorted. */
function sorted(rows: readonly object[]): string[] {
    return rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
}

function expectTables(shown: readonly ShownTable[], expected: readonly (readonly object[])[]): void {
    expect(shown.map(({ rows }) => sorted(rows))).toEqual(expected.map(sorted));
}

async function connect({ quickInput, tree, ...workbench }: Workbench, server: OwnServer): Promise<void> {
    await workbench.page.keyboard.press('F1');
    await quickInput.fill('>Flux Scripts: Add Connection');
    await quickInput.pick(/^Flux Scripts: Add Connection/);
    await quickInput.pick(/^Other URL/);
    await quickInput.waitFor('The URL of the server');
    await quickInput.answer(server.url);
    await quickInput.waitFor('API token');
    await quickInput.answer(server.token);
    await quickInput.waitFor('Optional');
    await quickInput.accept();
    await expect(tree.item(new RegExp(`^Connection ${new URL(server.url).host}, in use`))).toBeVisible();
}

async function push({ editor, quickInput, tree }: Workbench, file: string): Promise<void> {
    await editor.openFile(file);
    await editor.titleAction(/^Push/);
    await quickInput.waitFor('Name of the script');
    await quickInput.accept();
    await quickInput.waitFor('Description');
    await quickInput.accept();
    await expect(tree.item(new RegExp(`^Script ${file.replace('.flux', '')}`))).toBeVisible();
}

async function invoke({ editor, quickInput, results }: Workbench, params: object): Promise<ShownTable[]> {
    await editor.titleAction(/^Invoke/);
    await quickInput.waitFor('Params as one JSON object');
    await quickInput.answer(JSON.stringify(params));
    // The run before this one is on show until this one begins.
    await expect(results.header).toContainText(JSON.stringify(params));
    await expect(results.state).toHaveText('Succeeded');
    return results.tables();
}

test("a server of one's own answers as the documentation says, and with points made up now", async ({
    workbench,
}) => {
    const server = await startOwnServer(documentedNow);
    try {
        await workbench.openView('Flux Scripts');
        await connect(workbench, server);
        await push(workbench, 'filter-and-group.flux');

        await test.step('after a reload the connection and its token are still there', async () => {
            await workbench.reload();
            // VS Code shows the same view again.
            await expect(workbench.tree.item(/^Script filter-and-group/)).toBeVisible();
            // The editor may not: its state is saved a while after it was opened.
            await workbench.editor.openFile('filter-and-group.flux');
        });

        await test.step("the documentation's points", async () => {
            const tables = await invoke(workbench, {
                bucket: 'air_sensor',
                filterField: 'temperature',
                filterField2: 'humidity',
                groupColumn: '_time',
            });
            expectTables(tables, documentedTables);
            await workbench.screenshot('documentation-rows');
        });

        await test.step('points and params of this run alone', async () => {
            const bucket = `bucket_${randomInt(1e9)}`;
            const fields = ['left', 'right', 'other'].map((name) => `${name}${randomInt(1e6)}`);
            const tag = `place${randomInt(1e6)}`;
            // Values with a fraction of their own each; times in whole seconds of the documented month.
            const points = Array.from({ length: 12 }, (_, at) => ({
                field: fields[at % 3] ?? '',
                tag: `t${randomInt(3)}`,
                value: randomInt(1, 1e6) + 0.5 + at,
                seconds: 1_632_845_585 + at * 60 + randomInt(60),
            }));
            const { orgs } = (await (await fetchOrgs(server)).json()) as { orgs: { id: string }[] };
            await server.request('POST', '/api/v2/buckets', {
                name: bucket,
                orgID: orgs[0]?.id,
                retentionRules: [],
            });
            await server.request(
                'POST',
                `/api/v2/write?bucket=${bucket}&org=${orgs[0]?.id ?? ''}&precision=s`,
                points.map((p) => `made,${tag}=${p.tag} ${p.field}=${p.value} ${p.seconds}`).join('\n'),
                'text/plain',
            );
            const tables = await invoke(workbench, {
                bucket,
                filterField: fields[0],
                filterField2: fields[1],
                groupColumn: tag,
            });
            const kept = points.filter(({ field }) => field !== fields[2]);
            const groups = [...new Set(kept.map((point) => point.tag))].sort();
            const expected = groups.map((group) =>
                kept
                    .filter((point) => point.tag === group)
                    .map((point) => ({
                        ...window,
                        _measurement: 'made',
                        _time: new Date(point.seconds * 1000).toISOString().replace('.000Z', 'Z'),
                        _value: String(point.value),
                        _field: point.field,
                        [tag]: group,
                    })),
            );
            expectTables(tables, expected);
        });
    } finally {
        server.stop();
    }
});

function fetchOrgs(server: OwnServer): Promise<Response> {
    return fetch(`${server.url}/api/v2/orgs`, { headers: { authorization: `Token ${server.token}` } });
}
