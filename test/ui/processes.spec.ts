import { markedProcesses } from '../harness/marked-processes.mjs';
import { expect, test } from './fixtures';
import { Workbench } from './pages/workbench';

/** The process ids of one of our programs in this run's VS Code. */
function processesOf(marker: string, program: string): number[] {
    return markedProcesses(marker)
        .filter(({ command }) => command.includes(`dist/${program}`))
        .map(({ pid }) => pid);
}

/** Waits for exactly one process of a program, other than the one that was there before. */
async function onlyProcess(marker: string, program: string, before = 0): Promise<number> {
    let found: number[] = [];
    await expect
        .poll(() => {
            found = processesOf(marker, program).filter((pid) => pid !== before);
            return found.length;
        })
        .toBe(1);
    return found[0] ?? 0;
}

test('the language server is started by the first Flux document, survives crashes, and asks when they go on', async ({
    workbench,
    vscode,
}) => {
    const { editor, problems, notifications } = workbench;
    await workbench.openView('Flux Scripts');
    await expect(workbench.tree.item(/^Script getLastPoint/)).toBeVisible();
    expect(processesOf(vscode.marker, 'server.js')).toEqual([]);

    await editor.openFile('filter-and-group.flux');
    let server = await onlyProcess(vscode.marker, 'server.js');
    // A new count shows that the new server has read the text, not that the old one's answer still stands.
    const expectErrors = async (count: number) => {
        await editor.replaceAll(Array.from({ length: count }, (_, at) => `x${at} = 1 + "a"\n`).join(''));
        await problems.expectCount(count, 0);
    };
    await expectErrors(1);
    for (let crash = 1; crash <= 3; crash++) {
        process.kill(server, 'SIGKILL');
        server = await onlyProcess(vscode.marker, 'server.js', server);
        await expectErrors(crash + 1);
    }
    process.kill(server, 'SIGKILL');
    const toast = /The Flux language server keeps ending/;
    await expect(notifications.toast(toast)).toBeVisible();
    await workbench.screenshot('language-server-keeps-ending');
    await notifications.choose(toast, 'Restart');
    await onlyProcess(vscode.marker, 'server.js', server);
    await expectErrors(6);
});

test('two windows share one sandbox, and either of them starts it again', async ({
    workbench,
    vscode,
    workspace,
}) => {
    await workbench.openView('Flux Scripts');
    await expect(workbench.tree.item(/^Script getLastPoint/)).toBeVisible();
    const first = await onlyProcess(vscode.marker, 'sandbox.js');

    const page = await workbench.page.context().newPage();
    const second = new Workbench(page, vscode, workspace);
    await second.open();
    await second.openView('Flux Scripts');
    await expect(second.tree.item(/^Script getLastPoint/)).toBeVisible();
    expect(await onlyProcess(vscode.marker, 'sandbox.js')).toBe(first);

    process.kill(first, 'SIGKILL');
    await second.runCommand('Flux Scripts: Refresh Scripts');
    const again = await onlyProcess(vscode.marker, 'sandbox.js', first);
    await expect(second.tree.item(/^Script getLastPoint/)).toBeVisible();
    await workbench.page.bringToFront();
    await workbench.runCommand('Flux Scripts: Refresh Scripts');
    await workbench.tree.expand(/^Script getLastPoint/);
    await expect(workbench.tree.item(/^Parameter mybucket/)).toBeVisible();
    expect(await onlyProcess(vscode.marker, 'sandbox.js')).toBe(again);
});
