import { expect, test } from './fixtures';
import { themes, type Theme } from './themes';

test('the icon in the activity bar opens "Flux Scripts", in every theme', async ({ workbench }) => {
    await workbench.openView('Flux Scripts');
    await expect(workbench.sidebarTitle).toContainText('Scripts', { ignoreCase: true });
    for (const theme of Object.keys(themes) as Theme[]) {
        await workbench.useTheme(theme);
        await workbench.screenshot(`view-${theme.replaceAll(' ', '-')}`);
    }
});
