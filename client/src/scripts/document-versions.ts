import { createHash } from 'node:crypto';

export interface DocumentStat {
    /** Unix ms; grows with every change of the content, whatever the server's clock says. */
    readonly mtime: number;
    /** Bytes. */
    readonly size: number;
}

/**
 * Gives remote documents a stable, growing modification time. VS Code compares time and size only, and would take a
 * change of the same length with an older time for no change at all.
 */
export class DocumentVersions {
    readonly #known = new Map<string, DocumentStat & { readonly hash: string }>();

    /** @param key names the document. @param updatedAt the server's RFC 3339 time, as a first guess. */
    stat(key: string, content: Uint8Array, updatedAt: string | undefined): DocumentStat {
        const hash = createHash('sha256').update(content).digest('hex');
        const known = this.#known.get(key);
        if (known?.hash === hash) return known;
        const time = Date.parse(updatedAt ?? '');
        const guess = Number.isNaN(time) ? 0 : time;
        const mtime = known ? Math.max(known.mtime + 1, guess) : guess;
        const stat = { hash, mtime, size: content.byteLength };
        this.#known.set(key, stat);
        return stat;
    }
}
