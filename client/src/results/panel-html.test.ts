import { describe, expect, it } from 'vitest';
import { panelHtml } from './panel-html';

const html = panelHtml({
    cspSource: 'https://*.vscode-cdn.net',
    nonce: 'abc',
    scriptUri: 'https://x/results.js?a&b',
    styleUri: 'https://x/"results".css',
});

describe('the page of the results panel', () => {
    it('runs only the script with the nonce, loads only its own styles and nothing else', () => {
        expect(html).toContain(
            `content="default-src 'none'; script-src 'nonce-abc'; style-src https://*.vscode-cdn.net;"`,
        );
        expect(html).not.toContain('unsafe-');
        expect(html.match(/<script/g)).toHaveLength(1);
        expect(html).toContain('<script nonce="abc" src="https://x/results.js?a&amp;b">');
    });
    it('escapes what it is given', () => {
        expect(html).toContain('href="https://x/&quot;results&quot;.css"');
    });
});
