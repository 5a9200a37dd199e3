/** The results panel's page: shows one run, and asks the extension for the rows that come into sight. */
import {
    readToWebview,
    type Cursor,
    type FromWebview,
    type RunView,
} from '@flux-scripts/contracts/results-messages';
import { answerTables, type AnswerTables } from './answer-tables';
import { element } from './element';
import { runHeader, type RunHeader } from './run-header';
import { runPicker } from './run-picker';

/** What is shown of a run. A new one is made when another run is picked. */
interface Shown {
    readonly id: number;
    readonly header: RunHeader;
    readonly place: HTMLElement;
    tables: AnswerTables | undefined;
    /** Where the page is that was asked for last. */
    asked: Cursor | undefined;
}

const vscode = acquireVsCodeApi();
const root = document.getElementById('results') ?? document.body;
const picker = runPicker((run) => send({ type: 'show', run }));
const empty = element(
    'p',
    { class: 'message note' },
    'No script was invoked yet. Invoke one from the sidebar or from a Flux file, and its answer appears here.',
);
let shown: Shown | undefined;
/** The shown run while it goes on, and when (by performance.now) it was said how long it took. */
let running: { readonly elapsed: number; readonly at: number } | undefined;

function send(message: FromWebview): void {
    vscode.postMessage(message);
}

function show(runs: readonly RunView[], id: number | undefined): void {
    picker.update(runs, id);
    const run = runs.find((candidate) => candidate.id === id);
    running =
        run?.state === 'running' ? { elapsed: run.elapsedMilliseconds, at: performance.now() } : undefined;
    if (!run) {
        shown = undefined;
        root.replaceChildren(empty);
        return;
    }
    if (shown?.id === run.id) shown.header.update(run);
    else {
        const header = runHeader(run, () => send({ type: 'cancel', run: run.id }));
        const place = element('div');
        shown = { id: run.id, header, place, tables: undefined, asked: undefined };
        root.replaceChildren(picker.element, header.element, place);
    }
    if (run.state !== 'running' && (run.summary?.keptTables ?? 0) > 0) showTables(shown);
}

/** The rows are asked for once the run is over: only then are all group keys known. */
function showTables(current: Shown): void {
    if (current.tables) return;
    const ask = (from: Cursor): void => {
        current.asked = from;
        send({ type: 'page', run: current.id, from });
    };
    current.tables = answerTables(ask);
    current.place.replaceChildren(current.tables.element);
    ask({ table: 0, row: 0 });
}

/** Whether a page is the one that was asked for last; a later run or a repeated answer is not. */
function isAwaited(run: number, from: Cursor): boolean {
    const asked = shown?.id === run ? shown.asked : undefined;
    return asked?.table === from.table && asked.row === from.row;
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToWebview(event.data);
    switch (message?.type) {
        case 'runs':
            show(message.runs, message.shown);
            break;
        case 'page':
        case 'noPage':
            if (!shown || !isAwaited(message.run, message.from)) break;
            shown.asked = undefined;
            if (message.type === 'page') shown.tables?.append(message.page);
            else shown.tables?.fail(message.message);
            break;
        case undefined:
            break;
    }
});

setInterval(() => {
    if (running) shown?.header.tick(running.elapsed + performance.now() - running.at);
}, 100);

root.replaceChildren(empty);
send({ type: 'ready' });
