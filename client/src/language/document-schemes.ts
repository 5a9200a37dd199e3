import { remoteScheme } from '../scripts/remote-address';

/**
 * Where a Flux document may live to get language features. A selector without schemes would also take the copies that
 * VS Code makes for conflicts, and `git:` shows the past: neither deserves diagnostics.
 */
export const documentSchemes: readonly string[] = [
    'file',
    'untitled',
    'vscode-remote',
    'vscode-vfs',
    'vscode-userdata',
    'vscode-notebook-cell',
    'memfs',
    remoteScheme,
];
