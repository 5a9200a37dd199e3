import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkedSetting, settings } from './settings';

interface Manifest {
    contributes: { configuration: { properties: Record<string, { default: unknown; scope: string }> } };
}

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;

describe('settings', () => {
    test('names and defaults are those of the manifest', () => {
        const { properties } = manifest.contributes.configuration;
        const inManifest = Object.entries(properties).map(([name, { default: value }]) => [name, value]);
        const inCode = Object.entries(settings).map(([name, { default: value }]) => [
            `fluxScripts.${name}`,
            value,
        ]);
        expect(Object.fromEntries(inCode)).toEqual(Object.fromEntries(inManifest));
    });

    test('none can carry a connection: no URL, token or certificate', () => {
        const names = Object.keys(manifest.contributes.configuration.properties).join(' ');
        expect(names).not.toMatch(/url|token|host|tls|cert/i);
    });

    test('a value that is not allowed gives the default', () => {
        expect(checkedSetting('results.rowLimit', 5)).toBe(5);
        expect(checkedSetting('results.rowLimit', 0)).toBe(10_000);
        expect(checkedSetting('results.rowLimit', '5')).toBe(10_000);
        expect(checkedSetting('invoke.idleTimeoutSeconds', 1)).toBe(120);
        expect(checkedSetting('sandbox.enabled', undefined)).toBe(true);
    });
});
