/**
 * What every room (connections, scripts, sync, invoke, results …) gets from `extension.ts`, and how rooms behave.
 *
 * Commands. A room exports one function `<room>Commands(deps): CommandTable`; `extension.ts` adds the table with one
 * import and one line. A command
 * - gets what VS Code hands over: `(node, nodes?)` from the tree, `(uri, uris?)` from editor and explorer menus, nothing
 *   from the palette. `resolveScriptTarget(deps, args, placeHolder)` of `scripts/script-target.ts` turns all of these
 *   into a connection and a script and lets the person pick when nothing was given. Undefined means: the person left.
 * - throws, and never shows its own errors: `InfluxDbError` (message and fitting actions are shown), `UserError` (its
 *   message and its actions are shown), `vscode.CancellationError` or an `InfluxDbError` of kind `cancelled` (nothing
 *   is shown); anything else is logged with its stack and shown with "Show Log".
 * - waits only inside `withCancellableProgress` of `progress.ts` and passes its signal to the API.
 * - is not called in Restricted Mode: the wrapper says so instead.
 *
 * Requests. `connections.apiFor(connection)` gives a client for one piece of work: ask for it anew each time, because
 * the sandbox may have moved. Reads for the tree and for picks go through `scripts`, which caches; whoever creates or
 * updates a script tells it with `scripts.put`, whoever deletes one with `scripts.remove`.
 *
 * Log. Never a token, never a params value, never a row. Messages of `InfluxDbError` are safe.
 */
import type { ExtensionContext, LogOutputChannel, Uri } from 'vscode';
import type { ParametersAnswer } from '@flux-scripts/contracts/lsp-requests';
import type { Connection } from './connections/connection';
import type { Connections } from './connections/connections';
import type { ScriptsRepository } from './scripts/scripts-repository';

/** What the language server is asked for by other rooms. */
export interface Language {
    /**
     * The parameters of a Flux text, saved or not. Starts the server when it does not run yet. Rejects when the server
     * cannot answer: a caller that can live without must catch.
     */
    parameters(text: string): Promise<ParametersAnswer>;
}

export interface RoomDeps {
    readonly context: ExtensionContext;
    readonly log: LogOutputChannel;
    readonly connections: Connections;
    readonly scripts: ScriptsRepository;
    readonly language: Language;
}

/** Tells which remote script a document of this side is linked to. The sync room knows. */
export interface ScriptLocator {
    /**
     * The id of the script that a file, saved or not, is linked to on a connection; undefined when it is not pushed
     * there. Rejects with UserError when the link file cannot be used, and with InfluxDbError.
     */
    linkedScript(uri: Uri, connection: Connection): Promise<string | undefined>;
}
