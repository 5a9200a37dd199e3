import type { ChangeEvent } from '../change-emitter';
import type { ScriptsApi } from '../influxdb/scripts-api';
import type { Connection } from './connection';

/** What the other rooms see of the connections: who there is, which is active, and a client for one. */
export interface Connections {
    readonly onDidChange: ChangeEvent<void>;
    all(): readonly Connection[];
    /** The workspace's active connection, or undefined when none is chosen or it is gone. */
    active(): Connection | undefined;
    /**
     * A client for a connection. Starts the sandbox when it is the sandbox. Rejects with InfluxDbError: no token
     * (`unauthorized`), sandbox does not start (`offline`), the signal was aborted while it starts (`cancelled`).
     */
    apiFor(connection: Connection, signal?: AbortSignal): Promise<ScriptsApi>;
}
