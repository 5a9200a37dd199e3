/** What is answered without a token: whether the server is there. Nothing else can be learned from it. */
import type { Answer, Call } from './call';

export function health(): Answer {
    return {
        status: 200,
        json: { name: 'sandbox', message: 'ready for queries and writes', status: 'pass', checks: [] },
    };
}

export function ping({ response }: Call): Answer {
    response.setHeader('X-Influxdb-Build', 'sandbox');
    return { status: 204 };
}
