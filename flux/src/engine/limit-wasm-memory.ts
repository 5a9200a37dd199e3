/**
 * Imported before libflux, for its effect: from now on every WebAssembly module that this thread compiles gets a
 * memory of at most 256 MB. A parser that loops then dies in about a quarter of a second instead of taking 2.3 GB;
 * a worker's own resource limits do not cover WebAssembly memory.
 */
import { pageBytes, withMemoryLimit } from './wasm-memory';

/** The part that is needed of what Node gives; its own types would come with the whole DOM. */
declare const WebAssembly: { Module: new (bytes: Uint8Array | ArrayBuffer) => object };

const maximumPages = (256 * 1024 * 1024) / pageBytes;
const Unlimited = WebAssembly.Module;

WebAssembly.Module = class extends Unlimited {
    constructor(bytes: Uint8Array | ArrayBuffer) {
        const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
        super(withMemoryLimit(view, maximumPages));
    }
};
