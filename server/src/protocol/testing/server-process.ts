import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import path from 'node:path';
import type {
    CompletionItem,
    Diagnostic,
    Hover,
    Position,
    ProtocolConnection,
    PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import {
    IPCMessageReader,
    IPCMessageWriter,
    StreamMessageReader,
    StreamMessageWriter,
    createProtocolConnection,
} from 'vscode-languageserver/node';

const serverFile = path.resolve(import.meta.dirname, '../../../../dist/server.js');

/** The real server in a process of its own, spoken to as an editor does. */
export class ServerProcess {
    /** Everything that was published, in order. */
    readonly published: PublishDiagnosticsParams[] = [];
    /** What was written beside the protocol. */
    errorOutput = '';
    private readonly versions = new Map<string, number>();
    private readonly waiting = new Set<() => void>();

    private constructor(
        readonly connection: ProtocolConnection,
        readonly child: ChildProcess,
    ) {
        child.stderr?.on('data', (chunk: Buffer) => (this.errorOutput += chunk.toString()));
        connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
            this.published.push(params);
            for (const check of this.waiting) check();
        });
        connection.listen();
    }

    static async start(transport: 'stdio' | 'ipc'): Promise<ServerProcess> {
        const server = transport === 'stdio' ? overStdio() : overIpc();
        await server.connection.sendRequest('initialize', {
            processId: process.pid,
            rootUri: null,
            capabilities: {},
        });
        await server.connection.sendNotification('initialized', {});
        return server;
    }

    static fromStreams(child: ChildProcess): ServerProcess {
        if (child.stdout === null || child.stdin === null) throw new Error('The server has no pipes.');
        const reader = new StreamMessageReader(child.stdout);
        return new ServerProcess(
            createProtocolConnection(reader, new StreamMessageWriter(child.stdin)),
            child,
        );
    }

    static fromChannel(child: ChildProcess): ServerProcess {
        const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
        return new ServerProcess(connection, child);
    }

    /** Opens a document and answers its first diagnostics. */
    async open(uri: string, text: string, languageId = 'flux'): Promise<Diagnostic[]> {
        this.versions.set(uri, 1);
        await this.connection.sendNotification('textDocument/didOpen', {
            textDocument: { uri, languageId, version: 1, text },
        });
        return languageId === 'flux' ? this.diagnostics(uri, 1) : [];
    }

    /** Replaces the whole text; answers the new version. */
    async change(uri: string, text: string): Promise<number> {
        const version = (this.versions.get(uri) ?? 0) + 1;
        this.versions.set(uri, version);
        await this.connection.sendNotification('textDocument/didChange', {
            textDocument: { uri, version },
            contentChanges: [{ text }],
        });
        return version;
    }

    async close(uri: string): Promise<void> {
        await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    }

    /** The diagnostics of a version of a document, when they come; without a version, those of its closing. */
    async diagnostics(uri: string, version: number | undefined): Promise<Diagnostic[]> {
        const find = () => this.published.find((params) => params.uri === uri && params.version === version);
        return new Promise((resolve) => {
            const check = () => {
                const found = find();
                if (found === undefined) return;
                this.waiting.delete(check);
                resolve(found.diagnostics);
            };
            this.waiting.add(check);
            check();
        });
    }

    async completion(uri: string, position: Position): Promise<CompletionItem[] | null> {
        return this.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
    }

    async hover(uri: string, position: Position): Promise<Hover | null> {
        return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
    }

    /** Ends it as an editor does and answers the exit code. */
    async stop(): Promise<number | null> {
        const { child } = this;
        if (child.exitCode !== null) return child.exitCode;
        const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
        await this.connection.sendRequest('shutdown');
        await this.connection.sendNotification('exit');
        return ended;
    }
}

function overStdio(): ServerProcess {
    const child = spawn(process.execPath, [serverFile, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    return ServerProcess.fromStreams(child);
}

function overIpc(): ServerProcess {
    const child = fork(serverFile, ['--node-ipc'], {
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        execArgv: [],
    });
    return ServerProcess.fromChannel(child);
}
