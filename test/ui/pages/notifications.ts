import type { Locator, Page } from '@playwright/test';

/** Toasts at the bottom right, and modal dialogs. */
export class Notifications {
    constructor(private readonly page: Page) {}

    toast(text: string | RegExp): Locator {
        return this.page.locator('.notification-toast').filter({ hasText: text }).first();
    }

    /** Clicks a button of a toast. */
    async choose(text: string | RegExp, button: string): Promise<void> {
        await this.toast(text).getByRole('button', { name: button }).click();
    }

    async close(text: string | RegExp): Promise<void> {
        const toast = this.toast(text);
        await toast.hover();
        await toast.locator('.codicon-notifications-clear').click();
        await toast.waitFor({ state: 'detached' });
    }

    modal(text?: string | RegExp): Locator {
        const box = this.page.locator('.monaco-dialog-box');
        return text === undefined ? box : box.filter({ hasText: text });
    }

    /** Clicks a button of the modal dialog that says this. */
    async answerModal(text: string | RegExp, button: string): Promise<void> {
        const dialog = this.modal(text);
        await dialog.getByRole('button', { name: button }).click();
        await dialog.waitFor({ state: 'detached' });
    }
}
