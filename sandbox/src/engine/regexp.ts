/**
 * Flux regular expressions are RE2's. They run on a port of RE2, so that a pattern means what it means on the server
 * and cannot run away. The port is much slower than JavaScript's, so answers are remembered per text.
 */
import { RE2JS } from 're2js';
import { FluxError } from './flux-error';

const remembered = 10_000;

export class FluxRegexp {
    readonly kind = 'regexp';
    readonly pattern: RE2JS;
    private readonly answers = new Map<string, boolean>();

    /** Throws a FluxError when the text is no regular expression of RE2. */
    constructor(readonly source: string) {
        try {
            this.pattern = RE2JS.compile(source);
        } catch (error) {
            throw new FluxError(
                `error parsing regexp: ${error instanceof Error ? error.message : String(error)}`,
            );
        }
    }

    /** Whether the pattern matches anywhere in the text. */
    matches(text: string): boolean {
        const known = this.answers.get(text);
        if (known !== undefined) return known;
        const answer = this.pattern.matcher(text).find();
        if (this.answers.size >= remembered) this.answers.clear();
        this.answers.set(text, answer);
        return answer;
    }
}
