import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { projectFolder } from '../../harness/paths.mjs';
import type { RunningServer } from '../../harness/vscode-server.mjs';
import { themes, type Theme } from '../themes';
import { Editor } from './editor';
import { Notifications } from './notifications';
import { Problems } from './problems';
import { QuickInput } from './quick-input';
import { Results } from './results';
import { startingWith } from './text-pattern';
import { TreeView } from './tree-view';
import { Webviews } from './webviews';

/** VS Code's window as a person meets it. */
export class Workbench {
    readonly quickInput: QuickInput;
    readonly editor: Editor;
    readonly notifications: Notifications;
    readonly problems: Problems;
    readonly webviews: Webviews;
    readonly results: Results;
    /** The heading of whichever view the side bar shows. */
    readonly sidebarTitle: Locator;
    /** The tree of whichever view the side bar shows. */
    readonly tree: TreeView;

    constructor(
        readonly page: Page,
        readonly server: RunningServer,
        /** The folder that is open: an absolute path. */
        readonly folder: string,
    ) {
        this.quickInput = new QuickInput(page);
        this.editor = new Editor(page, this.quickInput);
        this.notifications = new Notifications(page);
        this.problems = new Problems(page);
        this.webviews = new Webviews(page);
        this.results = new Results(this.webviews.view());
        this.sidebarTitle = page.locator('.part.sidebar .composite.title');
        this.tree = new TreeView(page, page.locator('.part.sidebar'));
    }

    /** Opens VS Code on the folder and waits until it takes input. */
    async open(): Promise<void> {
        await this.page.goto(this.server.url({ folder: this.folder }));
        await this.ready();
    }

    /** As a person reloads the page: the extension host starts anew, what was saved stays. */
    async reload(): Promise<void> {
        await this.page.reload();
        await this.ready();
    }

    private async ready(): Promise<void> {
        await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
        await this.page.getByRole('tab', { name: /^Explorer/ }).waitFor();
    }

    /** Shows a view container by its icon in the activity bar. */
    async openView(name: string): Promise<void> {
        const icon = this.page.locator('.part.activitybar').getByRole('tab', { name: startingWith(name) });
        if ((await icon.getAttribute('aria-expanded')) !== 'true') await icon.click();
        await expect(this.sidebarTitle).toContainText(name, {
            ignoreCase: true,
        });
    }

    /**
     * Runs a command from the palette.
     * @param title as the palette shows it, with its category: `Flux Scripts: Push Script`
     */
    async runCommand(title: string): Promise<void> {
        await this.openPalette(title);
        // The list may still be sorting: a click takes what is meant, Enter what happens to be on top.
        await this.quickInput.pick(startingWith(title));
    }

    /** Opens the palette with a text in it. Its options tell what is offered at the moment. */
    async openPalette(text: string): Promise<void> {
        await this.page.keyboard.press('F1');
        await this.quickInput.fill(`>${text}`);
    }

    /**
     * Changes one setting of the workspace (`.vscode/settings.json`), which VS Code takes up at once. It reads a
     * user's settings, which a test gives with `test.use({ settings })`, only when it starts.
     */
    async setWorkspaceSetting(name: string, value: unknown): Promise<void> {
        const file = path.join(this.folder, '.vscode/settings.json');
        await mkdir(path.dirname(file), { recursive: true });
        const settings = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<
            string,
            unknown
        >;
        await writeFile(file, JSON.stringify({ ...settings, [name]: value }, null, 4));
    }

    /** Changes the theme as a person does. A test that needs just one gives it with `test.use({ theme })`. */
    async useTheme(theme: Theme): Promise<void> {
        const { label, className } = themes[theme];
        await this.runCommand('Preferences: Color Theme');
        await this.quickInput.waitFor('Select Color Theme');
        await this.quickInput.choose(label);
        await expect(this.page.locator('.monaco-workbench')).toHaveClass(new RegExp(`\\b${className}\\b`));
    }

    /** A picture of the window, kept in `test-results/screenshots`. */
    async screenshot(name: string): Promise<string> {
        const file = path.join(projectFolder, 'test-results/screenshots', `${name}.png`);
        await mkdir(path.dirname(file), { recursive: true });
        await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
        return file;
    }
}
