import * as vscode from 'vscode';
import { inertLabel } from '../inert-message';

/** The person pressed the Back button of a step. */
export const back = Symbol('back');
/** What a step ends with: an answer, the Back button, or undefined when the person left. */
export type StepAnswer<T> = T | typeof back | undefined;

export interface StepPosition {
    readonly title: string;
    readonly step: number;
    readonly totalSteps: number;
    /** Offers Back in the first step too: something was asked before it. */
    readonly hasBack?: boolean;
}

export interface InputStep extends StepPosition {
    readonly prompt: string;
    readonly placeholder: string;
    readonly value: string;
    readonly password?: boolean;
    /** Looks at what is typed; `error` keeps the person in the step. */
    readonly check: (value: string) => { readonly error?: string; readonly warning?: string };
}

/** Asks for a line of text, with a Back button from the second step on. It stays when another window is looked at. */
export function askText(step: InputStep): Promise<StepAnswer<string>> {
    const box = vscode.window.createInputBox();
    box.title = step.title;
    box.step = step.step;
    box.totalSteps = step.totalSteps;
    box.prompt = inertLabel(step.prompt);
    box.placeholder = step.placeholder;
    box.value = step.value;
    box.password = step.password ?? false;
    box.ignoreFocusOut = true;
    if (step.step > 1 || step.hasBack) box.buttons = [vscode.QuickInputButtons.Back];
    const show = (value: string) => {
        const { error, warning } = step.check(value);
        box.validationMessage =
            error !== undefined
                ? { message: inertLabel(error), severity: vscode.InputBoxValidationSeverity.Error }
                : warning !== undefined
                  ? { message: inertLabel(warning), severity: vscode.InputBoxValidationSeverity.Warning }
                  : undefined;
        return error === undefined;
    };
    return new Promise((resolve) => {
        box.onDidChangeValue(show);
        box.onDidTriggerButton(() => {
            resolve(back);
            box.dispose();
        });
        box.onDidAccept(() => {
            if (!show(box.value)) return;
            resolve(box.value);
            box.dispose();
        });
        box.onDidHide(() => {
            resolve(undefined);
            box.dispose();
        });
        box.show();
        // Not before something was typed, unless there is something to say about what is there already.
        if (step.value !== '') show(step.value);
    });
}

export interface PickStep<Item extends vscode.QuickPickItem> extends StepPosition {
    readonly placeholder: string;
    readonly items: readonly Item[];
}

/** Asks for one of several, with a Back button from the second step on. */
export function askPick<Item extends vscode.QuickPickItem>(step: PickStep<Item>): Promise<StepAnswer<Item>> {
    const pick = vscode.window.createQuickPick<Item>();
    pick.title = step.title;
    pick.step = step.step;
    pick.totalSteps = step.totalSteps;
    pick.placeholder = step.placeholder;
    pick.items = step.items;
    pick.matchOnDescription = true;
    pick.ignoreFocusOut = true;
    if (step.step > 1 || step.hasBack) pick.buttons = [vscode.QuickInputButtons.Back];
    return new Promise((resolve) => {
        pick.onDidTriggerButton(() => {
            resolve(back);
            pick.dispose();
        });
        pick.onDidAccept(() => {
            const [picked] = pick.selectedItems;
            if (!picked) return;
            resolve(picked);
            pick.dispose();
        });
        pick.onDidHide(() => {
            resolve(undefined);
            pick.dispose();
        });
        pick.show();
    });
}
