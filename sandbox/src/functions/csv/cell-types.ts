import { parseRfc3339 } from '../../data/rfc3339';
import { FluxError } from '../../engine/flux-error';
import type { BasicType, Value } from '../../engine/values';
import { nullOf, Time, UInt } from '../../engine/values';

/** What a cell of the `#datatype` row means: the type of the column, and how the text of its cells is read. */
export interface CellType {
    readonly type: BasicType;
    /** An empty cell is null, also in a column of strings. Throws a FluxError for a text that is no such value. */
    readonly read: (text: string) => Value;
}

/** Throws a FluxError for a datatype that Flux's tables do not have. */
export function cellType(datatype: string, label: string): CellType {
    const known = cellTypes.get(datatype);
    if (known) return known;
    if (datatype.startsWith('dateTime')) {
        throw new FluxError(
            `the sandbox does not read the datatype "${datatype}" of column "${label}"; write times as dateTime:RFC3339`,
        );
    }
    throw new FluxError(
        `column "${label}" has invalid datatype: unsupported data type "${datatype.split(':', 1)[0] ?? ''}"`,
    );
}

export const stringCells = cells('string', (text) => text);
const timeCells = cells('time', (text) => {
    const nanoseconds = parseRfc3339(text);
    return nanoseconds === undefined ? undefined : new Time(nanoseconds);
});
const truth: ReadonlyMap<string, boolean> = new Map([
    ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => [text, true] as const),
    ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => [text, false] as const),
]);

const cellTypes: ReadonlyMap<string, CellType> = new Map([
    ['string', stringCells],
    ['boolean', cells('bool', (text) => truth.get(text))],
    ['long', cells('int', (text) => whole(text, /^[+-]?\d+$/, -(2n ** 63n), 2n ** 63n - 1n))],
    [
        'unsignedLong',
        cells('uint', (text) => {
            const value = whole(text, /^\d+$/, 0n, 2n ** 64n - 1n);
            return value === undefined ? undefined : new UInt(value);
        }),
    ],
    ['double', cells('float', float)],
    ['dateTime:RFC3339', timeCells],
    ['dateTime:RFC3339Nano', timeCells],
]);

function cells(type: BasicType, parse: (text: string) => Value | undefined): CellType {
    const none = nullOf(type);
    return {
        type,
        read: (text) => {
            if (text === '') return none;
            const value = parse(text);
            if (value === undefined)
                throw new FluxError(`${JSON.stringify(text)} is no value of type ${type}`);
            return value;
        },
    };
}

function whole(text: string, form: RegExp, least: bigint, most: bigint): bigint | undefined {
    if (!form.test(text)) return undefined;
    const value = BigInt(text.replace(/^\+/, ''));
    return value >= least && value <= most ? value : undefined;
}

function float(text: string): number | undefined {
    if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
    if (/^nan$/i.test(text)) return NaN;
    const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
    return infinite ? (infinite[1] === '-' ? -Infinity : Infinity) : undefined;
}
