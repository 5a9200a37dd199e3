import type { EnginePosition } from '../text/script-text';
import type { FluxLanguageServer } from './libflux';

/** A finding as libflux publishes it: columns in UTF-8 bytes. */
export interface RawDiagnostic {
    readonly range: { readonly start: EnginePosition; readonly end: EnginePosition };
    /** 1 error, 2 warning, 3 information, 4 hint. */
    readonly severity?: number;
    readonly message: string;
}

/** Starts a server that hands its notifications to the given receiver. */
type StartServer = (onMessage: (message: string) => void) => FluxLanguageServer;

/**
 * Speaks JSON-RPC with libflux's language server. Documents of one folder are one package there, so that every script
 * gets a synthetic folder of its own, whatever its real name.
 */
export class Conversation {
    private lastId = 0;
    private readonly published = new Map<string, readonly RawDiagnostic[]>();
    private readonly opened = new Map<string, string>();

    private readonly server: FluxLanguageServer;

    private constructor(start: StartServer) {
        this.server = start((message) => this.receive(message));
    }

    static async begin(start: StartServer): Promise<Conversation> {
        const conversation = new Conversation(start);
        await conversation.request('initialize', { processId: null, rootUri: null, capabilities: {} });
        await conversation.notify('initialized', {});
        return conversation;
    }

    /** Opens a document, or replaces the text of an open one, which costs half of what a change costs. */
    async open(uri: string, text: string): Promise<readonly RawDiagnostic[]> {
        if (this.opened.get(uri) !== text) {
            this.published.delete(uri);
            await this.notify('textDocument/didOpen', {
                textDocument: { uri, languageId: 'flux', version: 1, text },
            });
            this.opened.set(uri, text);
        }
        return this.published.get(uri) ?? [];
    }

    async close(uri: string): Promise<void> {
        if (!this.opened.delete(uri)) return;
        this.published.delete(uri);
        await this.notify('textDocument/didClose', { textDocument: { uri } });
    }

    /** The type that libflux prints for a place, or undefined. The document must be open: libflux panics otherwise. */
    async hover(uri: string, position: EnginePosition): Promise<string | undefined> {
        if (!this.opened.has(uri)) return undefined;
        const answer = await this.request('textDocument/hover', { textDocument: { uri }, position });
        const contents = (answer as { result?: { contents?: unknown } | null } | undefined)?.result?.contents;
        return typeof contents === 'string' && contents !== '<error>' ? contents : undefined;
    }

    private async request(method: string, params: unknown): Promise<unknown> {
        const id = ++this.lastId;
        const answer = await this.server.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
        return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
    }

    private async notify(method: string, params: unknown): Promise<void> {
        await this.server.send(JSON.stringify({ jsonrpc: '2.0', method, params }));
    }

    private receive(message: string): void {
        const { method, params } = JSON.parse(message) as {
            method?: string;
            params?: { uri: string; diagnostics: readonly RawDiagnostic[] };
        };
        if (method !== 'textDocument/publishDiagnostics' || params === undefined) return;
        this.published.set(params.uri, params.diagnostics);
    }
}
