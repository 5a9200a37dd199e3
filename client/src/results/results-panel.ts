import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { readFromWebview, type FromWebview, type ToWebview } from '@flux-scripts/contracts/results-messages';
import { panelHtml } from './panel-html';
import type { Run, Runs } from './runs';

export const resultsView = 'fluxScripts.results';

/** While answers are read the panel is told so often at most. */
const progressMilliseconds = 150;

/**
 * The panel at the bottom. The runs are kept here in the extension, so that the page can be thrown away and made again
 * at any time; it asks for the rows that it shows.
 */
export class ResultsPanel implements vscode.WebviewViewProvider, vscode.Disposable {
    readonly #subscriptions: { dispose(): unknown }[] = [];
    #view: vscode.WebviewView | undefined;
    #shown: number | undefined;
    #timer: NodeJS.Timeout | undefined;
    /** The states that the page knows; a change of these is told at once. */
    #toldStates = '';

    constructor(
        private readonly extensionUri: vscode.Uri,
        private readonly runs: Runs,
        private readonly log: vscode.LogOutputChannel,
    ) {
        this.#subscriptions.push(
            // Rows and scroll position would be lost with every click on another panel.
            vscode.window.registerWebviewViewProvider(resultsView, this, {
                webviewOptions: { retainContextWhenHidden: true },
            }),
            runs.onDidChange(() => this.#changed()),
        );
    }

    dispose(): void {
        clearTimeout(this.#timer);
        for (const subscription of this.#subscriptions) subscription.dispose();
    }

    resolveWebviewView(view: vscode.WebviewView): void {
        const folder = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
        const { webview } = view;
        webview.options = { enableScripts: true, localResourceRoots: [folder] };
        webview.onDidReceiveMessage((message: unknown) => {
            const known = readFromWebview(message);
            if (known) void this.#receive(known);
            else this.log.warn('The results panel sent a message that is not known.');
        });
        view.onDidDispose(() => (this.#view = undefined));
        this.#view = view;
        webview.html = panelHtml({
            cspSource: webview.cspSource,
            nonce: randomBytes(16).toString('base64url'),
            scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.js')).toString(),
            styleUri: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'results.css')).toString(),
        });
    }

    /** Brings the panel to the front and shows a run. The focus stays where it is, unless `focus` is set. */
    async reveal(run?: Run, focus = false): Promise<void> {
        if (run) this.#shown = run.id;
        this.#tellRuns();
        await vscode.commands.executeCommand(`${resultsView}.focus`, { preserveFocus: !focus });
    }

    async #receive(message: FromWebview): Promise<void> {
        switch (message.type) {
            case 'ready':
                this.#tellRuns();
                break;
            case 'show':
                this.#shown = message.run;
                this.#tellRuns();
                break;
            case 'cancel':
                this.runs.find(message.run)?.cancel();
                break;
            case 'page':
                await this.#sendPage(message);
                break;
        }
    }

    async #sendPage({ run, from }: Extract<FromWebview, { type: 'page' }>): Promise<void> {
        try {
            const page = await this.runs.find(run)?.page(from);
            if (page) this.#tell({ type: 'page', run, from, page });
            else this.#tell({ type: 'noPage', run, from, message: 'This run is no longer kept.' });
        } catch (error) {
            const message = error instanceof Error ? error.message : String(error);
            this.#tell({ type: 'noPage', run, from, message });
        }
    }

    #changed(): void {
        const states = this.runs.all.map((run) => `${run.id}${run.state}`).join();
        if (states !== this.#toldStates) {
            this.#toldStates = states;
            this.#tellRuns();
        } else this.#timer ??= setTimeout(() => this.#tellRuns(), progressMilliseconds);
    }

    #tellRuns(): void {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        const runs = this.runs.all.map((run) => run.view());
        const shown = runs.find((run) => run.id === this.#shown)?.id ?? runs[0]?.id;
        this.#tell({ type: 'runs', runs, ...(shown !== undefined && { shown }) });
    }

    #tell(message: ToWebview): void {
        void this.#view?.webview.postMessage(message);
    }
}
