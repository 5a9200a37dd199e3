/** The checks of a script before it runs, in the order in which a server makes them. */
import type { FluxFile } from '@flux-scripts/flux/ast/ast';
import type { FluxDiagnostic, FluxEngine } from '@flux-scripts/flux/engine/port';
import { ScriptText } from '@flux-scripts/flux/text/script-text';
import { checkCapabilities } from './check-capabilities';
import type { RunRequest } from './evaluator';
import { FluxError } from './flux-error';
import { readParams } from './read-params';
import { positions } from './runtime';
import { syntaxErrors } from './syntax-errors';

/**
 * Gives the tree of a script that can be run: well formed, with all parameters that it reads, without type errors for
 * the values that they have, and using only what the sandbox has. Throws a FluxError for the first of these that does
 * not hold; EngineFailure when the engine cannot read the text at all.
 */
export async function checkScript(
    engine: FluxEngine,
    { query, paramsText }: Pick<RunRequest, 'query' | 'paramsText'>,
    signal: AbortSignal,
): Promise<FluxFile> {
    if (query.trim() === '') throw new FluxError('the script is empty');
    const file = await engine.parse(query, { signal });
    const malformed = syntaxErrors(file);
    if (malformed.length > 0) throw new FluxError(`compilation failed: ${malformed.join('\n\n')}`);
    const params = paramsText === undefined ? undefined : readParams(paramsText);
    const raw = await engine.analyze(query, { signal });
    const wanted = raw.params.parameters.map(({ name }) => name);
    const bare = raw.params.opaqueUses.length > 0;
    if (wanted.some((name) => params?.names.has(name) !== true) || (bare && !params)) {
        throw new FluxError('invalid parameters provided');
    }
    const readsParams = wanted.length > 0 || bare;
    const checked =
        readsParams && params ? await engine.analyze(query, { signal, paramsType: params.type }) : raw;
    const errors = checked.diagnostics.filter(
        // What could not be checked does not run.
        ({ severity, source }) => severity === 'error' || source === 'engine',
    );
    if (errors.length > 0) throw new FluxError(describe(errors, query));
    const refusals = checkCapabilities(file, readsParams);
    if (refusals.length > 0) {
        throw new FluxError(
            refusals.map(({ location, message }) => `error @${positions(location)}: ${message}`).join('\n\n'),
        );
    }
    return file;
}

/** As the server prints what the type checker found: 1-based positions, columns in UTF-8 bytes. */
function describe(errors: readonly FluxDiagnostic[], query: string): string {
    if (errors.some(({ source }) => source === 'engine')) {
        return `compilation failed: ${errors.map(({ message }) => message).join('\n\n')}`;
    }
    const text = new ScriptText(query);
    return errors
        .map(({ range, message }) => {
            const [start, end] = [text.toEngine(range.start), text.toEngine(range.end)];
            const at = positions({
                start: { line: start.line + 1, column: start.character + 1 },
                end: { line: end.line + 1, column: end.character + 1 },
            });
            return `error @${at}: ${message}`;
        })
        .join('\n\n');
}
