/**
 * The organization that a link belongs to. This is the one place of this room that knows that a sandbox exists.
 * No `vscode`.
 */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { Connection } from '../connections/connection';
import type { Remote } from './ports';

export interface LinkIdentity {
    /** `host/orgID` of a server, `sandbox` of the sandbox: its port and its organization are made anew at a start. */
    readonly key: string;
    /** Whether links to it go into `flux-scripts.json`, which a team shares, or stay on this machine. */
    readonly shared: boolean;
    /** The organization's id as far as it is known. */
    readonly orgID: string | undefined;
}

/**
 * Where links of this connection belong.
 * @param orgID as a script of this connection says it; the connection itself often holds a name, or nothing.
 */
export function linkIdentity(connection: Connection, orgID: string | undefined): LinkIdentity {
    if (connection.kind === 'sandbox') return { key: 'sandbox', shared: false, orgID };
    const organization = orgID ?? connection.organization ?? '';
    return { key: `${new URL(connection.url).host}/${organization}`, shared: true, orgID };
}

/** The organization's id, from any script of the connection, or from the connection when it holds an id. */
export function knownOrgID(connection: Connection, scripts: readonly Script[]): string | undefined {
    const said = scripts.find((script) => script.orgID !== undefined)?.orgID;
    if (said !== undefined) return said;
    const { organization } = connection;
    return organization !== undefined && /^[0-9a-f]{16}$/.test(organization) ? organization : undefined;
}

/**
 * Where links of a connection belong; asks the server for its scripts when only they can say it. InfluxDbError.
 * @param keys keys that a file has links for: in an organization without any script left, they are all that is known
 */
export async function identityOf(
    remote: Pick<Remote, 'connection' | 'scripts'>,
    keys: readonly string[] = [],
): Promise<LinkIdentity> {
    const { connection } = remote;
    const known = linkIdentity(connection, knownOrgID(connection, []));
    if (!known.shared || known.orgID !== undefined) return known;
    const host = `${new URL(connection.url).host}/`;
    const [onlyKey, ...more] = keys.filter((key) => key.startsWith(host));
    const linked = onlyKey !== undefined && more.length === 0 ? onlyKey.slice(host.length) : undefined;
    return linkIdentity(connection, knownOrgID(connection, await remote.scripts()) ?? linked);
}
