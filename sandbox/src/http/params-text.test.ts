import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyText, wholeNumbersAsFloats } from './params-text';

describe('propertyText', () => {
    it.each([
        ['{"params":{"a":1.0}}', '{"a":1.0}'],
        [
            '{ "x": [1, {"params": 2}], "params" : {"b": 9007199254740993 } , "y": 1}',
            '{"b": 9007199254740993 }',
        ],
        ['{"params":{"a":1},"params":{"a":2}}', '{"a":2}'],
        ['{"p\\u0061rams":{"a":1}}', '{"a":1}'],
        ['{"params":{"params":{"x":1}}}', '{"params":{"x":1}}'],
        ['{"params":null}', 'null'],
        ['{"params":"a,}{"}', '"a,}{"'],
        ['{"params":[[],{}]\n}', '[[],{}]'],
        ['{"params":{"__proto__":{"x":1},"constructor":2}}', '{"__proto__":{"x":1},"constructor":2}'],
        ['{"params":-1e5,"z":0}', '-1e5'],
    ])('takes it out of %s', (json, text) => {
        expect(propertyText(json, 'params')).toBe(text);
    });

    it.each(['{}', '{"Params":1}', '{"a":"params"}', '{"a":{"params":1}}', '{"a":["params",1]}'])(
        'finds none in %s',
        (json) => {
            expect(propertyText(json, 'params')).toBeUndefined();
        },
    );

    it('agrees with JSON.parse', () => {
        const object = fc.dictionary(fc.oneof(fc.constant('params'), fc.string()), fc.jsonValue());
        fc.assert(
            fc.property(object, fc.constantFrom(undefined, 1, '\t'), (value, space) => {
                const text = propertyText(JSON.stringify(value, undefined, space), 'params');
                const expected = Object.hasOwn(value, 'params') ? value['params'] : undefined;
                expect(text === undefined ? undefined : JSON.parse(text)).toEqual(
                    expected === undefined ? undefined : JSON.parse(JSON.stringify(expected)),
                );
            }),
        );
    });

    it('takes deep nesting', () => {
        const deep = '['.repeat(200_000) + ']'.repeat(200_000);
        expect(propertyText(`{"params":${deep}}`, 'params')).toBe(deep);
    });
});

describe('wholeNumbersAsFloats', () => {
    it('changes whole numbers only', () => {
        const json = '{"a": 1, "b": [-20, 1.5, 2e3], "c": "7", "8": 0,\n"d": 9007199254740993}';
        expect(wholeNumbersAsFloats(json)).toBe(
            '{"a": 1.0, "b": [-20.0, 1.5, 2e3], "c": "7", "8": 0.0,\n"d": 9007199254740993.0}',
        );
    });
});
