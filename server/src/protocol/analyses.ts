import type { Analysis, FluxEngine } from '@flux-scripts/flux/engine/port';
import type { Parameter } from '@flux-scripts/flux/params/parameter';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** The part of a document that is needed. */
type Versioned = Pick<TextDocument, 'uri' | 'version' | 'getText'>;

export interface AnalysesOptions {
    readonly engine: Pick<FluxEngine, 'analyze'>;
    /** How long a person must pause before a changed text is analysed, in ms. */
    readonly pause: number;
    /** Gets each finished analysis that is still of the newest version. */
    readonly publish: (uri: string, version: number, analysis: Analysis) => void;
    /** Gets what should not happen: an analysis that failed for no reason of the text. */
    readonly report: (error: unknown) => void;
}

interface State {
    /** The document manager's own object: its version moves on by itself. */
    document: Versioned;
    timer: NodeJS.Timeout | undefined;
    running:
        | { readonly version: number; readonly abort: AbortController; readonly answer: Promise<Analysis> }
        | undefined;
    /** As they were inferred last, for answers that must not wait. */
    parameters: readonly Parameter[];
}

/** Decides when open documents are analysed, and drops every answer that a newer version has overtaken. */
export class Analyses {
    private readonly states = new Map<string, State>();

    constructor(private readonly options: AnalysesOptions) {}

    /** A document was opened or changed. The first analysis starts at once, a later one after a pause. */
    update(document: Versioned): void {
        const known = this.states.get(document.uri);
        const state = known ?? { document, timer: undefined, running: undefined, parameters: [] };
        this.states.set(document.uri, state);
        stop(state);
        state.document = document;
        if (known === undefined) void this.run(state);
        else state.timer = setTimeout(() => void this.run(state), this.options.pause);
    }

    forget(uri: string): void {
        const state = this.states.get(uri);
        if (state === undefined) return;
        this.states.delete(uri);
        stop(state);
    }

    /**
     * The analysis of a document's newest version; started now when it waits for the pause.
     * Rejects with an AbortError when a newer version comes; undefined when the document is not open.
     */
    async current(uri: string): Promise<Analysis | undefined> {
        const state = this.states.get(uri);
        if (state === undefined) return undefined;
        const { running } = state;
        return running?.version === state.document.version ? running.answer : this.run(state);
    }

    /** The parameters that were inferred last for a document, possibly for an older version. */
    lastParameters(uri: string): readonly Parameter[] {
        return this.states.get(uri)?.parameters ?? [];
    }

    private run(state: State): Promise<Analysis> {
        stop(state);
        const { document } = state;
        const { version } = document;
        const abort = new AbortController();
        const answer = this.options.engine.analyze(document.getText(), { signal: abort.signal });
        state.running = { version, abort, answer };
        answer.then(
            (analysis) => {
                if (abort.signal.aborted) return;
                const analyzed = analysis.diagnostics.every((finding) => finding.source !== 'engine');
                if (analyzed) state.parameters = analysis.params.parameters;
                this.options.publish(document.uri, version, analysis);
            },
            (error: unknown) => {
                if (!abort.signal.aborted) this.options.report(error);
            },
        );
        return answer;
    }
}

function stop(state: State): void {
    clearTimeout(state.timer);
    state.timer = undefined;
    state.running?.abort.abort();
    state.running = undefined;
}
