/** The engine's worker: libflux and nothing else. Bundled as dist/engine-worker.js. */
import { parentPort } from 'node:worker_threads';
import { ScriptText } from '../text/script-text';
import { RefusedRequest, analyzeScript, refineScript, typeAtPosition } from './analyze-script';
import { Conversation } from './conversation';
import { parseFlux, startLanguageServer } from './libflux';
import type { EngineReplies, EngineRequest, WorkerMessage } from './messages';

// libflux logs through the console, and standard output may be a protocol.
for (const method of ['log', 'info', 'debug', 'warn', 'error'] as const) console[method] = () => undefined;

const post = (message: WorkerMessage) => parentPort?.postMessage(message);

// A panic inside libflux's language server never settles its promise; this is all that is heard of it.
process.on('unhandledRejection', (reason) => post({ kind: 'died', message: String(reason) }));

async function answer(
    libflux: Conversation,
    request: EngineRequest,
): Promise<EngineReplies[keyof EngineReplies]> {
    switch (request.kind) {
        case 'parse':
            return parseFlux(new ScriptText(request.text).engineText);
        case 'typeAt':
            return typeAtPosition(libflux, request.text, request.position);
        case 'analyze':
            return analyzeScript(libflux, request);
        case 'refine':
            return refineScript(libflux, request.text);
    }
}

async function main(): Promise<void> {
    const libflux = await Conversation.begin(startLanguageServer);
    parentPort?.on('message', (request: EngineRequest) => {
        answer(libflux, request).then(
            (reply) => post({ kind: 'reply', reply }),
            (error: unknown) => {
                const kind = error instanceof RefusedRequest ? 'refused' : 'died';
                post({ kind, message: error instanceof Error ? error.message : String(error) });
            },
        );
    });
    post({ kind: 'ready' });
}

void main();
