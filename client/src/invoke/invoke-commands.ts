import * as vscode from 'vscode';
import type { ScriptParameter } from '@flux-scripts/contracts/lsp-requests';
import type { Script } from '@flux-scripts/contracts/scripts-api';
import type { CommandTable } from '../command-table';
import type { Connection } from '../connections/connection';
import { inertLabel } from '../inert-message';
import { InfluxDbError, type InfluxDbErrorKind } from '../influxdb/scripts-api';
import { readSetting } from '../read-setting';
import { ResultsPanel, resultsView } from '../results/results-panel';
import { ResultsStore } from '../results/results-store';
import { Runs, type Run, type RunError } from '../results/runs';
import { isSameText } from '../sync/canonical-text';
import { UserError } from '../user-error';
import { explainRefusedParams, isRefusedParams } from './explain-run';
import { knownParameters } from './known-parameters';
import { askForParams } from './params-box';
import { checkParams } from './params-check';
import { paramsFileOf, type ParamsFile } from './params-file';
import { prefillParams } from './params-prefill';
import { readRemembered, remember } from './remembered-params';
import { runEnding } from './run-ending';
import { visibleWhenSlow } from './visible-when-slow';
import { whichScript, type InvokeDeps, type InvokeTarget } from './which-script';

const showResults = { title: 'Show Results', command: 'fluxScripts.showResults' };

/** The commands that invoke scripts and show what came. Registers the results panel. */
export function invokeCommands(deps: InvokeDeps): CommandTable {
    const { context, log } = deps;
    const worker = vscode.Uri.joinPath(context.extensionUri, 'dist', 'results-worker.js');
    const store = new ResultsStore(worker.fsPath);
    const runs = new Runs(store);
    const panel = new ResultsPanel(context.extensionUri, runs, log);
    context.subscriptions.push(panel, { dispose: () => store.dispose() });
    return {
        'fluxScripts.invoke': (...args) => invoke({ ...deps, runs, panel }, args),
        'fluxScripts.showResults': () => panel.reveal(undefined, true),
    };
}

type Deps = InvokeDeps & { readonly runs: Runs; readonly panel: ResultsPanel };

async function invoke(deps: Deps, args: readonly unknown[]): Promise<void> {
    const target = await whichScript(deps, args);
    if (!target) return;
    const { script, parameters } = await prepare(deps, target);
    if (script.language !== 'flux') {
        throw new UserError(
            `${script.name} is written in ${script.language}. Only Flux scripts can be invoked here.`,
        );
    }
    const paramsText = await params(deps, target, script, parameters);
    if (paramsText === undefined) return;
    const differs = target.document && (await differsFromDeployed(target.document, script.script));
    const run = deps.runs.add({
        script: script.name,
        connection: target.connection.name,
        paramsText,
        rowLimit: readSetting('results.rowLimit'),
        notices: differs
            ? [
                  'The deployed text differs from the editor: this is the answer of the deployed script. Update it to run your changes.',
              ]
            : [],
    });
    await deps.panel.reveal(run);
    await runScript(deps, target.connection, script, run, paramsText, parameters);
}

/** The script as it is deployed now, and what it expects. */
function prepare(deps: Deps, { connection, scriptId, name }: InvokeTarget) {
    return visibleWhenSlow(`Reading ${name} from ${connection.name}`, async (signal) => {
        const script = await deps.scripts.get(connection, scriptId, signal);
        const parameters = await knownParameters(
            deps.language.parameters(script.script),
            deps.scripts.params(connection, scriptId, signal),
        );
        return { script, parameters };
    });
}

