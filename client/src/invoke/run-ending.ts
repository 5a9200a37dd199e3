/** How a run ended, in a few words for the status bar and the log: counts only. No `vscode` in here. */
import type { RunView } from '@flux-scripts/contracts/results-messages';

/** For example `6 rows in 0.2 s`, `cancelled after 3.1 s`. */
export function runEnding(run: Pick<RunView, 'state' | 'rows' | 'elapsedMilliseconds'>): string {
    const seconds = `${(run.elapsedMilliseconds / 1000).toFixed(1)} s`;
    const rows = run.rows === 1 ? '1 row' : `${run.rows === 0 ? 'no' : run.rows} rows`;
    switch (run.state) {
        case 'succeeded':
            return `${rows} in ${seconds}`;
        case 'failed':
            return run.rows === 0 ? `failed after ${seconds}` : `failed after ${seconds}, ${rows} came`;
        case 'cancelled':
            return run.rows === 0 ? `cancelled after ${seconds}` : `cancelled after ${seconds}, ${rows} came`;
        case 'running':
            return `running for ${seconds}`;
    }
}
