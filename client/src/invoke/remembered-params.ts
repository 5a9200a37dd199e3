import * as v from 'valibot';
import type { Memento } from 'vscode';
import type { RememberedParams } from './params-prefill';
import { readParamsText } from './params-text';

const remembered = v.record(v.string(), v.string());

/** The values that were last sent to a script, as they were written. They stay in this workspace's own state. */
export function readRemembered(
    state: Memento,
    connectionId: string,
    scriptId: string,
): RememberedParams | undefined {
    const result = v.safeParse(remembered, state.get(keyOf(connectionId, scriptId)));
    return result.success ? result.output : undefined;
}

/** Remembers what is about to be sent. Values longer than a person types are left out. */
export async function remember(
    state: Memento,
    connectionId: string,
    scriptId: string,
    paramsText: string,
): Promise<void> {
    const read = readParamsText(paramsText);
    if (!read.ok) return;
    const short = read.entries.filter((entry) => entry.text.length <= 10_000);
    const values = Object.fromEntries(short.map((entry) => [entry.name, entry.text]));
    await state.update(keyOf(connectionId, scriptId), values);
}

function keyOf(connectionId: string, scriptId: string): string {
    return `fluxScripts.params/${connectionId}/${scriptId}`;
}
