/**
 * The only file that knows libflux's package. Loading it compiles the wasm that lies beside the bundle
 * (`flux-lsp-node_bg.wasm`), so only the engine's worker imports it.
 */
import './limit-wasm-memory';
import { Lsp, parse } from '@influxdata/flux-lsp-node';
import type { FluxFile } from '../ast/ast';

/** The syntax tree of any text. A trap throws; the instance must not be used again after one. */
export function parseFlux(text: string): FluxFile {
    return parse(text) as FluxFile;
}

export interface FluxLanguageServer {
    /** Sends one JSON-RPC message; the answer is JSON text. After a trap inside it, it never settles. */
    send(message: string): Promise<string | undefined>;
}

/**
 * Starts libflux's own language server.
 * @param onMessage gets each notification of the server as JSON text
 */
export function startLanguageServer(onMessage: (message: string) => void): FluxLanguageServer {
    const server = new Lsp();
    server.onMessage(onMessage);
    // It runs as long as the thread. A failure of it is an unhandled rejection, that is, the worker's end.
    void server.run();
    return { send: (message) => server.send(message) as Promise<string | undefined> };
}
