import { readFile } from 'node:fs/promises';
import { UsageError } from '@flux-scripts/sandbox/command-line';
import { propertyText } from '@flux-scripts/sandbox/http/params-text';

/**
 * The text of the params object in a params file, `{"params": {…}}`, exactly as it is written. Throws UsageError when
 * there is none, or the file system's error.
 */
export async function readParamsFile(file: string): Promise<string> {
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    let json: unknown;
    try {
        json = JSON.parse(text);
    } catch (error) {
        throw new UsageError(
            `${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`,
        );
    }
    const params = isObject(json) ? json['params'] : undefined;
    if (!isObject(params)) throw new UsageError(`${file} must hold {"params": {…}}`);
    return propertyText(text, 'params') ?? '{}';
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
