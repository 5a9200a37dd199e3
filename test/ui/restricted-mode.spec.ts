import { expect, test } from './fixtures';

test.use({ workspaceTrust: true });

test('in Restricted Mode nothing is asked of a server, until the folder is trusted', async ({
    workbench,
}) => {
    const { notifications, tree, page } = workbench;
    await workbench.openView('Flux Scripts');
    await expect(page.locator('.part.sidebar')).toContainText('This folder is in Restricted Mode');
    await workbench.screenshot('restricted-mode');
    await workbench.runCommand('Flux Scripts: Add Connection');
    await expect(notifications.toast(/only the language features of Flux Scripts work/)).toBeVisible();
    await notifications.choose(/only the language features/, 'Manage Workspace Trust');
    await page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    await expect(tree.item(/^Connection Sandbox, in use/)).toBeVisible();
    await expect(tree.item(/^Script getLastPoint/)).toBeVisible();
});
