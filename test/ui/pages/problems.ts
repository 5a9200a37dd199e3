import { expect, type Locator, type Page } from '@playwright/test';

/** The Problems panel and its counter in the status bar. */
export class Problems {
    /** Such as `1, 0`: errors, then warnings. */
    readonly counter: Locator;
    readonly rows: Locator;

    constructor(page: Page) {
        this.counter = page.locator('[id="status.problems"]');
        this.rows = page.locator('.markers-panel .monaco-list-row');
    }

    /** Waits until the status bar counts so many errors and warnings. */
    async expectCount(errors: number, warnings: number): Promise<void> {
        await expect(this.counter).toHaveText(new RegExp(`^\\s*${errors}\\s*${warnings}\\s*$`));
    }
}
