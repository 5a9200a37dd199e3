/** The worker's entry: parses and keeps the answers of runs, so that the extension host only moves bytes. */
import { parentPort } from 'node:worker_threads';
import { AnswerStore } from './answer-store';
import type { FromWorker, ToWorker } from './worker-messages';

const answers = new Map<number, AnswerStore>();

function send(message: FromWorker): void {
    parentPort?.postMessage(message);
}

function receive(message: ToWorker): void {
    if (message.type === 'open') {
        answers.set(message.answer, new AnswerStore(message.rowLimit));
        return;
    }
    const store = answers.get(message.answer);
    if (!store) return;
    switch (message.type) {
        case 'bytes':
            store.write(new Uint8Array(message.bytes));
            send({
                type: 'read',
                answer: message.answer,
                bytes: message.bytes.byteLength,
                rows: store.rows,
                unreadable: store.isUnreadable,
            });
            break;
        case 'finish':
            send({ type: 'finished', answer: message.answer, summary: store.finish(message.complete) });
            break;
        case 'page':
            send({ type: 'page', request: message.request, page: store.page(message.from) });
            break;
        case 'drop':
            answers.delete(message.answer);
            break;
    }
}

parentPort?.on('message', receive);
