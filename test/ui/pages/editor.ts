import { expect, type Locator, type Page } from '@playwright/test';
import type { QuickInput } from './quick-input';
import { startingWith } from './text-pattern';

/** The text editor in front, and what floats over it. */
export class Editor {
    readonly root: Locator;
    readonly suggestions: Locator;
    readonly hover: Locator;
    readonly codeLens: Locator;

    constructor(
        private readonly page: Page,
        private readonly quickInput: QuickInput,
    ) {
        this.root = page.locator('.editor-group-container.active .editor-instance .monaco-editor').first();
        this.suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
        this.hover = page.locator('.monaco-hover:visible');
        this.codeLens = page.locator('.codelens-decoration a');
    }

    tab(name: string): Locator {
        return this.page.getByRole('tab', { name: startingWith(name) });
    }

    /** Opens a file of the workspace by its name and waits until its text is there. */
    async openFile(name: string): Promise<void> {
        await this.page.keyboard.press('Control+P');
        await this.quickInput.fill(name);
        await this.quickInput.pick(startingWith(name));
        await expect(this.tab(name)).toHaveAttribute('aria-selected', 'true');
        await this.root.locator('.view-line').first().waitFor();
    }

    /** The visible lines' text, as shown (blanks are plain spaces). */
    async visibleText(): Promise<string> {
        const lines = await this.root.locator('.view-lines .view-line').all();
        const placed = await Promise.all(
            lines.map(async (line) => ({
                top: (await line.boundingBox())?.y ?? 0,
                text: (await line.textContent()) ?? '',
            })),
        );
        return placed
            .sort((a, b) => a.top - b.top)
            .map((line) => line.text.replaceAll('\u00a0', ' '))
            .join('\n');
    }

    /** Puts the cursor at a place. @param line 1-based @param column 1-based, in UTF-16 units */
    async goTo(line: number, column: number): Promise<void> {
        await this.focus();
        await this.page.keyboard.press('Control+G');
        await this.quickInput.answer(`:${line}:${column}`);
        await this.quickInput.widget.waitFor({ state: 'hidden' });
        await expect(this.page.locator('[id="status.editor.selection"]')).toContainText(
            `Ln ${line}, Col ${column}`,
        );
    }

    async focus(): Promise<void> {
        await this.root.locator('.native-edit-context, textarea.inputarea').first().focus();
    }

    /** Types at the cursor as a person does: brackets close and suggestions open by themselves. */
    async type(text: string): Promise<void> {
        await this.page.keyboard.type(text, { delay: 20 });
    }

    /** Replaces the whole text as a person does who pastes it: nothing is closed or indented anew. */
    async replaceAll(text: string): Promise<void> {
        await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
        await this.focus();
        await this.page.keyboard.press('Control+A');
        await this.page.keyboard.press('Control+V');
    }

    async save(): Promise<void> {
        await this.page.keyboard.press('Control+S');
        await expect(this.page.locator('.tab.active')).not.toHaveClass(/dirty/);
    }

    /** Underlined places of a severity. */
    squiggles(severity: 'error' | 'warning' | 'info' | 'hint'): Locator {
        return this.root.locator(`.squiggly-${severity}`);
    }

    /** Opens the suggestions at the cursor and gives their labels. */
    async suggestionsAtCursor(): Promise<string[]> {
        await this.page.keyboard.press('Control+Space');
        await this.suggestions.first().waitFor();
        return this.suggestions.locator('.label-name').allTextContents();
    }

    /** Shows the hover of the place. @returns its text @param line 1-based @param column 1-based, in UTF-16 units */
    async hoverText(line: number, column: number): Promise<string> {
        await this.goTo(line, column);
        await this.page.keyboard.press('Control+K');
        await this.page.keyboard.press('Control+I');
        await this.hover.first().waitFor();
        return (await this.hover.allTextContents()).join('\n');
    }

    /** Clicks a button of the editor's title bar. */
    async titleAction(name: string | RegExp): Promise<void> {
        await this.page
            .locator('.editor-group-container.active .editor-actions')
            .getByRole('button', { name })
            .click();
    }
}
