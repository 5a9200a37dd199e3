import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new token of 32 random bytes, as 43 characters of base64url. */
export function newToken(): string {
    return randomBytes(32).toString('base64url');
}

/** What a token that is handed in must look like: no shorter than 32 characters, and safe in a header. */
export const tokenForm = /^[\w.~+/=-]{32,512}$/;

/**
 * Gives a check of `Authorization` headers (`Token …`, or `Bearer …` as newer clients send) against one token. The
 * comparison takes the same time whatever is sent.
 */
export function tokenCheck(token: string): (authorization: string | undefined) => boolean {
    const expected = digest(token);
    return (authorization) => {
        const sent = /^(?:Token|Bearer) +(\S+)$/i.exec(authorization ?? '')?.[1];
        // Digests have one length, so nothing is learned from the length of what was sent either.
        return timingSafeEqual(digest(sent ?? ''), expected) && sent !== undefined;
    };
}

function digest(text: string): Buffer {
    return createHash('sha256').update(text).digest();
}
