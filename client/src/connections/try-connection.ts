import * as vscode from 'vscode';
import { createScriptsApi, type ScriptsApiOptions } from '../influxdb/create-scripts-api';
import { InfluxDbError } from '../influxdb/scripts-api';
import { inertMessage } from '../inert-message';
import { withCancellableProgress } from '../progress';

/** What the person wants to do about a connection that does not work. */
export type Remedy = 'correct' | 'accept-certificate' | 'save-anyway' | 'leave';

export type Trial =
    | { readonly works: true; readonly scripts: number }
    | { readonly works: false; readonly error: InfluxDbError };

/**
 * Tries a server, token and organization by listing the scripts: a narrow token may do that where it may not list
 * organizations. With progress; cancelling it is an error of kind `cancelled`.
 */
export async function tryConnection(options: ScriptsApiOptions): Promise<Trial> {
    const { host } = new URL(options.url);
    try {
        const scripts = await withCancellableProgress(`Connecting to ${host}`, (signal) =>
            createScriptsApi(options).list(signal),
        );
        return { works: true, scripts: scripts.length };
    } catch (error) {
        if (error instanceof InfluxDbError) return { works: false, error };
        throw error;
    }
}

/**
 * Says what is wrong, in full, and asks what to do. A modal, because it is long and needs an answer.
 * @param correctable `token`: only the token can be changed here, so a certificate cannot be accepted.
 */
export async function askRemedy(error: InfluxDbError, correctable: 'all' | 'token' = 'all'): Promise<Remedy> {
    const correct = 'Go Back and Correct';
    const accept = 'Accept This Certificate';
    const save = 'Save Anyway';
    const picked = await vscode.window.showWarningMessage(
        error.kind === 'cancelled' ? 'The connection was not tested.' : 'This connection does not work yet.',
        {
            modal: true,
            detail:
                error.kind === 'cancelled'
                    ? 'You cancelled the test before it had ended.'
                    : inertMessage(error.message),
        },
        ...(error.kind === 'tls' && correctable === 'all' ? [accept] : []),
        correct,
        save,
    );
    if (picked === correct) return 'correct';
    if (picked === accept) return 'accept-certificate';
    return picked === save ? 'save-anyway' : 'leave';
}
