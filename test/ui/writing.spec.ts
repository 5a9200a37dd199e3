import { expect, test } from './fixtures';

const misspelt = `from(bucket: params.bucket)
    |> range(start: -30d)
    |> filter(fn: (r) => r._field == params.filterField or r._field == params.filterField2)
    |> filter(fn: (r) => r.sensor_id == params.filterFeild)
`;

test('while a script is written, its params are understood', async ({ workbench }) => {
    const { editor, problems, page } = workbench;

    await test.step("the documentation's script has no false error", async () => {
        await editor.openFile('filter-and-group.flux');
        // The hover comes from the type checker: when it answers, the diagnostics would be there too.
        expect(await editor.hoverText(1, 22)).toMatch(/params\.bucket[\s\S]*string/);
        await workbench.screenshot('hover');
        await page.keyboard.press('Escape');
        await problems.expectCount(0, 0);
    });

    await test.step('a real type error is underlined where it is', async () => {
        await editor.replaceAll(
            'from(bucket: params.bucket)\n    |> range(start: -1h)\n    |> limit(n: "ten")\n',
        );
        await problems.expectCount(1, 0);
        await expect(editor.squiggles('error')).toHaveCount(1);
        await page.keyboard.press('F8');
        await expect(page.locator('.zone-widget')).toContainText('expected int but found string');
        await workbench.screenshot('type-error');
        await page.keyboard.press('Escape');
    });

    await test.step('a misspelt second use is pointed out, similar names are not', async () => {
        await editor.replaceAll(misspelt);
        await problems.expectCount(0, 0);
        await expect(editor.squiggles('hint')).toHaveCount(1);
        expect(await editor.hoverText(4, 55)).toContain('filterField');
        await workbench.screenshot('misspelt');
        await page.keyboard.press('Escape');
        await editor.replaceAll(misspelt.replace('filterFeild', 'filterField2'));
        await expect(editor.squiggles('hint')).toHaveCount(0);
    });

    await test.step('names in use are offered behind a dot and in brackets', async () => {
        await editor.replaceAll(
            'from(bucket: params.bucket)\n    |> range(start: -1h)\n    |> limit(n: params.howMany)\n',
        );
        await editor.goTo(3, 32);
        await editor.type('\nx = params.');
        await expect(editor.suggestions.first()).toBeVisible();
        expect(await editor.suggestions.locator('.label-name').allTextContents()).toEqual([
            'bucket',
            'howMany',
        ]);
        await workbench.screenshot('completion');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Backspace');
        await page.keyboard.press('Control+Backspace');
        await editor.type('params["');
        await expect(editor.suggestions.first()).toBeVisible();
        expect(await editor.suggestions.locator('.label-name').allTextContents()).toEqual([
            'bucket',
            'howMany',
        ]);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await expect.poll(() => editor.visibleText()).toContain('x = params["howMany"]');
    });

    await test.step('a text that kills the engine costs one clear message', async () => {
        await editor.replaceAll('(a, 1)\n');
        await problems.expectCount(1, 0);
        await page.keyboard.press('F8');
        await expect(page.locator('.zone-widget')).toContainText(/parser/);
        await workbench.screenshot('engine-death');
        await page.keyboard.press('Escape');
        await editor.replaceAll('x = 1 + "a"\ny = 2 + "b"\n');
        await problems.expectCount(2, 0);
    });
});
