/**
 * The address of a remote script's document: `fluxscript://CONNECTION/SCRIPT/NAME.flux`. Connection and script id say
 * which one it is; the name is only what the tab shows, so a rename keeps the editor open.
 */
import type { Script } from '@flux-scripts/contracts/scripts-api';

export const remoteScheme = 'fluxscript';

/** The parts of a URI that carry the address; `vscode.Uri` has them, and `vscode.Uri.from` takes them. */
export interface AddressParts {
    readonly scheme: string;
    readonly authority: string;
    /** Decoded, beginning with a slash. */
    readonly path: string;
}

export interface RemoteAddress {
    readonly connectionId: string;
    /** 16 hexadecimal digits. */
    readonly scriptId: string;
}

/** The address of a script's document. */
export function remoteAddress(
    connectionId: string,
    script: Pick<Script, 'id' | 'name' | 'language'>,
): AddressParts {
    const extension = /^[a-z0-9]+$/.test(script.language) ? script.language : 'txt';
    return {
        scheme: remoteScheme,
        authority: connectionId,
        path: `/${script.id}/${shownName(script.name)}.${extension}`,
    };
}

/** What an address stands for, or undefined when it is not the address of a remote script. */
export function parseRemoteAddress(uri: AddressParts): RemoteAddress | undefined {
    if (uri.scheme !== remoteScheme) return undefined;
    const scriptId = /^\/([0-9a-f]{16})\/[^/]+$/.exec(uri.path)?.[1];
    return scriptId && uri.authority !== '' ? { connectionId: uri.authority, scriptId } : undefined;
}

/** A script's name as the last part of a path: no separators, no control or bidirectional characters. */
function shownName(name: string): string {
    const clean = name.replace(/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_').slice(0, 120);
    return /^\.*$/.test(clean) ? `script${clean.replaceAll('.', '_')}` : clean;
}
