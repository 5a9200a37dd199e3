import * as vscode from 'vscode';
import { inertLabel } from '../inert-message';
import type { ParamsFinding } from './params-check';

export interface ParamsQuestion {
    readonly title: string;
    /** What the person should know while typing, besides what is wrong. */
    readonly prompt: string;
    readonly value: string;
    readonly check: (text: string) => ParamsFinding | undefined;
}

/** Asks for params as JSON on one line. Undefined when the person left. An error blocks, a warning does not. */
export function askForParams(question: ParamsQuestion): Promise<string | undefined> {
    const box = vscode.window.createInputBox();
    box.title = question.title;
    box.prompt = inertLabel(question.prompt);
    box.placeholder = '{"bucket": "my-bucket"}';
    box.value = question.value;
    // A person looks a bucket's name up in another window.
    box.ignoreFocusOut = true;
    const selection = firstValue(question.value);
    if (selection) box.valueSelection = selection;
    const check = (): ParamsFinding | undefined => {
        const finding = question.check(box.value);
        box.validationMessage = finding && {
            // The names in it come from the script, which may be somebody else's.
            message: inertLabel(finding.message),
            severity:
                finding.severity === 'error'
                    ? vscode.InputBoxValidationSeverity.Error
                    : vscode.InputBoxValidationSeverity.Warning,
        };
        return finding;
    };
    check();
    return new Promise((resolve) => {
        let answer: string | undefined;
        box.onDidChangeValue(check);
        box.onDidAccept(() => {
            if (check()?.severity === 'error') return;
            answer = box.value;
            box.hide();
        });
        box.onDidHide(() => {
            box.dispose();
            resolve(answer);
        });
        box.show();
    });
}

/** Where the first value stands, a string without its quotes, so that typing replaces it. UTF-16 offsets. */
function firstValue(text: string): [number, number] | undefined {
    const match = /^(\{"(?:[^"\\]|\\.)*": )("((?:[^"\\]|\\.)*)"|[^,}]*)/.exec(text);
    if (!match) return undefined;
    const begin = match[1]?.length ?? 0;
    const inside = match[3];
    return inside === undefined
        ? [begin, begin + (match[2]?.length ?? 0)]
        : [begin + 1, begin + 1 + inside.length];
}
