// Runs inside the extension host: activates each extension that FLUX_SCRIPTS_BENCH_IDS names, in that order, and writes
// to FLUX_SCRIPTS_RESULT_FILE how many milliseconds that took: `total` by our clock, messages to the window included,
// and `own` by VS Code's, which is what "Developer: Startup Performance" shows (loading the bundle, calling and
// finishing `activate`).
'use strict';

const { writeFileSync } = require('node:fs');
const { performance } = require('node:perf_hooks');
const vscode = require('vscode');

const CALM_MS = 5;
const CALM_TURNS = 40;
const PATIENCE_MS = 20_000;

/** A host that is still starting has other things on its mind: waits until timers come in time again. */
async function calm() {
    const deadline = performance.now() + PATIENCE_MS;
    for (let turns = 0; turns < CALM_TURNS && performance.now() < deadline;) {
        const started = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 10));
        turns = performance.now() - started < 10 + CALM_MS ? turns + 1 : 0;
    }
}

/** The row of an extension in VS Code's own table: | id | eager | load | call | finish | event | by |. */
async function ownTime(id) {
    // Only this command makes VS Code ready to write the report.
    await vscode.commands.executeCommand('perfview.show');
    const report = await vscode.workspace.openTextDocument(vscode.Uri.parse('perf:Startup Performance'));
    const row = report
        .getText()
        .split('\n')
        .find((line) => line.startsWith(`| ${id} `));
    if (!row) throw new Error(`VS Code's startup report does not know ${id}:\n${report.getText()}`);
    const [load, call, finish] = row.split('|').slice(3, 6).map(Number);
    return load + call + finish;
}

exports.run = async () => {
    const times = {};
    for (const id of process.env.FLUX_SCRIPTS_BENCH_IDS.split(',')) {
        const extension = vscode.extensions.getExtension(id);
        if (!extension) throw new Error(`${id} is not installed.`);
        if (extension.isActive)
            throw new Error(`${id} was active before it was asked for: nothing can be timed.`);
        await calm();
        const started = performance.now();
        await extension.activate();
        times[id] = { total: performance.now() - started };
    }
    for (const id of Object.keys(times)) times[id].own = await ownTime(id);
    writeFileSync(process.env.FLUX_SCRIPTS_RESULT_FILE, JSON.stringify(times));
};
