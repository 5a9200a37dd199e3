/** A connection: an InfluxDB server and, where it is needed, an organization. Its token lives elsewhere. */
export interface Connection {
    /** Random; names the connection's file and its token. The sandbox's is `sandbox`. */
    readonly id: string;
    readonly kind: 'server' | 'sandbox';
    /** What the person reads. */
    readonly name: string;
    /** Scheme, host and port without a trailing slash. The sandbox's changes at every start. */
    readonly url: string;
    /** Organization name or id, when one was given. */
    readonly organization?: string;
    /** Accept a certificate that no known authority signed: an explicit choice for this connection. */
    readonly acceptSelfSignedCertificate?: boolean;
}
