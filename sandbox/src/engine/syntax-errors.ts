import type { AstLocation, FluxFile } from '@flux-scripts/flux/ast/ast';
import { positions } from './runtime';

/**
 * What the parser could not read, in the words and the order of libflux's own check of a tree; empty when the script
 * is well formed. Positions are libflux's: 1-based, columns in UTF-8 bytes.
 */
export function syntaxErrors(file: FluxFile): readonly string[] {
    const errors: string[] = [];
    const waiting: unknown[] = [file];
    while (waiting.length > 0) {
        const node = waiting.pop();
        if (typeof node !== 'object' || node === null) continue;
        errors.push(...errorsOf(node));
        // Depth first, from left to right.
        waiting.push(...(Object.values(node) as unknown[]).reverse());
    }
    return errors;
}

interface MaybeNode {
    readonly type?: unknown;
    readonly location?: AstLocation;
    readonly text?: unknown;
    readonly errors?: unknown;
}

function errorsOf(node: MaybeNode): string[] {
    const { location } = node;
    if (!location || !('start' in location)) return [];
    const at = (message: string): string => `error @${positions(location)}: ${message}`;
    const own = Array.isArray(node.errors) ? (node.errors as unknown[]) : [];
    const messages = own.map((error) =>
        typeof error === 'object' && error !== null && 'msg' in error ? String(error.msg) : String(error),
    );
    if (node.type === 'BadStatement') messages.push(`invalid statement: ${String(node.text)}`);
    if (node.type === 'BadExpression' && node.text !== '')
        messages.push(`invalid expression: ${String(node.text)}`);
    return messages.map(at);
}
