/**
 * A name for a new connection: the organization and the host's first parts, told apart from the names that exist.
 * @param url scheme, host and port.
 */
export function connectionName(
    url: string,
    organization: string | undefined,
    taken: readonly string[],
): string {
    const { host } = new URL(url);
    const place = host.replace(/\.cloud2\.influxdata\.com$/, '');
    const name = organization === undefined ? place : `${organization} (${place})`;
    for (let number = 1; ; number++) {
        const candidate = number === 1 ? name : `${name} ${number}`;
        if (!taken.includes(candidate)) return candidate;
    }
}
