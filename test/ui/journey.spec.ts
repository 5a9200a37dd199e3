import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './fixtures';

/** The documentation's values, as the request body of its page has them. */
const documented = {
    bucket: 'air_sensor',
    filterField: 'temperature',
    filterField2: 'humidity',
    groupColumn: '_time',
};

test('the whole journey: push, invoke, update, pull, delete', async ({ workbench, workspace }) => {
    const { editor, quickInput, notifications, tree, results, page } = workbench;

    await test.step('the sandbox is there, ready, with the first script', async () => {
        await workbench.openView('Flux Scripts');
        await expect(tree.item(/^Connection Sandbox, in use/)).toBeVisible();
        await expect(tree.item(/^Script getLastPoint/)).toBeVisible();
        await tree.expand(/^Script getLastPoint/);
        await expect(tree.item('Parameter mybucket, type string')).toBeVisible();
    });

    await test.step('push asks for name and description, and creates', async () => {
        await editor.openFile('filter-and-group.flux');
        await workbench.runCommand('Flux Scripts: Push Script');
        await quickInput.waitFor('Name of the script');
        await expect(quickInput.input).toHaveValue('filter-and-group');
        await workbench.screenshot('push-name');
        await quickInput.accept();
        await quickInput.waitFor('Description');
        await expect(quickInput.input).not.toHaveValue('');
        await quickInput.accept();
        await expect(tree.item(/^Script filter-and-group/)).toBeVisible();
    });

    await test.step('invoke asks for params, checked while typed', async () => {
        await editor.titleAction(/^Invoke/);
        await quickInput.waitFor('Params as one JSON object');
        const prefilled = JSON.parse(await quickInput.input.inputValue()) as Record<string, string>;
        expect(prefilled).toEqual(documented);
        await quickInput.fill('{"bucket": "air_sensor"');
        await expect(quickInput.message).toContainText(/line 1|character|column/);
        await quickInput.fill('["air_sensor"]');
        await expect(quickInput.message).toContainText('object');
        await quickInput.fill(JSON.stringify({ ...documented, groupColumn: 1 }));
        await expect(quickInput.message).toContainText('groupColumn');
        await workbench.screenshot('invoke-params');
    });

    await test.step('the rows come grouped in tables', async () => {
        await quickInput.answer(JSON.stringify(documented));
        await expect(results.state).toHaveText('Succeeded');
        await expect(results.script).toHaveText('filter-and-group');
        await expect(results.header).toContainText('Sandbox');
        const tables = await results.tables();
        expect(tables.map(({ rows }) => rows.length)).toEqual([4, 2]);
        expect(tables[0]?.caption).toContain('_time');
        // No tooltip hangs over the picture, which the README shows.
        await page.mouse.move(640, 400);
        await expect(page.locator('.monaco-hover:visible')).toHaveCount(0);
        await workbench.screenshot('journey');
    });

    await test.step('a missing parameter is named beside the words of the server', async () => {
        await workbench.runCommand('Flux Scripts: Invoke Script');
        await quickInput.waitFor('Params as one JSON object');
        await quickInput.answer('{"bucket": "air_sensor", "groupColumn": "_time"}');
        await expect(results.header).toContainText('{"bucket": "air_sensor", "groupColumn": "_time"}');
        await expect(results.state).toHaveText('Failed');
        await expect(results.error).toContainText('invalid parameters provided');
        await expect(results.error).toContainText('filterField, filterField2');
        await expect(notifications.toast(/invalid parameters provided/)).toBeVisible();
        await workbench.screenshot('missing-params');
        await notifications.close(/invalid parameters provided/);
    });

    await test.step('an edited script is sent to the one that exists', async () => {
        await editor.focus();
        await editor.replaceAll(
            'from(bucket: params.bucket)\n    |> range(start: -30d)\n    |> filter(fn: (r) => r._field == params.filterField)\n    |> count()\n',
        );
        await workbench.runCommand('Flux Scripts: Update Remote Script');
        await expect(page.locator('.part.statusbar')).toContainText(/filter-and-group/);
        await tree.expand(/^Script filter-and-group/);
        await expect(tree.item('Parameter groupColumn, type string')).toHaveCount(0);
        await tree.menu(/^Script filter-and-group/, 'Invoke Script');
        await quickInput.waitFor('Params as one JSON object');
        await quickInput.answer('{"bucket": "air_sensor", "filterField": "temperature"}');
        await expect(results.header).toContainText('{"bucket": "air_sensor", "filterField": "temperature"}');
        await expect(results.state).toHaveText('Succeeded');
        const tables = await results.tables();
        expect(tables.flatMap(({ rows }) => rows.map((row) => row['_value'])).sort()).toEqual(['1', '2']);
    });

    await test.step('a remote script comes into the workspace', async () => {
        await tree.inlineAction(/^Script getLastPoint/, 'Pull');
        await quickInput.widget.waitFor();
        await workbench.screenshot('pull-place');
        await quickInput.accept();
        await expect(editor.tab('getLastPoint.flux')).toBeVisible();
        expect(await readdir(workspace)).toContain('getLastPoint.flux');
        expect(await readFile(path.join(workspace, 'getLastPoint.flux'), 'utf8')).toContain(
            'params.mybucket',
        );
    });

    await test.step('delete asks first', async () => {
        await tree.menu(/^Script filter-and-group/, 'Delete Remote Script');
        await expect(notifications.modal()).toContainText('Delete "filter-and-group" from Sandbox?');
        await workbench.screenshot('delete');
        await notifications.answerModal('Delete "filter-and-group"', 'Cancel');
        await expect(tree.item(/^Script filter-and-group/)).toBeVisible();
        await tree.menu(/^Script filter-and-group/, 'Delete Remote Script');
        await notifications.answerModal('Delete "filter-and-group"', 'Delete');
        await expect(tree.item(/^Script filter-and-group/)).toHaveCount(0);
        expect(await readdir(workspace)).toContain('filter-and-group.flux');
    });
});
