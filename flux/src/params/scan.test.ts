import { describe, expect, it } from 'vitest';
import { scanParameterNames, scanParameterUses } from './scan';

describe('scanParameterNames', () => {
    it('finds both forms, each name once, in order of first use', () => {
        expect(
            scanParameterNames('from(bucket: params.b) |> limit(n: params["a b"]) |> x(y: params.b)'),
        ).toEqual(['b', 'a b']);
    });

    it('skips comments, strings, regular expressions and members of others', () => {
        const flux = '// params.a\nx = "params.b" + /params.c/\ny = r.params.d\nz = myparams.e + {params: 1}';
        expect(scanParameterNames(flux)).toEqual([]);
    });

    it('counts the code inside an interpolation', () => {
        expect(scanParameterNames('x = "a ${params.b} params.c ${string(v: params["d"])}"')).toEqual([
            'b',
            'd',
        ]);
    });

    it('drops what has no name yet', () => {
        expect(scanParameterNames('x = params.\ny = params.z')).toEqual(['z']);
        expect(scanParameterNames('x = params[""]')).toEqual([]);
        expect(scanParameterNames('x = params["\ny = params.z')).toEqual(['z']);
    });

    it('points at the name alone', () => {
        const flux = 'x = params["a b"] + params.c';
        const names = scanParameterUses(flux).map((use) => [
            flux.slice(use.start, use.end),
            flux.slice(use.nameStart, use.nameEnd),
        ]);
        expect(names).toEqual([
            ['params["a b"]', 'a b'],
            ['params.c', 'c'],
        ]);
    });
});
