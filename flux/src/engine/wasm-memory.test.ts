import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { withMemoryLimit } from './wasm-memory';

declare const WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object) => { exports: { m: { grow(pages: number): number } } };
};

const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** A module that exports a memory `m` of one page without a maximum. */
const small = Uint8Array.from([...magic, 5, 3, 1, 0, 1, 7, 5, 1, 1, 0x6d, 2, 0]);

describe('withMemoryLimit', () => {
    it('lets the memory grow to the limit and no further', () => {
        const { m } = new WebAssembly.Instance(new WebAssembly.Module(withMemoryLimit(small, 300))).exports;
        expect(m.grow(299)).toBe(1);
        expect(() => m.grow(1)).toThrow();
    });

    it('keeps the rest of libflux’s module as it is', () => {
        const main = createRequire(import.meta.url).resolve('@influxdata/flux-lsp-node');
        const wasm = readFileSync(path.join(path.dirname(main), 'flux-lsp-node_bg.wasm'));
        const limited = withMemoryLimit(wasm, 4096);
        expect(limited.length - wasm.length).toBeLessThanOrEqual(3);
        expect(() => new WebAssembly.Module(limited)).not.toThrow();
        expect(Buffer.from(limited.subarray(-100_000)).equals(wasm.subarray(-100_000))).toBe(true);
    });

    it('refuses what it does not understand', () => {
        expect(() => withMemoryLimit(Uint8Array.from(magic), 1)).toThrow('no memory section');
        expect(() => withMemoryLimit(Uint8Array.from([...magic, 5, 0x80]), 1)).toThrow('cut short');
        expect(() => withMemoryLimit(Uint8Array.from([...magic, 5, 1, 2]), 1)).toThrow('exactly one memory');
    });
});
