/** Why a run failed, in words that help. No `vscode` in here. */
import { InfluxDbError } from '../influxdb/scripts-api';
import { missingNames } from './params-check';

/**
 * The server says `invalid parameters provided` and not which: the names that the script expects and the params do not
 * give are put beside its words. Any other error stays as it is.
 * @param expected parameter name to type, as far as it is known
 */
export function explainRefusedParams(
    error: unknown,
    paramsText: string,
    expected: ReadonlyMap<string, string>,
): unknown {
    if (!isRefusedParams(error)) return error;
    const words = `The server says: ${error.details.serverMessage ?? 'invalid parameters provided'}.`;
    const missing = missingNames(paramsText, [...expected.keys()]);
    const explained = new InfluxDbError(
        'invalid',
        missing.length > 0
            ? `${words} Missing: ${missing.join(', ')}. Invoke again and add ${missing.length === 1 ? 'it' : 'them'} to the params.`
            : `${words} ${noneMissing(expected)}`,
        error.details,
    );
    explained.connectionId = error.connectionId;
    return explained;
}

/** Whether a request failed because of its params. */
export function isRefusedParams(error: unknown): error is InfluxDbError {
    return (
        error instanceof InfluxDbError &&
        error.kind === 'invalid' &&
        /invalid param/i.test(error.details.serverMessage ?? '')
    );
}

function noneMissing(expected: ReadonlyMap<string, string>): string {
    if (expected.size === 0) return 'Compare the params with what the script uses, then invoke again.';
    const types = Array.from(expected, ([name, type]) => `${name}: ${type}`).join(', ');
    return `No name is missing, so a value may have the wrong type. The script expects ${types}.`;
}
