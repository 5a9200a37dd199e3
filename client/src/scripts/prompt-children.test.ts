import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PromptChildren } from './prompt-children';

interface Node {
    readonly name: string;
}

/** A reader that answers when the test says so, and what was asked and said. */
function setUp() {
    const reads: { resolve: (children: Node[]) => void; reject: (error: Error) => void }[] = [];
    const arrived = vi.fn<(node: Node) => void>();
    const children = new PromptChildren<Node>({
        read: () => new Promise((resolve, reject) => reads.push({ resolve, reject })),
        placeholder: ({ name }) => ({ name: `${name} is being read` }),
        arrived,
        patienceMilliseconds: 300,
    });
    return { reads, arrived, children };
}

const node = { name: 'Cloud' };
const script = { name: 'mean' };

describe('children of a tree', () => {
    beforeEach(() => {
        vi.useFakeTimers();
    });
    afterEach(() => {
        vi.useRealTimers();
    });

    test('who answers in time is shown at once, with nothing in between', async () => {
        const { reads, arrived, children } = setUp();
        const shown = children.of(node);
        reads[0]?.resolve([script]);
        expect(await shown).toEqual([script]);
        await vi.runAllTimersAsync();
        expect(arrived).not.toHaveBeenCalled();
    });

    test('who is slow gets a placeholder, and its answer when it comes, without a second question', async () => {
        const { reads, arrived, children } = setUp();
        const shown = children.of(node);
        await vi.advanceTimersByTimeAsync(300);
        expect(await shown).toEqual([{ name: 'Cloud is being read' }]);
        reads[0]?.resolve([script]);
        await vi.runAllTimersAsync();
        expect(arrived).toHaveBeenCalledExactlyOnceWith(node);
        expect(await children.of(node)).toEqual([script]);
        expect(reads).toHaveLength(1);
        void children.of(node);
        expect(reads).toHaveLength(2);
    });

    test('a failure that comes late is handed on as it is', async () => {
        const { reads, arrived, children } = setUp();
        const shown = children.of(node);
        await vi.advanceTimersByTimeAsync(300);
        await shown;
        reads[0]?.reject(new Error('a defect'));
        await vi.runAllTimersAsync();
        expect(arrived).toHaveBeenCalledOnce();
        await expect(children.of(node)).rejects.toThrow('a defect');
    });
});
