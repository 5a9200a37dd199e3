/** The page of the results panel. No `vscode` in here. */

export interface PanelParts {
    /** Where the page may load from, as the webview names it. */
    readonly cspSource: string;
    /** Made anew for each page. */
    readonly nonce: string;
    readonly scriptUri: string;
    readonly styleUri: string;
}

/** The page's HTML. Everything else in it is made by the script, as text. */
export function panelHtml({ cspSource, nonce, scriptUri, styleUri }: PanelParts): string {
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource};`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${escaped(styleUri)}">
<title>Flux Results</title>
</head>
<body>
<div id="results"></div>
<script nonce="${nonce}" src="${escaped(scriptUri)}"></script>
</body>
</html>`;
}

function escaped(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
