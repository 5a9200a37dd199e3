/**
 * A message that may hold names, texts or errors of others, for a notification. VS Code turns `[x](command:…)` in a
 * notification's or a progress's text into a link that runs the command. A zero-width space between the brackets
 * keeps what is read and takes the link away.
 */
export function inertMessage(message: string): string {
    return message.replaceAll('](', ']\u200B(');
}
