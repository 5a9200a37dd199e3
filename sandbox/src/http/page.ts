import { ApiError } from './api-error';

export interface Page {
    readonly offset: number;
    readonly limit: number;
}

/**
 * Reads `limit` and `offset`. A missing or zero limit is the usual one. Throws InfluxDB's 400 for what is no unsigned
 * number, whose body carries a numeric code, and a 400 for a limit above `most`.
 */
export function readPage(query: URLSearchParams, { usual, most }: { usual: number; most: number }): Page {
    const limit = readUnsigned(query, 'limit') || usual;
    if (limit > most) throw new ApiError('invalid', `limit must be between 0 and ${most}`);
    return { limit, offset: readUnsigned(query, 'offset') };
}

function readUnsigned(query: URLSearchParams, name: string): number {
    const text = query.get(name) ?? '0';
    if (/^\d{1,15}$/.test(text)) return Number(text);
    const reason = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
    const message = `parsing field "${name}": strconv.ParseUint: parsing ${JSON.stringify(text)}: ${reason}`;
    throw new ApiError('invalid', message, { body: { code: 3, message, details: [] } });
}
