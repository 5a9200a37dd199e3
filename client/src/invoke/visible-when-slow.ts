import { withCancellableProgress } from '../progress';

/** Quicker work is over before a person could read what a notification says. */
const quickMilliseconds = 700;

/** Runs something that waits; a notification with a Cancel button appears only when it takes longer than a moment. */
export async function visibleWhenSlow<T>(
    title: string,
    run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
    const controller = new AbortController();
    const work = run(controller.signal);
    if (await settlesWithin(work, quickMilliseconds)) return work;
    return withCancellableProgress(title, (signal) => {
        signal.addEventListener('abort', () => controller.abort(signal.reason));
        return work;
    });
}

async function settlesWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), milliseconds);
    });
    try {
        return await Promise.race([
            work.then(
                () => true,
                () => true,
            ),
            late,
        ]);
    } finally {
        clearTimeout(timer);
    }
}
