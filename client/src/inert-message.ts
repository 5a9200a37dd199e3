/**
 * A text that may hold names, texts or errors of others, for a notification, a progress or an input box. VS Code turns
 * `[x](command:…)` in these into a link that runs the command. A zero-width space between the brackets keeps what is
 * read and takes the link away.
 */
export function inertMessage(message: string): string {
    return message.replaceAll('](', ']\u200B(');
}

/** The same for where VS Code turns `$(name)` into an icon: the items of a quick pick, the status bar, an input box. */
export function inertLabel(label: string): string {
    return inertMessage(label).replaceAll('$(', '$\u200B(');
}
