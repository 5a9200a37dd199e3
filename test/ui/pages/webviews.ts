import type { FrameLocator, Page } from '@playwright/test';

/** What an extension draws itself. VS Code puts each into a frame within a frame. */
export class Webviews {
    constructor(private readonly page: Page) {}

    /** The one in a view of the side bar or the panel. */
    view(): FrameLocator {
        return this.page
            .frameLocator('iframe.webview.ready[src*="purpose=webviewView"]')
            .frameLocator('#active-frame');
    }

    /** The one in an editor's place. */
    panel(): FrameLocator {
        return this.page
            .frameLocator('iframe.webview.ready:not([src*="purpose=webviewView"])')
            .frameLocator('#active-frame');
    }
}
