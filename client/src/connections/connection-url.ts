import net from 'node:net';

export type ConnectionUrl =
    | {
          readonly ok: true;
          /** Scheme, host and port, without a trailing slash. */
          readonly origin: string;
          /** Something that the person should know, but that does not stand in the way. */
          readonly warning?: string;
      }
    | { readonly ok: false; readonly problem: string };

/**
 * Reads the URL of a server as a person types or pastes it. Only scheme, host and port are kept; http is accepted with
 * a warning when the host is not on the person's own machine or network.
 */
export function parseConnectionUrl(text: string): ConnectionUrl {
    const trimmed = text.trim();
    if (trimmed === '')
        return problem('Enter the URL of the server, for example https://influxdb.example.com:8086.');
    if (!/^https?:\/\//i.test(trimmed)) return problem('The URL must begin with https:// or http://.');
    let url: URL;
    try {
        url = new URL(trimmed);
    } catch {
        return problem('This is not a URL. It looks like https://influxdb.example.com:8086.');
    }
    if (url.username !== '' || url.password !== '') {
        return problem(
            'Leave out the user name and password: the connection uses a token, which is asked for next.',
        );
    }
    const { origin } = url;
    const warning = warningFor(url);
    return warning === undefined ? { ok: true, origin } : { ok: true, origin, warning };
}

function warningFor(url: URL): string | undefined {
    if (url.protocol === 'http:' && !isOwnNetwork(url.hostname)) {
        return `The token will travel to ${url.host} unencrypted, and anybody on the way can read it. Use https:// when the server has it.`;
    }
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
        return `Only ${url.origin} is used; what follows it is left out.`;
    }
    return undefined;
}

function problem(words: string): ConnectionUrl {
    return { ok: false, problem: words };
}

const ownAddresses = new net.BlockList();
ownAddresses.addSubnet('127.0.0.0', 8, 'ipv4');
ownAddresses.addSubnet('10.0.0.0', 8, 'ipv4');
ownAddresses.addSubnet('172.16.0.0', 12, 'ipv4');
ownAddresses.addSubnet('192.168.0.0', 16, 'ipv4');
ownAddresses.addSubnet('169.254.0.0', 16, 'ipv4');
ownAddresses.addAddress('::1', 'ipv6');
ownAddresses.addSubnet('fc00::', 7, 'ipv6');
ownAddresses.addSubnet('fe80::', 10, 'ipv6');

/** True for loopback, private addresses and names that no public name server knows. */
function isOwnNetwork(hostname: string): boolean {
    const host = hostname.replace(/^\[|\]$/g, '');
    const family = net.isIP(host);
    if (family !== 0) return ownAddresses.check(host, family === 4 ? 'ipv4' : 'ipv6');
    return !host.includes('.') || /\.(localhost|local|lan|internal|home\.arpa)$/.test(host);
}
