import type { RegexpMatch } from '../../engine/regexp-search';

/** `$$`, `${name}`, `$name`, and a lone `$`, which stands for itself. A name reaches as far as it can: `$1x` is not `$1`. */
const reference = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))?/gu;

/** A replacement with the groups of a match put in. What refers to no group is empty. */
export function expanded(template: string, match: RegexpMatch): string {
    if (!template.includes('$')) return template;
    return template.replaceAll(reference, (_whole, braced: string | undefined, plain: string | undefined) => {
        const name = braced ?? plain;
        if (name === undefined) return '$';
        return match.group(/^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : name);
    });
}
