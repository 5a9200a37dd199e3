import { describe, expect, it } from 'vitest';
import { scannedParameters } from '../engine/failure-diagnostic';
import { findNearDuplicates, isSlip } from './near-duplicate';

describe('isSlip', () => {
    it.each([
        ['filterField', 'filterFeild'],
        ['filterField', 'filterFild'],
        ['filterField', 'filterFieldd'],
        ['filterField', 'filterFiekd'],
        ['filterField', 'filterfield'],
        ['field', 'feild'],
        ['bucket', 'buckt'],
    ])('%s and %s are one slip apart', (one, other) => {
        expect(isSlip(one, other)).toBe(true);
        expect(isSlip(other, one)).toBe(true);
    });

    it.each([
        ['filterField', 'filterField2'],
        ['filterField1', 'filterField2'],
        ['field10', 'field2'],
        ['host', 'hosts'],
        ['groupColumn', 'groupColumns'],
        ['pointX', 'pointY'],
        ['point_x', 'point_y'],
        ['xValue', 'yValue'],
        ['host', 'most'],
        ['low', 'lwo'],
        ['minValue', 'maxValue'],
        ['startTime', 'stopTime'],
        ['same', 'same'],
    ])('%s and %s are meant so', (one, other) => {
        expect(isSlip(one, other)).toBe(false);
        expect(isSlip(other, one)).toBe(false);
    });
});

describe('findNearDuplicates', () => {
    const pairs = (flux: string) =>
        findNearDuplicates(scannedParameters(flux).parameters).map(({ suspect, likely }) => [
            suspect.name,
            likely.name,
        ]);

    it('suspects the later of two that are used once', () => {
        expect(pairs('a = params.filterField\nb = params.filterFeild')).toEqual([
            ['filterFeild', 'filterField'],
        ]);
    });

    it('suspects the one that is used less', () => {
        expect(pairs('a = params.filterFeild\nb = params.filterField\nc = params.filterField')).toEqual([
            ['filterFeild', 'filterField'],
        ]);
    });

    it('leaves the documentation’s own names alone', () => {
        expect(pairs('a = params.filterField\nb = params.filterField2\nc = params.groupColumn')).toEqual([]);
    });
});
