/** The tables of an answer, put below each other page by page. */
import type { AnswerPage, Cursor, TableSlice } from '@flux-scripts/contracts/results-messages';
import { element } from './element';
import { isNumeric, resultTitle, tableSize, tableTitle } from './words';

export interface AnswerTables {
    readonly element: HTMLElement;
    /** Puts the next page below what is there. */
    append(page: AnswerPage): void;
    /** The next page cannot be had: says why, below the rows that are there. */
    fail(message: string): void;
}

/** @param ask asks for the rows from a place on; the answer comes by `append` or `fail` */
export function answerTables(ask: (from: Cursor) => void): AnswerTables {
    const results = element('div', { class: 'results' });
    const more = element('button', { type: 'button', class: 'more', hidden: '' }, 'Show more rows');
    const problem = element('p', { class: 'message error', role: 'alert', hidden: '' });
    const main = element('main', {}, results, problem, more);
    let next: Cursor | undefined;
    let result: { readonly name: string; readonly section: HTMLElement } | undefined;
    let table: { readonly index: number; readonly body: HTMLElement } | undefined;

    const askForNext = (): void => {
        if (!next) return;
        const from = next;
        next = undefined;
        more.disabled = true;
        ask(from);
    };
    more.addEventListener('click', askForNext);
    // What is scrolled into sight loads by itself; the button is for keyboards.
    const sight = new IntersectionObserver(
        (entries) => {
            if (entries.some((entry) => entry.isIntersecting)) askForNext();
        },
        { rootMargin: '400px' },
    );
    sight.observe(more);

    const appendSlice = (slice: TableSlice): void => {
        if (result?.name !== slice.result) {
            result = { name: slice.result, section: resultSection(slice.result) };
            results.append(result.section);
        }
        if (table?.index !== slice.index) {
            const made = emptyTable(slice);
            table = { index: slice.index, body: made.body };
            result.section.append(made.element);
        }
        table.body.append(...slice.rows.map((cells, at) => tableRow(slice.firstRow + at + 1, cells)));
    };
    return {
        element: main,
        append: (page) => {
            problem.hidden = true;
            for (const slice of page.slices) appendSlice(slice);
            next = page.next;
            more.disabled = false;
            more.hidden = next === undefined;
            // Observing anew reports again, when the button is still in sight after short tables.
            sight.unobserve(more);
            if (next) sight.observe(more);
        },
        fail: (message) => {
            problem.textContent = message;
            problem.hidden = false;
            more.hidden = true;
        },
    };
}

function resultSection(result: string): HTMLElement {
    const title = resultTitle(result);
    return element('section', { 'aria-label': title }, element('h2', {}, title));
}

function emptyTable(slice: TableSlice): { element: HTMLElement; body: HTMLElement } {
    const title = tableTitle(slice);
    const body = element('tbody');
    const caption = element('caption', {}, element('span', { class: 'key' }, title));
    if (slice.keyIsInferred && slice.key.length > 0) {
        const hint =
            'The answer does not carry its group key. These columns have one value in each table and tell the tables apart.';
        caption.append(' ', element('span', { class: 'inferred', title: hint }, '(key inferred)'));
    }
    caption.append(' ', element('span', { class: 'count' }, tableSize(slice)));
    const head = element(
        'tr',
        {},
        element('th', { scope: 'col', class: 'number' }, '#'),
        ...slice.columns.map(({ name, datatype }) => element('th', { scope: 'col', title: datatype }, name)),
    );
    const table = element('table', {}, caption, element('thead', {}, head), body);
    // The region scrolls sideways, and arrow keys scroll only what has the focus.
    const attributes = { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title };
    return { element: element('div', attributes, table), body };
}

function tableRow(number: number, cells: readonly string[]): HTMLElement {
    return element(
        'tr',
        {},
        element('th', { scope: 'row', class: 'number' }, String(number)),
        ...cells.map((cell) => element('td', isNumeric(cell) ? { class: 'numeric' } : {}, cell)),
    );
}
