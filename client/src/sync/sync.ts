import type { Bases } from './bases';
import type { Links } from './links';
import type { Prompts, Remote, WorkspaceFiles } from './ports';

/** Everything that a command of this room works with. */
export interface Sync {
    readonly remote: Remote;
    readonly files: WorkspaceFiles;
    readonly links: Links;
    readonly bases: Bases;
    readonly prompts: Prompts;
    /** The parameters that a text uses; none when the language server cannot say, or not soon. */
    parameterNames(text: string): Promise<readonly string[]>;
}
