import { InfluxDbError } from './scripts-api';

const certificateCodes = new Set([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_UNTRUSTED',
    'CERT_REVOKED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Puts a request that got no answer into words. Never quotes the platform's own message: it can hold the headers, and
 * with them the token.
 * @param origin scheme, host and port that were asked.
 */
export function explainFailure(error: unknown, origin: string): InfluxDbError {
    if (error instanceof InfluxDbError) return error;
    if (isRedirect(error)) {
        return new InfluxDbError(
            'redirect',
            `${origin} answered with a redirect to another address. It was not followed, and nothing was sent there. Use the server's final URL in the connection.`,
        );
    }
    const code = codeOf(error);
    const certificate = certificateCodes.has(code);
    if (certificate) {
        return new InfluxDbError(
            'tls',
            `The certificate of ${origin} is not trusted (${reasonOfCertificate(code)}). Nothing was sent. If this server is yours and signs its own certificate, accept that in the connection.`,
        );
    }
    if (isForbiddenPort(error)) {
        return new InfluxDbError(
            'offline',
            `${origin} has a port that is kept for other services, so nothing was sent there. Check the port in the URL: InfluxDB's own is 8086, and 443 in InfluxDB Cloud.`,
        );
    }
    return new InfluxDbError(...explainCode(code, origin));
}

type Explanation = [kind: 'offline' | 'timeout' | 'not-influxdb', message: string];

function explainCode(code: string, origin: string): Explanation {
    switch (code) {
        case 'ECONNREFUSED':
            return [
                'offline',
                `Nothing accepts connections at ${origin}. Check the URL and its port, and that the server runs.`,
            ];
        case 'ENOTFOUND':
        case 'EAI_AGAIN':
            return [
                'offline',
                `The name in ${origin} could not be found. Check the URL for a typing error, and your network connection.`,
            ];
        case 'ECONNRESET':
        case 'EPIPE':
        case 'UND_ERR_SOCKET':
            return [
                'offline',
                `${origin} closed the connection before it had answered completely. It may be restarting; try again. After a change, look first whether it was made.`,
            ];
        case 'ETIMEDOUT':
        case 'UND_ERR_CONNECT_TIMEOUT':
        case 'UND_ERR_HEADERS_TIMEOUT':
        case 'UND_ERR_BODY_TIMEOUT':
            return [
                'timeout',
                `${origin} did not answer in time. Check your network connection and try again.`,
            ];
        case 'EPROTO':
        case 'ERR_SSL_WRONG_VERSION_NUMBER':
            return [
                'not-influxdb',
                `${origin} does not speak TLS on this port. If the server is on your own network and has no certificate, use http:// in the URL.`,
            ];
        default:
            if (code.startsWith('HPE_')) {
                return [
                    'not-influxdb',
                    `${origin} answered with something that is not HTTP. Check the URL: an InfluxDB server was expected there.`,
                ];
            }
            return [
                'offline',
                `${origin} could not be reached (${code === '' ? 'no reason was given' : code}). Check the URL, your network connection and VS Code's proxy settings.`,
            ];
    }
}

function reasonOfCertificate(code: string): string {
    if (code === 'CERT_HAS_EXPIRED') return 'it has expired';
    if (code === 'CERT_NOT_YET_VALID') return 'it is not valid yet';
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'it was made for another host name';
    return 'no known authority signed it';
}

function isRedirect(error: unknown): boolean {
    const cause = causeOf(error);
    return cause instanceof Error && cause.message === 'unexpected redirect';
}

/** The fetch standard refuses some ports before anything is sent (https://fetch.spec.whatwg.org/#bad-port). */
function isForbiddenPort(error: unknown): boolean {
    const cause = causeOf(error);
    return cause instanceof Error && cause.message === 'bad port';
}

/** The code of an error, of its cause or of the first of several attempts; empty when there is none. */
function codeOf(error: unknown): string {
    const seen = [error, causeOf(error)];
    for (const candidate of seen) {
        if (candidate instanceof AggregateError) seen.push(...(candidate.errors as unknown[]));
        if (typeof candidate === 'object' && candidate !== null && 'code' in candidate) {
            if (typeof candidate.code === 'string') return candidate.code;
        }
    }
    return '';
}

function causeOf(error: unknown): unknown {
    return error instanceof Error ? error.cause : undefined;
}
