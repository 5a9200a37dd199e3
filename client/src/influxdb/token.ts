/**
 * Why a text cannot be sent as an API token, or undefined when it can. The answer never quotes the token.
 * A header carries visible ASCII only; a copied token often brings a line break or a typographic character along.
 */
export function tokenProblem(token: string): string | undefined {
    if (token.trim() === '') return 'The token is empty. Paste an API token of your organization.';
    if (/[\r\n]/.test(token)) return 'The token contains a line break. Paste it as one line.';
    if (/[ \t]/.test(token)) {
        return /^Token |^Bearer /i.test(token)
            ? 'Paste the token alone, without the word before it.'
            : // An input box makes a space of a line break that is pasted.
              'The token contains a space or a line break. Paste the token alone, as one line.';
    }
    if (/[^\x21-\x7e]/.test(token)) {
        return 'The token contains a character that no API token has (a letter with an accent, or an invisible one). Copy it again from InfluxDB.';
    }
    return undefined;
}
