/** Where a pulled script goes. No `vscode`. */
import type { Script } from '@flux-scripts/contracts/scripts-api';
import { problemOfScriptPath } from './link-file';
import type { FilePlace } from './ports';
import type { Sync } from './sync';
import { extensionOf, scriptFileName } from './script-file-name';

/**
 * Asks for the file that a script is pulled into. Undefined when the person left.
 * @param near a folder of the workspace that is offered first; the workspace folder itself when it is left out
 */
export async function choosePlace(
    { files, prompts }: Pick<Sync, 'files' | 'prompts'>,
    script: Pick<Script, 'name' | 'language'>,
    near: FilePlace | undefined,
): Promise<FilePlace | undefined> {
    const root = near?.root ?? (files.roots.length === 1 ? files.roots[0] : await prompts.pickRoot());
    if (root === undefined) return undefined;
    const folder = near?.path ?? '';
    const taken = await files.namesIn({ root, path: folder });
    const fileName = scriptFileName(script.name, script.language, taken);
    const start = folder === '' ? 0 : folder.length + 1;
    const value = folder === '' ? fileName : `${folder}/${fileName}`;
    const path = await prompts.input({
        title: `Pull "${script.name}"`,
        prompt: 'File in the workspace folder.',
        value,
        selection: [start, value.length - extensionOf(script.language).length],
        check: (typed) => {
            const problem = problemOfScriptPath(normalized(typed), script.language);
            return problem === undefined ? undefined : { error: problem };
        },
    });
    return path === undefined ? undefined : { root, path: normalized(path) };
}

/** People on Windows type backslashes; no other system has use for one in a name. */
function normalized(path: string): string {
    return path.trim().replaceAll('\\', '/');
}
