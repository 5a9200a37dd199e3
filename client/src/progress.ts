import * as vscode from 'vscode';
import { inertMessage } from './inert-message';

/**
 * Runs something that waits, with a notification that has a Cancel button. The signal is aborted when the person
 * cancels; `report` changes the text beside the title.
 */
export function withCancellableProgress<T>(
    title: string,
    run: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
    const options = {
        location: vscode.ProgressLocation.Notification,
        title: inertMessage(title),
        cancellable: true,
    };
    return Promise.resolve(
        vscode.window.withProgress(options, async (progress, cancellation) => {
            const controller = new AbortController();
            const subscription = cancellation.onCancellationRequested(() => controller.abort());
            try {
                return await run(controller.signal, (message) =>
                    progress.report({ message: inertMessage(message) }),
                );
            } finally {
                subscription.dispose();
            }
        }),
    );
}
