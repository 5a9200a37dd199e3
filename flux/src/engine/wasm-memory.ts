/** Source: the WebAssembly core specification, binary format: modules and sections. */
const memorySection = 5;
const headerBytes = 8;
/** Bytes of one page of WebAssembly memory. */
export const pageBytes = 65_536;

/**
 * Gives the one memory of a WebAssembly module a maximum.
 * @param wasm a whole module that defines exactly one memory
 * @param maximumPages pages of 64 KiB
 * @returns a copy with the maximum set; everything else is untouched
 * @throws Error when the bytes are no such module
 */
export function withMemoryLimit(wasm: Uint8Array, maximumPages: number): Uint8Array {
    let at = headerBytes;
    while (at < wasm.length) {
        const id = wasm[at];
        const size = readUnsigned(wasm, at + 1);
        const end = size.next + size.value;
        if (id === memorySection) {
            return replace(wasm, at, end, limitedSection(wasm, size.next, maximumPages));
        }
        at = end;
    }
    throw new Error('The WebAssembly module has no memory section to limit.');
}

function limitedSection(wasm: Uint8Array, start: number, maximumPages: number): Uint8Array {
    const count = readUnsigned(wasm, start);
    if (count.value !== 1) throw new Error('The WebAssembly module must define exactly one memory.');
    const minimum = readUnsigned(wasm, count.next + 1);
    const limits = [1, 0x01, ...unsigned(minimum.value), ...unsigned(maximumPages)];
    return Uint8Array.from([memorySection, ...unsigned(limits.length), ...limits]);
}

function replace(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
    const result = new Uint8Array(bytes.length - (end - start) + by.length);
    result.set(bytes.subarray(0, start), 0);
    result.set(by, start);
    result.set(bytes.subarray(end), start + by.length);
    return result;
}

/** LEB128, unsigned, at most 32 bits. */
function readUnsigned(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
    let value = 0;
    for (let index = 0; index < 5; index++) {
        const byte = bytes[start + index];
        if (byte === undefined) break;
        value += (byte & 0x7f) * 2 ** (7 * index);
        if ((byte & 0x80) === 0) return { value, next: start + index + 1 };
    }
    throw new Error('The WebAssembly module is cut short.');
}

function unsigned(value: number): number[] {
    const bytes: number[] = [];
    let rest = value;
    do {
        bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
        rest = Math.floor(rest / 128);
    } while (rest > 0);
    return bytes;
}
