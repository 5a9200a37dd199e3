/** A pattern for what begins with exactly this text. Accessible names often go on with states and shortcuts. */
export function startingWith(text: string): RegExp {
    return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
