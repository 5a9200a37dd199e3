import type { FieldValue } from './point';

const floatForm = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const booleans = new Map([
    ...['t', 'T', 'true', 'True', 'TRUE'].map((word) => [word, true] as const),
    ...['f', 'F', 'false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);

/**
 * A field's value as line protocol writes it without quotes: `1.5`, `1e3`, `2i`, `3u`, `true`, `F`. Undefined when it
 * is none of these, does not fit into 64 bits, or is not finite.
 */
export function parseFieldValue(text: string): FieldValue | undefined {
    const boolean = booleans.get(text);
    if (boolean !== undefined) return { type: 'bool', value: boolean };
    if (/^-?\d{1,19}i$/.test(text)) {
        const value = BigInt(text.slice(0, -1));
        return BigInt.asIntN(64, value) === value ? { type: 'int', value } : undefined;
    }
    if (/^\d{1,20}u$/.test(text)) {
        const value = BigInt(text.slice(0, -1));
        return BigInt.asUintN(64, value) === value ? { type: 'uint', value } : undefined;
    }
    const value = floatForm.test(text) ? Number(text) : NaN;
    return Number.isFinite(value) ? { type: 'float', value } : undefined;
}
