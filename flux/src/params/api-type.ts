import type { ApiType } from '@flux-scripts/contracts/scripts-api';

const named = new Set<ApiType>(['bool', 'duration', 'float', 'int', 'string', 'time', 'uint']);

/** The scripts API's name for a Flux type. Records, arrays, open types and what it has no name for are `any`. */
export function apiTypeOf(fluxType: string | undefined): ApiType {
    return named.has(fluxType as ApiType) ? (fluxType as ApiType) : 'any';
}
