/** What is said about a run above its rows. */
import type { RunView } from '@flux-scripts/contracts/results-messages';
import { element } from './element';
import { counted, duration, rowsNotice, size, stateWords } from './words';

export interface RunHeader {
    readonly element: HTMLElement;
    /** Shows what is known of the run now. */
    update(run: RunView): void;
    /** Shows the time that a running run takes, in milliseconds. */
    tick(elapsed: number): void;
}

/** The header of one run; its numbers change while it runs, its controls keep the focus. */
export function runHeader(first: RunView, cancel: () => void): RunHeader {
    const state = element('span', { class: 'state', role: 'status' });
    const time = element('dd');
    const rows = element('dd');
    const bytes = element('dd');
    const messages = element('div', { class: 'messages' });
    const button = element('button', { type: 'button', class: 'cancel' }, 'Cancel');
    button.addEventListener('click', () => {
        button.disabled = true;
        cancel();
    });
    const header = element(
        'header',
        { class: 'run' },
        element('div', { class: 'title' }, element('h1', {}, first.script), state, button),
        element(
            'dl',
            {},
            fact('Connection', element('dd', {}, first.connection)),
            fact('Duration', time),
            fact('Rows', rows),
            fact('Size', bytes),
            fact('Params', element('dd', { class: 'params' }, element('code', {}, first.params))),
        ),
        messages,
    );
    let said = '';
    const update = (run: RunView): void => {
        const words = stateWords[run.state];
        if (state.textContent !== words) state.textContent = words;
        state.className = `state ${run.state}`;
        if (run.state !== 'running') button.remove();
        time.textContent = duration(run.elapsedMilliseconds);
        rows.textContent = run.rows.toLocaleString('en-US');
        bytes.textContent = size(run.bytes);
        // Made anew only when they differ: a screen reader would say them again.
        const toSay = JSON.stringify([run.state, run.error, run.notices, run.summary]);
        if (toSay !== said) messages.replaceChildren(...messagesOf(run));
        said = toSay;
    };
    update(first);
    return { element: header, update, tick: (elapsed) => (time.textContent = duration(elapsed)) };
}

function fact(term: string, value: HTMLElement): HTMLElement {
    return element('div', {}, element('dt', {}, term), value);
}

function messagesOf({ state, error, notices, summary }: RunView): HTMLElement[] {
    const found: HTMLElement[] = [];
    if (error) {
        const words = error.serverMessage;
        found.push(
            element(
                'div',
                { class: 'message error', role: 'alert' },
                element('p', {}, error.message),
                words === undefined ? undefined : element('pre', {}, words),
            ),
        );
    }
    if (state === 'cancelled') {
        const came = summary && summary.rows > 0 ? ' The rows that came before are shown.' : '';
        found.push(note(`This run was cancelled.${came}`));
    }
    found.push(...notices.map(note));
    if (summary) {
        const limited = rowsNotice(summary);
        if (limited !== undefined) found.push(note(limited));
        if (state === 'succeeded' && summary.rows === 0) found.push(note(emptyWords(summary.tables)));
    }
    return found;
}

function emptyWords(tables: number): string {
    const came = tables === 0 ? '' : ` (${counted(tables, 'empty table', 'empty tables')})`;
    return `The script ran and returned 0 rows${came}. Check the time range and the filters if you expected some.`;
}

function note(text: string): HTMLElement {
    return element('p', { class: 'message note' }, text);
}
