// Where the harness keeps its parts. Everything that is installed lies in `node_modules`, which git ignores.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const harnessFolder = path.dirname(fileURLToPath(import.meta.url));
export const projectFolder = path.resolve(harnessFolder, '../..');
export const modulesFolder = path.join(harnessFolder, 'node_modules');

/** VS Code's server, as code-server packs it. Its own entry (`code-server`) is not used: it needs a compiler. */
export const serverFolder = path.join(modulesFolder, 'code-server/lib/vscode');
export const serverMain = path.join(serverFolder, 'out/server-main.js');

/** The unpacked browser: `chromium`, `lib/` (NSS), `fonts/`, `fonts.conf`. */
export const chromiumFolder = path.join(modulesFolder, '.chromium');
export const packedChromium = path.join(chromiumFolder, 'chromium');

/** Written as the last step of an installation; holds the fingerprint of what was installed. */
export const stampFile = path.join(modulesFolder, '.harness-stamp');
