import * as vscode from 'vscode';

const otherId = 'influxdata.flux';
const saidKey = 'fluxScripts.saidOtherFluxExtension';

/**
 * InfluxData's archived extension reports every `params` as an error. When it is enabled beside us, say so once and
 * offer to turn it off.
 */
export async function mentionOtherFluxExtension(memory: vscode.Memento): Promise<void> {
    if (!vscode.extensions.getExtension(otherId) || memory.get(saidKey)) return;
    await memory.update(saidKey, true);
    const disable = 'Open Its Page';
    const picked = await vscode.window.showInformationMessage(
        'The extension "Flux" by InfluxData is enabled too. It reports every use of `params` as an error: those errors are not from Flux Scripts. Disable it to see only ours.',
        disable,
    );
    // An extension cannot disable another one; its page has the button.
    if (picked === disable) await vscode.commands.executeCommand('extension.open', otherId);
}
