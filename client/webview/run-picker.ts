import type { RunView } from '@flux-scripts/contracts/results-messages';
import { element } from './element';
import { stateWords } from './words';

export interface RunPicker {
    readonly element: HTMLElement;
    update(runs: readonly RunView[], shown: number | undefined): void;
}

/** Chooses among the runs that are kept; hidden while there is only one. */
export function runPicker(pick: (run: number) => void): RunPicker {
    const select = element('select', { id: 'run' });
    select.addEventListener('change', () => pick(Number(select.value)));
    const picker = element('div', { class: 'picker' }, element('label', { for: 'run' }, 'Run'), select);
    let known = '';
    return {
        element: picker,
        update: (runs, shown) => {
            picker.hidden = runs.length < 2;
            const choices = picker.hidden ? [] : runs;
            const options = choices.map((run) => ({ value: String(run.id), text: optionText(run) }));
            // Made anew only when it differs: an open list would close.
            const now = JSON.stringify(options);
            if (now !== known) {
                known = now;
                select.replaceChildren(
                    ...options.map(({ value, text }) => element('option', { value }, text)),
                );
            }
            if (shown !== undefined) select.value = String(shown);
        },
    };
}

function optionText({ startedAt, script, connection, state }: RunView): string {
    const time = new Date(startedAt).toLocaleTimeString();
    const ending = state === 'succeeded' ? [] : [stateWords[state].toLowerCase()];
    return [time, script, connection, ...ending].join(' · ');
}
