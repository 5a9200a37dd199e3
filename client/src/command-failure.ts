/** What a failed command shows. Pure, so that every kind of failure can be tested without VS Code. */
import { InfluxDbError, type InfluxDbErrorKind } from './influxdb/scripts-api';
import { UserError, type MessageAction } from './user-error';

export interface Failure {
    readonly severity: 'warning' | 'error';
    readonly message: string;
    readonly actions: readonly MessageAction[];
    /** A defect of ours: it is logged with its stack. */
    readonly unexpected: boolean;
}

const showLog: MessageAction = { title: 'Show Log', command: 'fluxScripts.showLog' };

/** What to show for an error of a command; undefined when the person cancelled. */
export function describeFailure(error: unknown): Failure | undefined {
    if (isCancellation(error)) return undefined;
    if (error instanceof UserError) {
        return { severity: 'warning', message: error.message, actions: error.actions, unexpected: false };
    }
    if (error instanceof InfluxDbError) {
        return { severity: 'error', message: error.message, actions: actionsFor(error), unexpected: false };
    }
    const words = error instanceof Error ? error.message : String(error);
    return {
        severity: 'error',
        message: `Something in Flux Scripts went wrong: ${words}. Nothing else was done; the log has the details.`,
        actions: [showLog],
        unexpected: true,
    };
}

/** The buttons that fit a failed request. */
function actionsFor(error: InfluxDbError): readonly MessageAction[] {
    const onConnection = error.connectionId === undefined ? [] : [error.connectionId];
    const byKind: Partial<Record<InfluxDbErrorKind, MessageAction>> = {
        unauthorized: {
            title: 'Enter New Token…',
            command: 'fluxScripts.enterToken',
            arguments: onConnection,
        },
        offline: { title: 'Test Connection', command: 'fluxScripts.testConnection', arguments: onConnection },
        tls: { title: 'Test Connection', command: 'fluxScripts.testConnection', arguments: onConnection },
        'no-scripts-api': { title: 'Use Connection', command: 'fluxScripts.useConnection' },
        'script-not-found': { title: 'Refresh Scripts', command: 'fluxScripts.refresh' },
    };
    const action = byKind[error.kind];
    return action ? [action] : [showLog];
}

function isCancellation(error: unknown): boolean {
    if (error instanceof InfluxDbError) return error.kind === 'cancelled';
    // vscode.CancellationError and an aborted signal's reason are known by their names.
    return error instanceof Error && ['CancellationError', 'AbortError', 'Canceled'].includes(error.name);
}
