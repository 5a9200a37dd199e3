import { expect, type Locator, type Page } from '@playwright/test';

/** Rows of the tree in the side bar. */
export class TreeView {
    constructor(
        private readonly page: Page,
        /** The view's own section, or the whole side bar. */
        readonly container: Locator,
    ) {}

    item(name: string | RegExp): Locator {
        return this.container.getByRole('treeitem', { name }).first();
    }

    async expand(name: string | RegExp): Promise<void> {
        const row = this.item(name);
        await row.waitFor();
        if ((await row.getAttribute('aria-expanded')) === 'false') {
            // A click anywhere else may run the row's command.
            await row.locator('.monaco-tl-twistie').click();
        }
        await expect(row).toHaveAttribute('aria-expanded', 'true');
    }

    /** Clicks one of the buttons that a row shows under the mouse. */
    async inlineAction(name: string | RegExp, action: string): Promise<void> {
        const row = this.item(name);
        await row.hover();
        await row.locator(`.actions a[aria-label^="${action}"]`).click();
    }

    /** Opens the row's context menu and takes an entry. */
    async menu(name: string | RegExp, entry: string | RegExp): Promise<void> {
        const item = this.page.getByRole('menuitem', { name: entry });
        // Rows move while a listing arrives: the click may then have opened the menu of another row.
        await expect(async () => {
            await this.page.keyboard.press('Escape');
            await this.item(name).click({ button: 'right' });
            await item.waitFor({ timeout: 2000 });
        }).toPass({ timeout: 15_000 });
        // The menu ignores a click that ends at once: it takes it for the end of the one that opened it.
        await item.click({ delay: 150 });
    }
}