/** The params to send as JSON text; asked for, unless the script uses none. Undefined when the person left. */
async function params(
    deps: Deps,
    { connection, document }: InvokeTarget,
    script: Script,
    parameters: readonly ScriptParameter[] | undefined,
): Promise<string | undefined> {
    // A bare `params` is read as a whole: its names cannot be known, so the person is asked.
    if (parameters?.length === 0 && !/\bparams\b/.test(script.script)) return '{}';
    const state = deps.context.workspaceState;
    const remembered = readRemembered(state, connection.id, script.id);
    const file = document && !remembered ? await paramsFileOf(document) : undefined;
    const text = await askForParams({
        title: `Invoke ${script.name} on ${connection.name}`,
        prompt: promptOf(file, parameters),
        value: prefillParams({
            parameters,
            remembered,
            file: file?.content.ok ? file.content.entries : undefined,
            now: Date.now(),
        }),
        check: (typed) => checkParams(typed, parameters),
    });
    if (text !== undefined) await remember(state, connection.id, script.id, text);
    return text;
}

function promptOf(file: ParamsFile | undefined, parameters: readonly ScriptParameter[] | undefined): string {
    const ask = 'Params as one JSON object, sent as written.';
    if (!parameters) return `${ask} What the script expects could not be found out.`;
    if (!file) return ask;
    return file.content.ok
        ? `${ask} Values are from ${file.name}.`
        : `${ask} ${file.name} was not used: ${file.content.problem.message}.`;
}

/** Whether a document's text, unsaved changes included, is another one than the deployed. */
async function differsFromDeployed(document: vscode.Uri, deployed: string): Promise<boolean> {
    try {
        return !isSameText((await vscode.workspace.openTextDocument(document)).getText(), deployed);
    } catch {
        // The file is gone: there is nothing that could differ.
        return false;
    }
}

/** Runs to the end. Throws what the person should be told when the run failed. */
async function runScript(
    deps: Deps,
    connection: Connection,
    script: Script,
    run: Run,
    paramsText: string,
    parameters: readonly ScriptParameter[] | undefined,
): Promise<void> {
    const idleTimeoutMilliseconds = readSetting('invoke.idleTimeoutSeconds') * 1000;
    const expected = new Map(parameters?.map(({ name, fluxType, apiType }) => [name, fluxType ?? apiType]));
    let failure: unknown;
    const explain = (error: unknown): Promise<RunError> => {
        failure = explainRefusedParams(error, paramsText, expected);
        return Promise.resolve(toRunError(failure));
    };
    await vscode.window.withProgress({ location: { viewId: resultsView } }, () =>
        run.read(async (signal) => {
            const api = await deps.connections.apiFor(connection);
            signal.throwIfAborted();
            return api.invoke(script.id, paramsText, { signal, idleTimeoutMilliseconds });
        }, explain),
    );
    const ending = runEnding(run.view());
    deps.log.info(`Invoked ${script.name} on ${connection.name}: ${ending}`);
    if (run.state === 'failed') throw toShow(failure, run, { kind: 'script', connection, script });
    vscode.window.setStatusBarMessage(
        `$(${run.state === 'succeeded' ? 'check' : 'circle-slash'}) ${inertLabel(`${script.name}: ${ending}`)}`,
        10_000,
    );
}

function toRunError(error: unknown): RunError {
    const message = error instanceof Error ? error.message : String(error);
    const words = error instanceof InfluxDbError ? error.details.serverMessage : undefined;
    return words === undefined || message.includes(words) ? { message } : { message, serverMessage: words };
}

const scriptsFault: ReadonlySet<InfluxDbErrorKind> = new Set(['invalid', 'bucket-not-found']);

/** What the command's wrapper shows of a failed run. */
function toShow(failure: unknown, run: Run, node: unknown): unknown {
    if (isRefusedParams(failure)) {
        const again = { title: 'Invoke Again…', command: 'fluxScripts.invoke', arguments: [node] };
        return new UserError(`${run.request.script}: ${failure.message}`, [again, showResults]);
    }
    // What the script or its data made the server refuse is in the results; other failures have remedies of their own.
    const ofScript = failure instanceof InfluxDbError && scriptsFault.has(failure.kind);
    if (failure instanceof InfluxDbError && !ofScript) return failure;
    const { message, serverMessage } = run.error ?? { message: 'The run failed.' };
    const words = serverMessage === undefined ? message : `${message} The server says: ${serverMessage}`;
    return new UserError(`${run.request.script}: ${words}`, [showResults]);
}
