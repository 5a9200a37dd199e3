// The browser that drives VS Code in tests: the one that the harness unpacked, or an installed Chrome or Chromium
// that `FLUX_SCRIPTS_BROWSER` names.
import path from 'node:path';
import { chromiumFolder, packedChromium } from './paths.mjs';

/**
 * Options for Playwright's `chromium.launch`.
 * @returns {{ executablePath: string, args: string[], env: Record<string, string> }}
 */
export function browserLaunchOptions() {
    const own = process.env['FLUX_SCRIPTS_BROWSER'];
    const libraries = [path.join(chromiumFolder, 'lib'), process.env['LD_LIBRARY_PATH']]
        .filter(Boolean)
        .join(':');
    /** @type {Record<string, string>} */
    const env = {};
    for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
    if (!own) {
        env['LD_LIBRARY_PATH'] = libraries;
        env['FONTCONFIG_FILE'] = path.join(chromiumFolder, 'fonts.conf');
    }
    return {
        executablePath: own ?? packedChromium,
        env,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--font-render-hinting=none',
        ],
    };
}
