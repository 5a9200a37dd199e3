/** `array.concat`, `array.filter` and `array.map`: arrays made of arrays. */
import type { BuiltinFunction } from '../../engine/builtin';
import { FluxError } from '../../engine/flux-error';
import { typeName } from '../../engine/value-types';
import { ArrayValue } from '../../engine/values';

export const arrayFunctions: readonly BuiltinFunction[] = [
    {
        package: 'array',
        name: 'concat',
        signature: '(<-arr: [A], v: [A]) => [A]',
        summary: 'An array with the elements of another behind its own.',
        run: (args, site) => {
            const elements = [...args.array('arr'), ...args.array('v')];
            site.runtime.budget.rows(elements.length);
            return new ArrayValue(elements);
        },
    },
    {
        package: 'array',
        name: 'filter',
        signature: '(<-arr: [A], fn: (x: A) => bool) => [A]',
        summary: 'The elements of an array that a function says yes to.',
        run: (args, site) => {
            const fn = args.function('fn').positional('x');
            const kept = args.array('arr').filter((element) => {
                site.runtime.budget.tick();
                const answer = fn(element);
                if (typeof answer === 'boolean') return answer;
                throw new FluxError(`filter function must give a bool, got ${typeName(answer)}`);
            });
            return new ArrayValue(kept);
        },
    },
    {
        package: 'array',
        name: 'map',
        signature: '(<-arr: [A], fn: (x: A) => B) => [B]',
        summary: 'An array of what a function makes of each element.',
        run: (args, site) => {
            const fn = args.function('fn').positional('x');
            const mapped = args.array('arr').map((element) => {
                site.runtime.budget.tick();
                return fn(element);
            });
            return new ArrayValue(mapped);
        },
    },
];
