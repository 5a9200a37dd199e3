/**
 * Script names as file names and back. A script's name may be any text; a file's name must stay inside its folder and
 * be legal on Windows, macOS and Linux alike, because teams share folders. No `vscode`.
 */

const extensions: Readonly<Record<string, string>> = { flux: '.flux', sql: '.sql', influxql: '.influxql' };

/**
 * The longest name without its extension, in UTF-8 bytes. File systems take 143 (encrypted home folders) to 255; what
 * is left is for an extension, a number, and the temporary name of an atomic write.
 */
const maximumStemBytes = 100;

/** The extension that files of a script language have, with its dot. An unknown language's files are `.txt`. */
export function extensionOf(language: string): string {
    return extensions[language] ?? '.txt';
}

/**
 * A file name for a script, with the extension of its language.
 * @param taken file names of the folder. The answer differs from each of them by more than case or Unicode form.
 */
export function scriptFileName(name: string, language: string, taken: Iterable<string> = []): string {
    const extension = extensionOf(language);
    const stem = legalStem(withoutExtension(name, extension));
    const folded = new Set([...taken].map(fold));
    if (!folded.has(fold(stem + extension))) return stem + extension;
    for (let number = 2; ; number++) {
        const candidate = `${stem}-${number}${extension}`;
        if (!folded.has(fold(candidate))) return candidate;
    }
}

/** The name that a script gets from its file: the file name without folder and extension. May be empty. */
export function scriptNameOfFile(path: string): string {
    const fileName = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    const extension = Object.values(extensions).find((known) => fileName.toLowerCase().endsWith(known));
    return (extension ? fileName.slice(0, -extension.length) : fileName).trim();
}

/** What is wrong with one part of a path that a person typed, or undefined when it is legal on every system. */
export function problemOfPathPart(part: string): string | undefined {
    if (part === '') return 'A folder or file name is empty.';
    if (part === '.' || part === '..') return `"${part}" leaves the folder: name a file inside it.`;
    const illegal = illegalCharacter.exec(part)?.[0];
    if (illegal !== undefined) return `${shown(illegal)} cannot be part of a file name on every system.`;
    if (/[. ]$/.test(part)) return `"${part}" ends with a dot or a space, which Windows does not keep.`;
    if (reservedName.test(part)) return `"${part}" is a device's name on Windows.`;
    if (utf8Length(part) > 200) return 'The name is too long for some file systems.';
    return undefined;
}

// Separators, what Windows refuses, control and formatting characters (these hide or reverse text), half surrogates.
// A zero-width joiner is a formatting character too, but it holds emoji together.
const illegalSource = String.raw`[<>:"/\\|?*\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?!\u200D)\p{Cf}`;
const illegalCharacter = new RegExp(illegalSource, 'u');
const illegalCharacters = new RegExp(illegalSource, 'gu');
// Windows reserves these whatever the extension is.
const reservedName = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu;

function legalStem(name: string): string {
    const marked = name.normalize('NFC').replace(illegalCharacters, '\0');
    // The mark of a replaced character: no name can hold one now.
    const trimmed = marked.replace(/^[\s.\0\u200D]+|[\s.\0\u200D]+$/gu, '').replaceAll('\0', '-');
    const short = cut(trimmed, maximumStemBytes).replace(/[\s.]+$/u, '');
    if (short === '') return 'script';
    return short.replace(reservedName, '$&_');
}

function withoutExtension(name: string, extension: string): string {
    return name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name;
}

/** Cuts between characters as a person sees them, so that no emoji falls apart. */
function cut(text: string, maximumBytes: number): string {
    if (utf8Length(text) <= maximumBytes) return text;
    let result = '';
    let bytes = 0;
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
        bytes += utf8Length(segment);
        if (bytes > maximumBytes) break;
        result += segment;
    }
    // One character of a person's eye can be endless (combining marks): cut it by code points then.
    return result === '' ? cutCodePoints(text, maximumBytes) : result;
}

function cutCodePoints(text: string, maximumBytes: number): string {
    let result = '';
    for (const codePoint of text) {
        if (utf8Length(result) + utf8Length(codePoint) > maximumBytes) break;
        result += codePoint;
    }
    return result;
}

/** Names that some file system holds for the same one. */
function fold(fileName: string): string {
    return fileName.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

function utf8Length(text: string): number {
    return new TextEncoder().encode(text).length;
}

function shown(character: string): string {
    return /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/u.test(character) ? 'An invisible character' : `"${character}"`;
}
