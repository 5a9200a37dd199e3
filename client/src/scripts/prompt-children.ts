/** VS Code shows nothing of a tree until everything that is expanded has answered. No `vscode` in here. */

interface Options<Node extends object> {
    /** Reads what stands below a node. */
    readonly read: (node: Node) => Promise<readonly Node[]>;
    /** What stands there until the answer has come. */
    readonly placeholder: (node: Node) => Node;
    /** The answer has come after all: ask for the node's children again. */
    readonly arrived: (node: Node) => void;
    readonly patienceMilliseconds: number;
}

/**
 * Keeps one slow server from holding up the whole tree: who does not answer in time gets a placeholder, and the
 * answer is handed out when it is asked for again.
 */
export class PromptChildren<Node extends object> {
    readonly #options: Options<Node>;
    /** Answers that came late. Each is handed out once: a failed read would otherwise be repeated at once. */
    readonly #late = new WeakMap<Node, Promise<readonly Node[]>>();

    constructor(options: Options<Node>) {
        this.#options = options;
    }

    /** Rejects as `read` does. */
    async of(node: Node): Promise<readonly Node[]> {
        const late = this.#late.get(node);
        if (late) {
            this.#late.delete(node);
            return late;
        }
        const { read, placeholder, arrived, patienceMilliseconds } = this.#options;
        const reading = read(node);
        let timer: NodeJS.Timeout | undefined;
        const patience = new Promise<undefined>((resolve) => {
            timer = setTimeout(resolve, patienceMilliseconds, undefined);
        });
        const inTime = await Promise.race([reading, patience]).finally(() => clearTimeout(timer));
        if (inTime) return inTime;
        const hand = (): void => {
            this.#late.set(node, reading);
            arrived(node);
        };
        reading.then(hand, hand);
        return [placeholder(node)];
    }
}
