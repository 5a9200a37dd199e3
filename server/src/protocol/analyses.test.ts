import type { Analysis } from '@flux-scripts/flux/engine/port';
import { scannedParameters } from '@flux-scripts/flux/engine/failure-diagnostic';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Analyses } from './analyses';

const uri = 'file:///a.flux';
const document = (version: number, text = `x = params.v${version}`) =>
    TextDocument.create(uri, 'flux', version, text);

/** An engine that answers when it is told to, so that answers can come too late. */
class SlowEngine {
    readonly asked: {
        text: string;
        signal: AbortSignal | undefined;
        answer: (analysis: Analysis) => void;
    }[] = [];

    analyze(text: string, options?: { signal?: AbortSignal }): Promise<Analysis> {
        return new Promise((answer) => this.asked.push({ text, signal: options?.signal, answer }));
    }

    async answer(index: number): Promise<void> {
        const { text, answer } = this.asked[index]!;
        answer({ diagnostics: [], params: scannedParameters(text) });
        await Promise.resolve();
    }
}

let engine: SlowEngine;
let published: number[];
let analyses: Analyses;

beforeEach(() => {
    vi.useFakeTimers();
    engine = new SlowEngine();
    published = [];
    const publish = (_: string, version: number) => published.push(version);
    analyses = new Analyses({ engine, pause: 100, publish, report: (error) => expect.fail(String(error)) });
});
afterEach(() => vi.useRealTimers());

describe('Analyses', () => {
    it('starts the first at once and later ones after the pause, once', () => {
        analyses.update(document(1));
        expect(engine.asked).toHaveLength(1);
        analyses.update(document(2));
        vi.advanceTimersByTime(99);
        analyses.update(document(3));
        vi.advanceTimersByTime(99);
        expect(engine.asked).toHaveLength(1);
        vi.advanceTimersByTime(1);
        vi.runAllTimers();
        expect(engine.asked.map(({ text }) => text)).toEqual(['x = params.v1', 'x = params.v3']);
    });

    it('drops an answer that a newer version has overtaken, and tells the engine so', async () => {
        analyses.update(document(1));
        analyses.update(document(2));
        expect(engine.asked[0]?.signal?.aborted).toBe(true);
        await engine.answer(0);
        expect(published).toEqual([]);
        vi.runAllTimers();
        await engine.answer(1);
        expect(published).toEqual([2]);
    });

    it('drops the answer for a document that was closed', async () => {
        analyses.update(document(1));
        analyses.forget(uri);
        await engine.answer(0);
        expect(published).toEqual([]);
        expect(await analyses.current(uri)).toBeUndefined();
    });

    it('shares one analysis of a version among all who ask', async () => {
        analyses.update(document(1));
        analyses.update(document(2));
        const first = analyses.current(uri);
        const second = analyses.current(uri);
        vi.runAllTimers();
        expect(engine.asked).toHaveLength(2);
        await engine.answer(1);
        expect(await first).toBe(await second);
        expect(published).toEqual([2]);
    });

    it('remembers the parameters that were inferred last', async () => {
        expect(analyses.lastParameters(uri)).toEqual([]);
        analyses.update(document(1));
        await engine.answer(0);
        analyses.update(document(2));
        expect(analyses.lastParameters(uri).map(({ name }) => name)).toEqual(['v1']);
    });
});
