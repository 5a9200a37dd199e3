import type { InfluxDbErrorKind } from '../influxdb/scripts-api';

/** What an error node of the tree says in a few words; the whole message is in its tooltip. */
export const errorWords: Readonly<Record<InfluxDbErrorKind, string>> = {
    offline: 'Not reachable',
    tls: 'Certificate not trusted',
    timeout: 'No answer in time',
    cancelled: 'Cancelled',
    redirect: 'Redirects to another address',
    unauthorized: 'Token refused',
    'no-scripts-api': 'No API for invokable scripts here',
    'script-not-found': 'Script not found',
    'bucket-not-found': 'Bucket not found',
    'name-taken': 'Name taken',
    invalid: 'Request refused',
    'rate-limited': 'Too many requests',
    unavailable: 'Server cannot answer now',
    'not-influxdb': 'Not an InfluxDB answer',
};
