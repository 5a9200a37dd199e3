import { expect, type Locator, type Page } from '@playwright/test';
import { startingWith } from './text-pattern';

/** The box at the top of the window: quick picks, input boxes, the command palette. */
export class QuickInput {
    readonly widget: Locator;
    readonly input: Locator;
    readonly title: Locator;
    /** What the box says below the input: the prompt, or why the value is refused. */
    readonly message: Locator;

    constructor(private readonly page: Page) {
        this.widget = page.locator('.quick-input-widget:visible');
        this.input = this.widget.locator('input[type=text], input[type=password]').last();
        this.title = this.widget.locator('.quick-input-title');
        this.message = this.widget.locator('.quick-input-message');
    }

    /** Waits until the box that has this in its title, its placeholder or its prompt is open. */
    async waitFor(text: string | RegExp): Promise<void> {
        const shown = expect.poll(async () => {
            const parts = [this.title, this.message].map((part) => part.allTextContents());
            const placeholder = await this.input.getAttribute('placeholder').catch(() => '');
            return [placeholder, ...(await Promise.all(parts)).flat()].join('\n');
        });
        await (typeof text === 'string' ? shown.toContain(text) : shown.toMatch(text));
    }

    option(name: string | RegExp): Locator {
        return this.widget.getByRole('option', { name }).first();
    }

    /** Chooses by click: Enter takes whatever is focused, which a list that is still loading may change. */
    async pick(name: string | RegExp): Promise<void> {
        await this.option(name).click();
    }

    /** Filters a long list by the label first: only the rows in sight exist. */
    async choose(label: string): Promise<void> {
        await this.fill(label);
        await this.pick(startingWith(label));
    }

    /** Replaces the text of the box, and leaves it open. */
    async fill(text: string): Promise<void> {
        await this.input.fill(text);
    }

    /** Replaces the text of the box and accepts it. */
    async answer(text: string): Promise<void> {
        await this.fill(text);
        await this.accept();
    }

    async accept(): Promise<void> {
        await this.input.press('Enter');
    }

    async cancel(): Promise<void> {
        await this.page.keyboard.press('Escape');
        await this.widget.waitFor({ state: 'hidden' });
    }
}
