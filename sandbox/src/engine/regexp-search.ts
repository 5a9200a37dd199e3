/** Looking for the matches of a regular expression, one after the other. */
import type { RE2JS } from 're2js';

/** Where a match lies, in UTF-16 units; the end is behind its last unit. */
export interface RegexpMatch {
    readonly start: number;
    readonly end: number;
    /** The text of a group; empty for one that took no part or does not exist. */
    readonly group: (group: number | string) => string;
}

/** Gives the first match that begins at a position or later. What lies before it still counts for `^` and `\b`. */
export function searchIn(pattern: RE2JS, text: string): (from: number) => RegexpMatch | undefined {
    const matcher = pattern.matcher(text);
    const names = pattern.namedGroups();
    return (from) => {
        if (!matcher.find(from)) return undefined;
        return {
            start: matcher.start(),
            end: matcher.end(),
            group: (group) => {
                const number =
                    typeof group === 'number'
                        ? group
                        : Object.hasOwn(names, group)
                          ? names[group]
                          : undefined;
                if (number === undefined || number > matcher.groupCount()) return '';
                return matcher.group(number) ?? '';
            },
        };
    };
}

/**
 * All matches from left to right that do not overlap. An empty one right behind another does not count.
 * `each` is called once per match that is looked at, and may throw to stop.
 */
export function* allMatches(pattern: RE2JS, text: string, each: () => void): Generator<RegexpMatch> {
    const search = searchIn(pattern, text);
    let previousEnd = -1;
    for (let from = 0; from <= text.length;) {
        each();
        const match = search(from);
        if (!match) return;
        if (match.end > match.start || match.start !== previousEnd) yield match;
        previousEnd = match.end;
        from = match.end > from ? match.end : from + characterLength(text, from);
    }
}

function characterLength(text: string, at: number): number {
    return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
