import * as vscode from 'vscode';
import { checkedSetting, type SettingName, type SettingValue } from '@flux-scripts/contracts/settings';

/** The value of a setting now; its default when the settings file holds something that is not allowed. */
export function readSetting<Name extends SettingName>(name: Name): SettingValue<Name> {
    return checkedSetting(name, vscode.workspace.getConfiguration('fluxScripts').get(name));
}
