/** Subscribes a listener; the answer's `dispose` ends the subscription. */
export type ChangeEvent<T> = (listener: (value: T) => unknown) => { dispose(): void };

/** A small event source for logic that must run without `vscode`. */
export class ChangeEmitter<T> {
    readonly #listeners = new Set<(value: T) => unknown>();

    readonly event: ChangeEvent<T> = (listener) => {
        const own = (value: T) => listener(value);
        this.#listeners.add(own);
        return { dispose: () => void this.#listeners.delete(own) };
    };

    /** Calls every listener that is subscribed now, in order of subscription. */
    fire(value: T): void {
        for (const listener of [...this.#listeners]) listener(value);
    }

    dispose(): void {
        this.#listeners.clear();
    }
}
