import type { FrameLocator, Locator } from '@playwright/test';

/** One Flux table as the panel shows it. */
export interface ShownTable {
    readonly caption: string;
    /** Each row as column name to the text in its cell. */
    readonly rows: readonly Readonly<Record<string, string>>[];
}

/** The results panel at the bottom. */
export class Results {
    readonly state: Locator;
    readonly script: Locator;
    readonly header: Locator;
    readonly error: Locator;

    constructor(private readonly frame: FrameLocator) {
        this.state = frame.getByRole('status');
        this.script = frame.getByRole('heading', { level: 1 });
        this.header = frame.locator('header.run');
        this.error = frame.getByRole('alert').first();
    }

    /** Every table in sight, read cell by cell. */
    async tables(): Promise<ShownTable[]> {
        const tables = await this.frame.getByRole('table').all();
        return Promise.all(tables.map((table) => table.evaluate(readTable)));
    }
}

/** Runs in the page. */
function readTable(table: SVGElement | HTMLElement): ShownTable {
    const texts = (selector: string, within: ParentNode = table): string[] =>
        [...within.querySelectorAll(selector)].map((cell) => cell.textContent.trim());
    const names = texts('thead th:not(.number)');
    return {
        caption: texts('caption').join(' '),
        rows: [...table.querySelectorAll('tbody tr')].map((row) => {
            const cells = texts('td', row);
            return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
        }),
    };
}
