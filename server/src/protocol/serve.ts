import type { ParametersAnswer, ParametersRequest } from '@flux-scripts/contracts/lsp-requests';
import { parametersRequest } from '@flux-scripts/contracts/lsp-requests';
import type { FluxEngine } from '@flux-scripts/flux/engine/port';
import { EngineFailure } from '@flux-scripts/flux/engine/port';
import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { RequestType, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { completeParameters } from '../service/completion';
import { diagnosticsFor } from '../service/diagnostics';
import { hoverFor } from '../service/hover';
import { parametersOf } from '../service/parameters';
import { Analyses } from './analyses';
import { capabilities } from './capabilities';

/** How long a person must pause before a changed text is analysed, in ms. */
const pause = 150;
const fluxLanguage = 'flux';
const parameters = new RequestType<ParametersRequest, ParametersAnswer | null, void>(parametersRequest);

type Documents = TextDocuments<TextDocument>;

/**
 * Answers one client until it goes: each handler is one line to the service.
 * @param engine starts by itself with the first Flux document
 */
export function serve(connection: Connection, engine: FluxEngine, version: string): void {
    const documents = new TextDocuments(TextDocument);
    const analyses = new Analyses({
        engine,
        pause,
        publish: (uri, documentVersion, analysis) => {
            const diagnostics = diagnosticsFor(analysis, uri);
            void connection.sendDiagnostics({ uri, version: documentVersion, diagnostics });
        },
        report: (error) => connection.console.error(`A script could not be analysed: ${String(error)}`),
    });
    connection.onInitialize(() => capabilities(version));
    connection.onShutdown(() => engine.dispose());

    followDocuments(connection, documents, analyses);
    answerRequests(connection, documents, analyses, engine);
    documents.listen(connection);
    connection.listen();
}

function followDocuments(connection: Connection, documents: Documents, analyses: Analyses): void {
    documents.onDidChangeContent(({ document }) => {
        if (document.languageId === fluxLanguage) analyses.update(document);
    });
    documents.onDidClose(({ document: { uri, languageId } }) => {
        analyses.forget(uri);
        if (languageId === fluxLanguage) void connection.sendDiagnostics({ uri, diagnostics: [] });
    });
}

function answerRequests(
    connection: Connection,
    documents: Documents,
    analyses: Analyses,
    engine: FluxEngine,
): void {
    connection.onCompletion(({ textDocument: { uri }, position }) => {
        const text = fluxText(documents, uri);
        return text === undefined ? null : completeParameters(text, position, analyses.lastParameters(uri));
    });
    connection.onHover(({ textDocument: { uri }, position }, token) =>
        unlessGone(token, async (signal) => {
            const text = fluxText(documents, uri);
            const analysis = await analyses.current(uri);
            if (text === undefined || analysis === undefined) return null;
            return hoverFor(analysis, position, (at) => engine.typeAt(text, at, { signal }));
        }),
    );
    connection.onRequest(parameters, ({ text }, token) =>
        unlessGone(token, async (signal) => parametersOf(text, await engine.analyze(text, { signal }))),
    );
}

function fluxText(documents: Documents, uri: string): string | undefined {
    const document = documents.get(uri);
    return document?.languageId === fluxLanguage ? document.getText() : undefined;
}

/** Answers null instead when nobody waits any more, a newer text came, or the engine cannot answer for this one. */
async function unlessGone<T>(
    token: CancellationToken,
    answer: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
    const abort = new AbortController();
    const listening = token.onCancellationRequested(() => abort.abort());
    try {
        return await answer(abort.signal);
    } catch (error) {
        const isAbort = error instanceof DOMException && error.name === 'AbortError';
        if (isAbort || error instanceof EngineFailure) return null;
        throw error;
    } finally {
        listening.dispose();
    }
}
