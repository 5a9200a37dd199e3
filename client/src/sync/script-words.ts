/** What may be typed as a script's name and description. The server has the last word; this catches what surely fails. */

type Check = { readonly error: string } | { readonly note: string } | undefined;

/** A name must not be blank or hold control characters. A slash is legal: it is no folder, and is said to be none. */
export function checkScriptName(value: string): Check {
    if (value.trim() === '') return { error: 'A script needs a name.' };
    if (/[\p{Cc}\p{Cs}]/u.test(value)) return { error: 'A name is one line of ordinary characters.' };
    if (/[/\\]/.test(value)) {
        return {
            note: 'The slash is part of the name and makes no folder. A file of this script gets "-" instead.',
        };
    }
    if (value !== value.trim()) return { note: 'White space around the name is left out.' };
    return undefined;
}

/** The API refuses a blank description. */
export function checkDescription(value: string): Check {
    return value.trim() === '' ? { error: 'InfluxDB takes no script without a description.' } : undefined;
}
