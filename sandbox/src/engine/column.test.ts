import { describe, expect, it } from 'vitest';
import type { Column } from './column';
import { ConstantColumn, FloatColumn } from './column';
import { ColumnBuilder, concatenate } from './column-builder';
import { identityOf } from './value-types';
import type { BasicType, Value } from './values';
import { nullOf, Time, UInt } from './values';

const samples: Record<BasicType, Value[]> = {
    float: [1.5, -0.5, 3],
    int: [1n, -2n, 3n],
    uint: [new UInt(1n), new UInt(2n ** 64n - 1n), new UInt(3n)],
    bool: [true, false, true],
    string: ['a', '', 'c'],
    time: [new Time(1n), new Time(-1n), new Time(3n)],
};
const all = (column: Column): string[] =>
    Array.from({ length: column.length }, (_, row) => identityOf(column.get(row)));

function build(type: BasicType, values: readonly Value[]): Column {
    const builder = new ColumnBuilder(type, 1);
    for (const value of values) builder.append(value);
    return builder.finish();
}

describe.each(Object.keys(samples) as BasicType[])('a column of %s', (type) => {
    const [a, b, c] = samples[type] as [Value, Value, Value];
    const column = build(type, [a, nullOf(type), b, c]);

    it('gives its values, its nulls, rows and parts', () => {
        expect(column.type).toBe(type);
        expect(all(column)).toEqual([a, nullOf(type), b, c].map(identityOf));
        expect(column.nullCount).toBe(1);
        expect(all(column.take(Uint32Array.of(3, 1, 3)))).toEqual([c, nullOf(type), c].map(identityOf));
        expect(column.take(Uint32Array.of(0, 2)).nullCount).toBe(0);
        expect(all(column.slice(1, 3))).toEqual([nullOf(type), b].map(identityOf));
    });

    it('is put below others', () => {
        const more = concatenate(type, [column, build(type, [b]), new ConstantColumn(type, c, 2)]);
        expect(all(more)).toEqual([a, nullOf(type), b, c, b, c, c].map(identityOf));
        expect(concatenate(type, [column])).toBe(column);
    });

    it('is read without boxes', () => {
        const raw = column.rawReader();
        const constant = new ConstantColumn(type, c, 1).rawReader();
        expect(constant(0)).toBe(raw(3));
    });
});

it('a constant column has its value in every row', () => {
    const column = new ConstantColumn('float', nullOf('float'), 3);
    expect(column.nullCount).toBe(3);
    expect(column.constantValue).toBe(nullOf('float'));
    expect(column.take(Uint32Array.of(0)).length).toBe(1);
});

it('a slice shares its memory', () => {
    const data = Float64Array.of(1, 2, 3);
    const part = new FloatColumn(data, undefined).slice(1, 2);
    data[1] = 9;
    expect(part.get(0)).toBe(9);
});

it('a builder refuses a value of another type', () => {
    expect(() => {
        new ColumnBuilder('int').append(1.5);
    }).toThrow('cannot put a value of type float into a column of type int');
});
