import { UserError } from '../user-error';
import type { LocalScript } from './ports';

/**
 * Saves a script and answers the text to push. What a person sees in the editor is what is sent, and what is sent is
 * what the file holds. UserError when there is no file, or no text: the API does not take an empty script.
 */
export async function savedText(local: LocalScript): Promise<string> {
    await local.save();
    const text = await local.text();
    if (text === undefined) {
        throw new UserError(`${local.label} is not there any more. Nothing was sent.`);
    }
    if (text.replace(/^\uFEFF/, '').trim() === '') {
        throw new UserError(
            `${local.label} is empty, and InfluxDB takes no script without text. Nothing was sent. ` +
                'Write the script, then push it.',
        );
    }
    return text;
}
