/** Values that look like measurements and depend only on what they are of and when: the same in every process. */

/** A number in [0, 1) for a name and an index; like chance, but always the same. */
export function noise(name: string, index: number): number {
    // FNV-1a over the name, then a finalizer that spreads neighbouring indexes (constants of MurmurHash3's).
    let hash = 0x811c9dc5;
    for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    hash = Math.imul(hash ^ index, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
    return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** A daily curve around `base` with noise, rounded to two decimals. `minute` counts since 1970. */
export function dailyCurve(
    name: string,
    minute: number,
    { base, swing, jitter }: { base: number; swing: number; jitter: number },
): number {
    const phase = noise(name, -1) * 2 * Math.PI;
    const day = Math.sin((minute / 1440) * 2 * Math.PI + phase);
    return Math.round((base + swing * day + jitter * (noise(name, minute) - 0.5)) * 100) / 100;
}
